import { Button, TextInput } from '@mantine/core';
import { purposes, type ConsentInput, type Purpose } from '../../../src/model/index.ts';
import { statements } from '../../../src/model/consent/ledger.ts';
import { needsGrant } from '../../../src/model/consent/purposes.ts';
import { useState } from 'react';
import { useSetConsent } from '../../data/questions.ts';
import { say } from '../../ui/say.ts';
import { purposeNames } from './person-words.ts';

export interface Draft { readonly purpose: Purpose; readonly statement: ConsentInput['statement'] }

const statementNames: Readonly<Record<ConsentInput['statement'], string>> = { grant: 'allows it', object: 'objects to it', withdraw: 'withdraws what was granted' };

/** What the person said goes into the ledger word for word, and is in force for every read when it is written. */
export function WriteDown({ id, draft, done }: { id: string; draft: Draft; done: () => void }) {
  const [{ purpose, statement }, setDraft] = useState(draft);
  const set = useSetConsent(id);
  const submit = (form: HTMLFormElement): void => set.mutate(inputOf(form, purpose, statement), { onSuccess: () => { done(); say(`Written down: ${purposeNames[purpose].toLowerCase()}, the person ${statementNames[statement]}. It is in force.`); } });
  const choice = <T extends string>(name: string, value: T, names: Readonly<Record<T, string>>, all: readonly T[], change: (to: T) => void) => (
    <label className="plain-field">{name}<select value={value} onChange={(event) => change(event.currentTarget.value as T)}>{all.map((one) => <option key={one} value={one}>{names[one]}</option>)}</select></label>
  );
  return (
    <form className="panel settings-form" aria-label="What the person said" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      {choice('Purpose', purpose, purposeNames, purposes, (to) => setDraft({ purpose: to, statement }))}
      {choice('The person', statement, statementNames, statements, (to) => setDraft({ purpose, statement: to }))}
      <TextInput name="wording" label="Word for word" description="What the person said or was shown" />
      <TextInput name="source" label="Heard from" placeholder="e-mail of 3 May" />
      {statement === 'grant' && needsGrant(purpose) ? <label className="plain-field">Until (empty: no end)<input type="date" name="expires" /></label> : null}
      {set.error ? <p className="lost-text" role="alert">{set.error.message} {set.error.todo ?? ''}</p> : null}
      <div className="button-row"><Button type="submit" loading={set.isPending}>Write it down</Button><Button onClick={done}>Leave it</Button></div>
    </form>
  );
}

function inputOf(form: HTMLFormElement, purpose: Purpose, statement: ConsentInput['statement']): ConsentInput {
  const text = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
  const given = Object.entries({ wording: text('wording'), source: text('source'), expiresAt: text('expires') }).filter(([, value]) => value !== '');
  return { purpose, statement, ...Object.fromEntries(given) };
}
