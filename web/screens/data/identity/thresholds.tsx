import { Button } from '@mantine/core';
import type { ThresholdOutlookRow, ThresholdsAnswer } from '../../../../src/model/index.ts';
import { useSetThreshold, useThresholds } from '../../../data/identity-questions.ts';
import { useRights } from '../../../data/questions.ts';
import { Answer } from '../../../ui/ask-state.tsx';
import { ProblemLine } from '../../../ui/problem-line.tsx';
import { RowTable, type Column } from '../../../ui/row-table.tsx';
import { say } from '../../../ui/say.ts';
import { Section } from '../../../ui/section.tsx';
import { countText, many } from '../../../ui/words.ts';
import { signedWeight } from '../../people/index.ts';

/** How much evidence is needed: what each threshold is expected to do, by people's answers. */
export function Thresholds() {
  const thresholds = useThresholds(true);
  return <Section title="How much evidence joins"><Answer of={thresholds} lines={6}>{(answer) => <Picker answer={answer} />}</Answer></Section>;
}

function Picker({ answer }: { answer: ThresholdsAnswer }) {
  const set = useSetThreshold();
  const rights = useRights();
  const propose = (threshold: number | null): void => set.mutate(threshold, { onSuccess: ({ run }) => say(`Proposed: ${many(run.merges, 'merge')} and ${many(run.splits, 'split')}. It counts once somebody approves it, under Runs.`) });
  const choice: Column<ThresholdOutlookRow> = { id: 'choose', header: 'Choose', value: () => null, show: (row) => (row.threshold === answer.threshold ? 'in force' : <Button size="compact-sm" variant="default" loading={set.isPending && set.variables === row.threshold} aria-label={`Propose ${signedWeight(row.threshold)}`} onClick={() => propose(row.threshold)}>Propose</Button>) };
  return (
    <>
      <p className="muted">{sentenceOf(answer)}</p>
      <RowTable label="Thresholds" rows={answer.rows} columns={[...columnsFor(answer), ...(rights.writesConsent ? [choice] : [])]} keyOf={(row) => String(row.threshold)} csvName="identity-thresholds" empty={<p className="muted">No two records have anything in common.</p>} />
      {rights.writesConsent && answer.chosenBy === 'person' ? <div className="button-row"><Button size="compact-sm" variant="default" loading={set.isPending && set.variables === null} onClick={() => propose(null)}>Let answers choose again</Button></div> : null}
      <ProblemLine problem={set.error} />
    </>
  );
}

function sentenceOf({ answers: { same, different }, needed }: ThresholdsAnswer): string {
  const heeded = same + different < needed ? `From ${needed} on the next comparison heeds them.` : 'The next comparison heeds them.';
  return `Expected from ${many(same + different, 'answer')} to the pairs above: ${countText(same)} the same, ${countText(different)} not. ${heeded}`;
}

const outOf100 = (share: number | null): string => (share === null ? 'none joined' : `${(share * 100).toFixed(1)} of 100`);
const columnsFor = ({ threshold, advised }: ThresholdsAnswer): Array<Column<ThresholdOutlookRow>> => [
  { id: 'threshold', header: 'Joins from, doublings of the odds', value: (row) => row.threshold, show: (row) => <>{signedWeight(row.threshold)}{row.threshold === advised && advised !== threshold ? <span className="second-line">advised</span> : null}</>, card: 'title' },
  { id: 'precision', header: 'Of joins right', value: (row) => row.precision, show: (row) => outOf100(row.precision), number: true }, { id: 'recall', header: 'Of right pairs joined', value: (row) => row.recall, show: (row) => outOf100(row.recall), number: true },
  { id: 'f1', header: 'F1', value: (row) => row.f1, show: (row) => row.f1?.toFixed(3) ?? '–', number: true },
  { id: 'joins', header: 'Joins', value: (row) => row.joins, show: (row) => countText(row.joins), number: true }, { id: 'people', header: 'People', value: (row) => row.people, show: (row) => countText(row.people), number: true },
];
