import { Button } from '@mantine/core';
import type { IdentityRun, ReviewAnswer } from '../../../../src/model/index.ts';
import { useApproveRun, useComparePeople, useIdentityChanges, useReview } from '../../../data/identity-questions.ts';
import { useMe, useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { LockedPanel } from '../../../ui/refusal-panel.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { say } from '../../../ui/say.ts';
import { ScreenHead, Section } from '../../../ui/section.tsx';
import { clockText, countText, many, shortDay } from '../../../ui/words.ts';
import { IdentityChangeLine, RefusedJoins } from '../../people/index.ts';
import { BlockedValues } from './blocked-values.tsx';
import { Limits } from './limits.tsx';
import { PairCard } from './pair-card.tsx';
import { Rules } from './rules.tsx';
import { Thresholds } from './thresholds.tsx';
import { WhoChanges } from './who-changes.tsx';

/** Who is who: what evidence alone does not settle, what was merged and split, and the runs that found it. */
export function IdentityScreen() {
  const me = useMe();
  const { readsPeople } = useRights();
  const review = useReview(readsPeople);
  if (!readsPeople) return <Answer of={me}>{() => <><ScreenHead title="Identity" /><LockedPanel><p><strong>Not within your reach.</strong> Who is who is for those who see all people. An admin can widen your reach under Settings.</p></LockedPanel></>}</Answer>;
  return <Answer of={review} lines={12}>{(answer) => <Identity answer={answer} />}</Answer>;
}

function Identity({ answer }: { answer: ReviewAnswer }) {
  return (
    <>
      <ScreenHead title="Identity" sentence={sentenceOf(answer)}><Compare isFirst={answer.threshold === null} /></ScreenHead>
      <Section title="The same person?" aside={answeredText(answer)}>
        {answer.rows.length === 0 ? <p className="muted">{answer.threshold === null ? 'Nothing was compared yet.' : 'No pair is in doubt. That is a result, not an error.'}</p> : answer.rows.map((pair) => <PairCard key={`${pair.a.key} ${pair.b.key}`} pair={pair} />)}
      </Section>
      {answer.threshold === null ? null : <Thresholds />}
      <BlockedValues />
      <Limits />
      <Rules />
      <Section title="Kept apart by limits and rules" aside="the first 20 joins that evidence asks for"><RefusedJoins /></Section>
      <Feed />
      <Section title="Runs"><RowTable label="Runs" rows={answer.runs} columns={runColumns} keyOf={(row) => String(row.id)} csvName="identity-runs" empty={<p className="muted">None yet.</p>} />{answer.runs.filter(({ state }) => state === 'proposed').map((run) => <WhoChanges key={run.id} run={run} />)}</Section>
    </>
  );
}

/** The first comparison counts at once; a later one shows what it would change and waits. */
function Compare({ isFirst }: { isFirst: boolean }) {
  const compare = useComparePeople();
  if (!useRights().writesConsent) return null;
  return <><Button variant={isFirst ? 'filled' : 'default'} loading={compare.isPending} onClick={() => compare.mutate(undefined, { onSuccess: () => say('The comparison is under way. What it finds is shown here when it is done.') })}>{isFirst ? 'Compare all people' : 'Compare all people anew'}</Button><ProblemLine problem={compare.error} /></>;
}

function Approve({ run }: { run: IdentityRun }) {
  const approve = useApproveRun();
  if (!useRights().writesConsent) return null;
  return <><Button size="compact-sm" loading={approve.isPending} onClick={() => approve.mutate(run.id, { onSuccess: () => say('It counts now. Each merge and split can be undone.') })}>Approve</Button><ProblemLine problem={approve.error} /></>;
}

const sentenceOf = ({ rows, threshold }: ReviewAnswer): string | null =>
  (threshold === null ? null : rows.length === 0 ? 'Evidence settles every pair that was compared.' : `${many(rows.length, 'pair')} ${rows.length === 1 ? 'waits' : 'wait'} for a word, chosen so that answers tell most. What nobody says, evidence decides.`);
const answeredText = ({ answered: { same, different, unsure } }: ReviewAnswer): string => `answered so far: ${countText(same)} the same, ${countText(different)} not, ${countText(unsure)} not sure`;

function Feed() {
  const changes = useIdentityChanges();
  return (
    <Section title="Merges and splits" aside="the last 20; each can be taken back">
      <Answer of={changes} lines={4}>{({ rows }) => (rows.length === 0 ? <p className="muted">Nobody was merged or split so far.</p> : <ul className="plain-list changes-of-person">{rows.map((change) => <li key={change.id}><IdentityChangeLine change={change} /></li>)}</ul>)}</Answer>
    </Section>
  );
}

const states: Readonly<Record<IdentityRun['state'], string>> = { under_way: 'under way', proposed: 'waits for approval', in_force: 'in force', replaced: 'replaced by a later one', failed: 'failed' };
const counted = (id: 'merges' | 'splits' | 'refused', header: string): Column<IdentityRun> => ({ id, header, value: (row) => row[id], show: (row) => countText(row[id]), number: true });
const runColumns: Array<Column<IdentityRun>> = [
  { id: 'started', header: 'Started', value: (row) => row.startedAt, show: (row) => <span title={clockText(row.startedAt)}>{shortDay(row.startedAt)}</span>, card: 'title' },
  { id: 'scope', header: 'Compared', value: (row) => (row.scope === 'all' ? 'everything' : 'what was new') }, { id: 'state', header: 'State', value: (row) => states[row.state], show: (row) => <>{states[row.state]} {row.state === 'proposed' ? <Approve run={row} /> : null}</> },
  counted('merges', 'Merged'), counted('splits', 'Split'), counted('refused', 'Kept apart by a word or limit'), { id: 'by', header: 'By', value: (row) => row.by },
];
