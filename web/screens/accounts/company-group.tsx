import { Button } from '@mantine/core';
import { useState } from 'react';
import type { AccountPage, ParentReason } from '../../../src/model/index.ts';
import { useParentSuggestions, useSetParent, useTakeParentBack } from '../../data/identity-questions.ts';
import { useRights } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { say } from '../../ui/say.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';
import { AccountField } from './account-field.tsx';

const reasons: Readonly<Record<ParentReason, string>> = { 'somebody said so': 'somebody said so', 'parent id': 'a record has its id as parent', 'parent name': 'a record has its name as parent' };

/** Which company this one is below and why, which are below it, and a word on that. */
export function CompanyGroup({ page: { group, records: [record = ''] } }: { page: AccountPage }) {
  const { writesConsent } = useRights();
  return (
    <Section title="Parent and subsidiaries">
      <Above group={group} />
      {group.below.length > 0 ? <><p>Directly below it:</p><ul className="plain-list">{group.below.map((one) => <li key={one.id}><AccountLink of={one} /></li>)}</ul></> : null}
      {group.notHeeded.map((why) => <p key={why} className="muted small">Not heeded: {why}.</p>)}
      {writesConsent ? <ParentForm record={record} group={group} /> : null}
    </Section>
  );
}

const AccountLink = ({ of: { id, name } }: { of: { id: string; name: string } }) => <PlaceLink to={`/accounts/${encodeURIComponent(id)}`}>{name}</PlaceLink>;

function Above({ group: { parent, reason, by, at } }: { group: AccountPage['group'] }) {
  if (reason === null) return <p className="muted">No company above it is known.</p>;
  return <p>{parent === null ? 'Below no company' : <>Below <AccountLink of={parent} /></>}<span className="muted"> · {[reasons[reason], by, at === null ? null : dayText(at)].filter(Boolean).join(' · ')}</span></p>;
}

/** Companies on one domain with it that may be above it. Looked for when asked: every account is read for it. */
function Suggested({ record, setTo }: { record: string; setTo: (above: string) => void }) {
  const [asked, setAsked] = useState(false);
  const suggestions = useParentSuggestions(record, asked);
  if (!asked) return <div className="button-row"><Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>Suggest one</Button></div>;
  return (
    <Answer of={suggestions} lines={1}>{({ rows }) => (rows.length === 0 ? <p className="muted">No company on the same domain has a name that this one’s builds on.</p> : (
      <ul className="plain-list">{rows.map(({ id, name, domain }) => (
        <li key={id}><p>It may be below <AccountLink of={{ id, name }} />. <span className="muted">Both are on {domain}. Nothing follows until you say so.</span></p><div className="button-row"><Button size="compact-sm" variant="default" onClick={() => setTo(id)}>Yes, below {name}</Button></div></li>
      ))}</ul>
    ))}</Answer>
  );
}

function ParentForm({ record, group: { parent, reason } }: { record: string; group: AccountPage['group'] }) {
  const [set, takeBack] = [useSetParent(), useTakeParentBack()];
  const [other, setOther] = useState('');
  const setTo = (above: string): void => set.mutate({ child: record, parent: above }, { onSuccess: () => { setOther(''); say('Set: lists add up to it where they are asked to.'); } });
  return (
    <>
      {reason === null ? <Suggested record={record} setTo={setTo} /> : null}
      <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); if (other.trim()) setTo(other.trim()); }}>
        <AccountField label="It is below" value={other} change={setOther} />
        <Button type="submit" variant="default" loading={set.isPending && set.variables.parent !== null}>Set parent</Button>
      </form>
      <div className="button-row">
        {parent === null && reason !== null ? null : <Button size="compact-sm" variant="default" loading={set.isPending && set.variables.parent === null} onClick={() => set.mutate({ child: record, parent: null }, { onSuccess: () => say('Below no company now, whatever records say.') })}>Below no company</Button>}
        {reason === 'somebody said so' ? <Button size="compact-sm" variant="default" loading={takeBack.isPending} onClick={() => takeBack.mutate(record, { onSuccess: () => say('Taken back: what held before it holds again.') })}>Take back</Button> : null}
      </div>
      <ProblemLine problem={set.error ?? takeBack.error} />
    </>
  );
}
