import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Correction } from '../../../src/model/index.ts';
import { useDecideCorrection, useRights } from '../../data/questions.ts';
import { say } from '../../ui/say.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';
import { PersonLink } from './person-link.tsx';
import { recordText } from './person-words.ts';

/** What people want corrected, open ones first; an admin answers each, and the person reads the answer. */
export function Corrections({ title, corrections, named = false }: { title: string; corrections: readonly Correction[]; named?: boolean }) {
  const { isAdmin } = useRights();
  const sorted = corrections.toSorted((a, b) => Number(b.state === 'open') - Number(a.state === 'open') || (a.askedAt < b.askedAt ? 1 : -1));
  return (
    <Section title={title}>
      {sorted.length === 0 ? <p className="muted">Nobody asked for a correction.</p> : (
        <ul className="ruled">
          {sorted.map((one) => (
            <li key={one.id}>
              <p>{named ? <><PersonLink id={one.person}>{recordText(one.person)}</PersonLink>: </> : null}<strong>{one.means}</strong>: <Wish correction={one} /></p>
              <p className="muted small">{recordText(one.record)} · asked {dayText(one.askedAt)}{decidedText(one)}</p>
              {one.state === 'open' ? (isAdmin ? <Decide correction={one} /> : <p className="small">Waits for an admin.</p>) : null}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}

/** What of whoever refuses analysis is not shown here is shown on the profile alone. */
function Wish({ correction: { from, to } }: { correction: Correction }) {
  if (from === null && to === null) return <span className="muted">not shown, because the person refuses analysis</span>;
  return <>{from === null ? <span className="muted">empty</span> : `“${from}”`} → {to === null ? <span className="muted">to be removed</span> : <strong>“{to}”</strong>}</>;
}

const decidedText = ({ state, decidedAt, decidedBy, reason }: Correction): string =>
  (state === 'open' ? '' : ` · ${state} ${dayText(decidedAt)}${decidedBy ? ` by ${decidedBy}` : ''}${reason ? `: “${reason}”` : ''}`);

function Decide({ correction }: { correction: Correction }) {
  const decide = useDecideCorrection();
  const [reason, setReason] = useState('');
  const answer = (says: 'approve' | 'decline'): void => decide.mutate({ id: correction.id, says, ...(reason.trim() ? { reason: reason.trim() } : {}) }, { onSuccess: () => say(says === 'approve' ? 'Approved; the corrected value is in force.' : 'Declined. The person sees why.') });
  return (
    <div className="filters answer-form">
      <TextInput label="What the person is told" value={reason} onChange={(event) => setReason(event.currentTarget.value)} placeholder="optional" />
      <div className="button-row">
        <Button loading={decide.isPending} onClick={() => answer('approve')} aria-label={`Approve: ${correction.means}`}>Approve</Button>
        <Button disabled={decide.isPending} onClick={() => answer('decline')} aria-label={`Decline: ${correction.means}`}>Decline</Button>
      </div>
      {decide.error ? <p className="lost-text" role="alert">{decide.error.message} {decide.error.todo ?? ''}</p> : null}
    </div>
  );
}
