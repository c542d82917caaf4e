import { Button } from '@mantine/core';
import { useState } from 'react';
import { useJoinAccounts, useWhyOneCompany } from '../../data/identity-questions.ts';
import { useRights } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { say } from '../../ui/say.ts';
import { Section } from '../../ui/section.tsx';
import { AccountField } from './account-field.tsx';
import { Explained, Merges, recordText } from '../people/index.ts';

/** Which records are this one company, why, and how to part and join them. */
export function CompanyRecords({ records }: { records: readonly string[] }) {
  const { readsPeople, writesConsent } = useRights();
  const join = useJoinAccounts();
  const [first = '', ...others] = records;
  const part = (key: string): void => join.mutate({ a: first, b: key, says: 'different' }, { onSuccess: () => say('They are two companies again, whatever rules say later.') });
  return (
    <Section title="Records of this company">
      {readsPeople
        ? <>
            <ul className="plain-list"><li>{recordText(first)}</li>{others.map((key) => <li key={key}><OtherRecord first={first} record={key} part={writesConsent ? part : null} isParting={join.isPending && join.variables.b === key} /></li>)}</ul>
            {others.length > 0 ? <Merges person={first} /> : null}
          </>
        : <p>{records.map(recordText).join(', ')}</p>}
      {writesConsent ? <LinkForm record={first} join={join} /> : null}
      <ProblemLine problem={join.error} />
    </Section>
  );
}

interface OtherRecordProps {
  readonly first: string;
  readonly record: string;
  readonly part: ((key: string) => void) | null;
  readonly isParting: boolean;
}

function OtherRecord({ first, record, part, isParting }: OtherRecordProps) {
  const [open, setOpen] = useState(false);
  const explanation = useWhyOneCompany(first, open ? record : null);
  const text = recordText(record);
  return (
    <>
      <p>{text}</p>
      <div className="button-row">
        <Button size="compact-sm" variant="default" aria-expanded={open} aria-label={`${open ? 'Hide why' : 'Why'}: ${text}`} onClick={() => setOpen(!open)}>{open ? 'Hide why' : 'Why'}</Button>
        {part ? <Button size="compact-sm" variant="default" loading={isParting} aria-label={`Not the same company: ${text}`} onClick={() => part(record)}>Not the same company</Button> : null}
      </div>
      {open ? <Answer of={explanation} lines={2}>{(found) => <Explained found={found} />}</Answer> : null}
    </>
  );
}

function LinkForm({ record, join }: { record: string; join: ReturnType<typeof useJoinAccounts> }) {
  const [other, setOther] = useState('');
  const submit = (): void => {
    const b = other.trim();
    if (b) join.mutate({ a: record, b, says: 'same' }, { onSuccess: () => { setOther(''); say('Joined: they count as one company.'); } });
  };
  return (
    <form className="filters answer-form" onSubmit={(event) => { event.preventDefault(); submit(); }}>
      <AccountField label="The same company as" value={other} change={setOther} />
      <Button type="submit" variant="default" loading={join.isPending && join.variables.says === 'same'}>Link</Button>
    </form>
  );
}
