import { Button } from '@mantine/core';
import { useState } from 'react';
import type { IdentityRun, RunPreview } from '../../../../src/model/index.ts';
import { useRunPreview } from '../../../data/identity-questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { many, shortDay } from '../../../ui/words.ts';
import { PersonLink, recordText } from '../../people/index.ts';

/** What a run that waits for approval would change: how many records, and the largest merges and splits. */
export function WhoChanges({ run }: { run: IdentityRun }) {
  const [open, setOpen] = useState(false);
  const preview = useRunPreview(run.id, open);
  return (
    <div className="spaced">
      <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Hide who changes' : `Who changes by the run of ${shortDay(run.startedAt)}`}</Button>
      {open ? <Answer of={preview} lines={4}>{(answer) => <Largest answer={answer} />}</Answer> : null}
    </div>
  );
}

function Largest({ answer: { run, records, largest } }: { answer: RunPreview }) {
  return (
    <>
      <p>{many(run.merges, 'merge')} and {many(run.splits, 'split')}, of {many(records, 'record')}{largest.length < run.merges + run.splits ? `; the ${largest.length} largest` : ''}:</p>
      <ul className="plain-list changes-of-person">{largest.map((change) => <li key={`${change.kind}${change.person}`}><Change change={change} /></li>)}</ul>
    </>
  );
}

const Change = ({ change: { kind, person, parts } }: { change: RunPreview['largest'][number] }) => (
  <>
    <p>{kind === 'merge' ? 'Would be one: ' : 'Would come apart: '}<PersonLink id={person}>{recordText(person)}</PersonLink></p>
    <p className="muted">{parts.map((part) => part.map(recordText).join(', ')).join(' · ')}</p>
  </>
);
