import { Button, Checkbox, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { EventSource, EventTotals } from '../../../../src/model/index.ts';
import { useCloseEventSource, useEventSources, useMakeEventSource } from '../../../data/event-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { PlaceLink } from '../../../ui/place-link.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { Section } from '../../../ui/section.tsx';
import { TypedConfirm } from '../../../ui/typed-confirm.tsx';
import { clockText, countText } from '../../../ui/words.ts';
import { reasonText } from './event-words.ts';
import { WriteKey } from './write-key.tsx';

interface Row { readonly source: EventSource; readonly totals: EventTotals | undefined }

/** Sources that send events by themselves: what each sent and what became of it, always as the sum that it is. */
export function EventSources() {
  const { readsPeople, isAdmin } = useRights();
  const asked = useEventSources(readsPeople);
  if (!readsPeople) return null;
  return (
    <Section title="Event sources" aside={<PlaceLink to="/data/events">Last events</PlaceLink>}>
      <Answer of={asked} lines={3}>
        {({ sources, totals }) => <RowTable label="Event sources" rows={sources.map((source) => ({ source, totals: totals.find((one) => one.source === source.name) }))} columns={isAdmin ? [...columns, closing] : columns} keyOf={({ source }) => source.name} csvName="event-sources" empty={<p>No source sends events yet. {isAdmin ? 'Make one here, and paste its lines into a site or a server.' : 'An admin can make one.'}</p>} />}
      </Answer>
      {isAdmin ? <MakeSource /> : null}
    </Section>
  );
}

const columns: Array<Column<Row>> = [
  { id: 'name', header: 'Source', value: ({ source }) => source.name, show: ({ source }) => <><PlaceLink to="/data/events" search={{ source: source.name }}>{source.name}</PlaceLink><span className="second-line">key {source.keyStart}…{source.settings.needsConsent ? ' · keeps nothing without consent' : ''}</span></>, card: 'title' },
  { id: 'received', header: 'Received', value: ({ totals }) => totals?.received ?? 0, show: ({ totals }) => countText(totals?.received ?? 0), number: true },
  { id: 'sum', header: 'What became of it', value: ({ totals }) => (totals ? sumText(totals) : null), show: ({ totals }) => (totals ? <Sum totals={totals} /> : <span className="muted">nothing sent yet</span>) },
  { id: 'last', header: 'Last event', value: ({ totals }) => totals?.lastAt ?? null, show: ({ totals }) => (totals?.lastAt ? clockText(totals.lastAt) : <span className="muted">–</span>) },
  { id: 'state', header: 'State', value: ({ source }) => (source.closedAt ? 'closed' : 'open'), show: ({ source }) => (source.closedAt ? <span className="tag" title={clockText(source.closedAt)}>closed</span> : <span className="tag won">open</span>) },
];

const sumText = ({ accepted, dropped, quarantined, duplicate }: EventTotals): string =>
  `= ${countText(accepted)} kept + ${countText(dropped)} dropped + ${countText(quarantined)} in quarantine + ${countText(duplicate)} repeated`;

const Sum = ({ totals }: { totals: EventTotals }) => (
  <>{sumText(totals)}{Object.entries(totals.reasons).map(([code, count]) => <span key={code} className="second-line">{countText(count)} dropped: {reasonText(code)}</span>)}</>
);

const closing: Column<Row> = { id: 'close', header: 'Close', value: () => null, show: ({ source }) => (source.closedAt ? <span className="muted">–</span> : <CloseSource name={source.name} />) };

function CloseSource({ name }: { name: string }) {
  const close = useCloseEventSource();
  return <TypedConfirm name={name} verb="Close" confirm="Close for good" consequence="Its key is refused from then on; what it sent stays." of={close} onConfirm={() => close.mutate(name)} />;
}

function MakeSource() {
  const make = useMakeEventSource();
  const [name, setName] = useState('');
  const [needsConsent, setNeedsConsent] = useState(false);
  return (
    <>
      <form className="filters" onSubmit={(event) => { event.preventDefault(); make.mutate({ name: name.trim(), needsConsent }, { onSuccess: () => setName('') }); }}>
        <TextInput label="Name of a new source" placeholder="website" value={name} onChange={(event) => setName(event.currentTarget.value)} />
        <Checkbox label="Keep nothing without consent" checked={needsConsent} onChange={(event) => setNeedsConsent(event.currentTarget.checked)} />
        <Button type="submit" disabled={!name.trim()} loading={make.isPending}>Make a source</Button>
      </form>
      {make.error ? <p className="lost-text" role="alert">{make.error.message} {make.error.todo ?? ''}</p> : null}
      {make.data ? <WriteKey name={make.data.source.name} writeKey={make.data.writeKey} /> : null}
    </>
  );
}
