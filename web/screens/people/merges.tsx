import { Button } from '@mantine/core';
import { useState } from 'react';
import { visitorOfChange, type IdentityChange } from '../../../src/model/index.ts';
import { useIdentityChanges, useUndoMerge } from '../../data/identity-questions.ts';
import { useRights } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { say } from '../../ui/say.ts';
import { dayText, many } from '../../ui/words.ts';
import { recordText } from './person-words.ts';
import { WhyJoined } from './why-joined.tsx';

/** What became of this person: merges and splits, each with its reason one click away, and taken back in two. */
export function Merges({ person }: { person: string }) {
  const changes = useIdentityChanges(person);
  return <Answer of={changes} lines={2}>{({ rows }) => (rows.length === 0 ? null : <ul className="plain-list changes-of-person">{rows.map((change) => <li key={change.id}><IdentityChangeLine change={change} /></li>)}</ul>)}</Answer>;
}

/** One merge or split, with why and undo. */
export function IdentityChangeLine({ change }: { change: IdentityChange }) {
  const [open, setOpen] = useState(false);
  const [[a], [b]] = [change.parts[0] ?? [], change.parts[1] ?? []];
  // Why accounts are one is on the account's page.
  const ofAccounts = change.person.startsWith('account:');
  return (
    <>
      <p>{dayText(change.at)}: {becameText(change)} {whose(change)}</p>
      <p className="muted">{change.parts.map((part) => part.map(recordText).join(', ')).join(' · ')}</p>
      <div className="button-row">
        {change.kind === 'merge' && a && b && !ofAccounts ? <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>{open ? 'Hide why' : 'Why'}</Button> : null}
        <Undo change={change} />
      </div>
      {open && a && b && !ofAccounts ? <WhyJoined a={a} b={b} /> : null}
    </>
  );
}

function becameText({ kind, parts }: IdentityChange): string {
  if (visitorOfChange(parts) !== null) return kind === 'merge' ? 'a visitor joined' : 'a visitor taken apart';
  return kind === 'merge' ? 'joined' : 'taken apart';
}

const whose = ({ kind, cause, by, person, run, why }: IdentityChange): string => ({
  word: `by ${by ?? 'somebody at the command line'}.`,
  run: person.startsWith('account:') ? 'by the rules for accounts.' : `by evidence${run === null ? '' : ` (run ${run})`}.`,
  recall: 'when somebody was forgotten.',
  limits: 'by limits that somebody set.',
  rule: 'by a rule that somebody set.',
  address: `${kind === 'merge' ? 'by' : 'because'} ${why ?? 'an address'}${run === null ? '' : ` (look ${run})`}.`,
})[cause];

function takenBackText({ person, parts, kind }: IdentityChange): string {
  if (person.startsWith('account:')) return 'Taken back: these are the companies they were before.';
  if (visitorOfChange(parts) !== null) return kind === 'merge' ? 'Taken back: the visitor is not this person, and each allows what it allowed.' : 'Taken back: the visitor is this person again.';
  return 'Taken back: these are the people they were before, and each allows what it allowed.';
}

function outcomeText({ kind, person, parts }: IdentityChange): string {
  if (kind === 'split') return 'Makes them one again.';
  if (visitorOfChange(parts) !== null) return 'Takes what the visitor did off this person, consent included. It can be undone, too.';
  return person.startsWith('account:') ? `Makes ${many(parts.length, 'company', 'companies')} again. It can be undone, too.` : `Makes ${many(parts.length, 'person', 'people')} again, consent included. It can be undone, too.`;
}

function Undo({ change }: { change: IdentityChange }) {
  const [asked, setAsked] = useState(false);
  const undo = useUndoMerge();
  if (!useRights().writesConsent) return null;
  const take = (): void => undo.mutate(change.id, { onSuccess: () => say(takenBackText(change)), onSettled: () => setAsked(false) });
  return (
    <>
      {asked
        ? <><Button size="compact-sm" loading={undo.isPending} onClick={take}>Yes, take it back</Button><Button size="compact-sm" variant="subtle" onClick={() => setAsked(false)}>Leave it</Button><span className="muted">{outcomeText(change)}</span></>
        : <Button size="compact-sm" variant="default" onClick={() => setAsked(true)}>Undo</Button>}
      {undo.error ? <p className="lost-text" role="alert">{undo.error.message} {undo.error.todo ?? ''}</p> : null}
    </>
  );
}
