import { Button, TextInput } from '@mantine/core';
import type { PersonPage } from '../../../src/model/index.ts';
import { useJoinRecords, useRights } from '../../data/questions.ts';
import { say } from '../../ui/say.ts';
import { Section } from '../../ui/section.tsx';
import { dayText } from '../../ui/words.ts';
import { Merges } from './merges.tsx';
import { recordText } from './person-words.ts';
import { RefusedJoins } from './refused-joins.tsx';

/** Why these records are one person: what joined them, by evidence or by somebody's word, and how to take it back. */
export function Joined({ page }: { page: PersonPage }) {
  const { writesConsent } = useRights();
  const join = useJoinRecords();
  return (
    <Section title="Why these records are one person">
      {page.records.length < 2 ? <p>There is one record.</p> : <p>{page.records.map((record) => recordText(record.key)).join(', ')}.</p>}
      <Merges person={page.id} />
      <RefusedJoins person={page.id} />
      <Words page={page} />
      {join.error ? <p className="lost-text" role="alert">{join.error.message} {join.error.todo ?? ''}</p> : null}
      {writesConsent ? <><Apart page={page} join={join} /><LinkForm page={page} join={join} /></> : null}
    </Section>
  );
}

type Join = ReturnType<typeof useJoinRecords>;

function Words({ page: { identity } }: { page: PersonPage }) {
  if (identity.length === 0) return null;
  return <ul className="plain-list">{identity.map((word) => <li key={`${word.a}${word.b}${word.at}`}>{dayText(word.at)}, {word.by ?? 'command line'}: {recordText(word.a)} and {recordText(word.b)} {saidOfTwo[word.says]}.</li>)}</ul>;
}

const saidOfTwo = { same: 'are the same person', different: 'are not the same person', unsure: 'may or may not be the same person', undo: 'are again what they were before an earlier word', below: 'stand one below the other', alone: 'stand below nobody' } as const;

/** Every record but the one that names the person can be taken apart from it. */
function Apart({ page, join }: { page: PersonPage; join: Join }) {
  const others = page.records.filter((record) => record.key !== page.id);
  const part = (key: string): void => join.mutate({ a: page.id, b: key, says: 'different' }, { onSuccess: () => say('The records are apart again; each has its own consent.') });
  if (others.length === 0) return null;
  return <div className="button-row spaced">{others.map((record) => <Button key={record.key} size="compact-sm" className="long-words" loading={join.isPending && join.variables.b === record.key} onClick={() => part(record.key)}>Not the same person: {recordText(record.key)}</Button>)}</div>;
}

function LinkForm({ page, join }: { page: PersonPage; join: Join }) {
  const submit = (form: HTMLFormElement): void => {
    const b = String(new FormData(form).get('record') ?? '').trim();
    if (b) join.mutate({ a: page.id, b, says: 'same' }, { onSuccess: () => { form.reset(); say('Joined. The strictest word on each purpose now counts for all of these records.'); } });
  };
  return (
    <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(event.currentTarget); }}>
      <TextInput name="record" label="The same person as" placeholder="id of a contact or an inquiry" required withAsterisk={false} />
      <Button type="submit" loading={join.isPending && join.variables.says === 'same'}>Link</Button>
    </form>
  );
}
