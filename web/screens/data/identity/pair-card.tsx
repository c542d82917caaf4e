import { Button } from '@mantine/core';
import type { ComparedRecord, ReviewPair } from '../../../../src/model/index.ts';
import { useJoinRecords, useRights } from '../../../data/questions.ts';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { say } from '../../../ui/say.ts';
import { PersonLink, Weights, recordText } from '../../people/index.ts';

const fields = [['name', 'Name'], ['email', 'E-mail'], ['phone', 'Telephone'], ['company', 'Company'], ['title', 'Job title']] as const satisfies ReadonlyArray<readonly [keyof ComparedRecord, string]>;

/** Two records side by side, what speaks for and against, and three answers. */
export function PairCard({ pair }: { pair: ReviewPair }) {
  const { a, b } = pair;
  return (
    <article className="pair-card">
      <table className="side-by-side">
        <thead><tr><td /><th scope="col"><PersonLink id={a.key}>{recordText(a.key)}</PersonLink></th><th scope="col"><PersonLink id={b.key}>{recordText(b.key)}</PersonLink></th></tr></thead>
        <tbody>{fields.filter(([field]) => a[field] !== '' || b[field] !== '').map(([field, header]) => <tr key={field}><th scope="row">{header}</th><Cell value={a[field]} /><Cell value={b[field]} /></tr>)}</tbody>
      </table>
      <details><summary>{pair.joined ? 'Joined by evidence' : 'Apart by evidence'}, {Math.round(pair.probability * 100)} % for one person</summary><Weights evidence={pair.evidence} weight={pair.weight} /></details>
      <Answers pair={pair} />
    </article>
  );
}

const Cell = ({ value }: { value: string }) => <td>{value === '' ? <span className="muted">not given</span> : value}</td>;

const answers = [['same', 'The same person', 'Joined. The strictest word on each purpose now counts for all of these records.'], ['different', 'Not the same', 'Kept apart, whatever evidence says later.'], ['unsure', 'Not sure', 'Noted. You are not asked about them again.']] as const;

function Answers({ pair: { a, b } }: { pair: ReviewPair }) {
  const join = useJoinRecords();
  if (!useRights().writesConsent) return null;
  return (
    <>
      <div className="button-row">
        {answers.map(([says, words, told]) => <Button key={says} size="compact-sm" variant={says === 'unsure' ? 'subtle' : 'default'} loading={join.isPending && join.variables.says === says} aria-label={`${words}: ${recordText(a.key)} and ${recordText(b.key)}`} onClick={() => join.mutate({ a: a.key, b: b.key, says }, { onSuccess: () => say(told) })}>{words}</Button>)}
      </div>
      <ProblemLine problem={join.error} />
    </>
  );
}
