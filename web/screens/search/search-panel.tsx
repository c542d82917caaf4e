import { TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useState, type KeyboardEvent } from 'react';
import type { PersonRow, SearchHit } from '../../../src/model/index.ts';
import { usePeople, useRights, useSearchHits } from '../../data/questions.ts';
import { places, workshopPlaces } from '../../ui/places.ts';

interface Jump { readonly key: string; readonly title: string; readonly detail: string; readonly to: string }

const hitPlaces: Record<SearchHit['kind'], (id: string) => string> = {
  account: (id) => `/accounts/${encodeURIComponent(id)}`,
  deal: (id) => `/deals/${encodeURIComponent(id)}`,
  inquiry: () => '/inquiries',
};
const jumpOf = (hit: SearchHit): Jump => ({ key: `${hit.kind}/${hit.id}`, title: hit.title, detail: [hit.kind, hit.detail].filter(Boolean).join(' · '), to: hitPlaces[hit.kind](hit.id) });
const personJump = (row: PersonRow): Jump => ({ key: `person/${row.id}`, title: row.name ?? row.id, detail: ['person', row.account].filter(Boolean).join(' · '), to: `/people/${encodeURIComponent(row.id)}` });
const peopleAtOnce = 8;
const placeJumps: Jump[] = [...places, ...workshopPlaces].flatMap((place) => (place.tabs ?? [place]).map((tab) => ({ key: tab.path, title: tab.name, detail: 'place', to: tab.path })));

/** Hits of the text: places by name first, then accounts, deals, inquiries and, for whoever may read profiles, people. */
function useJumps(text: string): { jumps: Jump[]; busy: boolean } {
  const [settled] = useDebouncedValue(text, 150);
  const hits = useSearchHits(settled);
  const { readsPeople } = useRights();
  const long = settled.trim().length > 1;
  const people = usePeople({ search: settled, limit: peopleAtOnce }, readsPeople && long);
  const named = text ? placeJumps.filter((jump) => jump.title.toLowerCase().startsWith(text.toLowerCase())) : placeJumps.slice(0, 6);
  const found = text.trim().length > 1 ? [...(hits.data ?? []).map(jumpOf), ...(readsPeople && long ? (people.data?.rows ?? []).map(personJump) : [])] : [];
  return { jumps: [...named, ...found], busy: hits.isFetching || people.isFetching };
}

/** The search itself, in the dialog and as the phone's own screen. */
export function SearchPanel({ done }: { done?: () => void }) {
  const [text, setText] = useState('');
  const [at, setAt] = useState(0);
  const { jumps, busy } = useJumps(text);
  const navigate = useNavigate();
  const go = (jump: Jump | undefined): void => {
    if (!jump) return;
    void navigate({ to: jump.to as never });
    done?.();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step !== 0) { event.preventDefault(); setAt(Math.max(0, Math.min(jumps.length - 1, at + step))); }
    if (event.key === 'Enter') go(jumps[at]);
  };
  return (
    <div className="search-panel">
      <TextInput data-autofocus aria-label="Search accounts, deals, people, places" placeholder="Account, deal, person or place" value={text} onKeyDown={onKey}
        onChange={(event) => { setText(event.currentTarget.value); setAt(0); }} />
      <ul className="hits">
        {jumps.map((jump, index) => (
          <li key={jump.key}><button type="button" className={index === at ? 'hit here' : 'hit'} onClick={() => go(jump)}><span>{jump.title}</span><span className="muted small">{jump.detail}</span></button></li>
        ))}
      </ul>
      {jumps.length === 0 && !busy ? <p className="muted">Nothing found for “{text}”.</p> : null}
    </div>
  );
}
