import type { BacktestAnswer, ComparisonFamily, ComparisonMade, Skill } from '../../../src/model/index.ts';
import { useBacktest, useComparisons } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RefusalPanel } from '../../ui/refusal-panel.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead, Section } from '../../ui/section.tsx';
import { countText, methodTerm, methodText, percentText } from '../../ui/words.ts';
import { QuarterRecord } from './quarter-record.tsx';
import { Verdict } from './verdict.tsx';

/** Can I believe it? Which model is in use, which were tried, why this one, and on which past quarters. */
export function ModelsScreen() {
  const [backtest, comparisons] = [useBacktest(), useComparisons()];
  return (
    <>
      <ScreenHead title="Models" sentence="A model is used only where it beat simpler ways on your own past; otherwise the simplest is shown." />
      <Answer of={backtest}>{(answer) => <InUse answer={answer} />}</Answer>
      <Answer of={comparisons}>{(answer) => <>{answer.families.filter(({ family }) => family === 'models').map((family) => <Tried key={family.family} family={family} />)}</>}</Answer>
      {backtest.data ? <><Scores answer={backtest.data} /><QuarterRecord answer={backtest.data} /></> : null}
    </>
  );
}

const inUse: Readonly<Record<BacktestAnswer['chosen'], string>> = {
  trees: 'Boosted trees of a deal’s weeks: they find what counts only together.', hazard: 'The pooled model of a deal’s weeks: chances from every week of its life.', stage_age: 'The stage-and-age table.', base_rate: 'The plain win rate.', refused: 'No model.',
};
const timing: Readonly<Record<BacktestAnswer['validation'], string>> = {
  time: 'Each score uses only what was known before.', grouped: 'The file has no dates: it was tested on rows left out, duplicates together. Time order was impossible.', none: '',
};

function InUse({ answer }: { answer: BacktestAnswer }) {
  const { chosen, claim, coverage, refusal } = answer;
  return (
    <Section title="In use now" aside={<PlaceLink to="/forecast" className="small">The record in money</PlaceLink>}>
      <p><strong>{inUse[chosen]}</strong> {refusal ? '' : claim.sentence}</p>
      {refusal ? <RefusalPanel refusal={refusal} title="No record yet." /> : null}
      {coverage ? <p>{countText(coverage.inside)} of {countText(coverage.quarters)} past results fell inside the range said for them; {percentText(coverage.level)} should.</p> : null}
    </Section>
  );
}

const duelColumns: Array<Column<ComparisonMade>> = [
  { id: 'says', header: 'Tried', value: (row) => row.says, card: 'title' },
  { id: 'found', header: 'Found', value: (row) => row.found },
  { id: 'verdict', header: 'Verdict', value: (row) => row.verdict, show: (row) => <Verdict made={row} claimed="better" otherwise="not better" /> },
];

const Tried = ({ family }: { family: ComparisonFamily }) => (
  <Section title="Tried, and why this one" aside={<PlaceLink to="/proof/comparisons" search={{ tab: 'models' }} className="small">In the register</PlaceLink>}>
    <p className="muted">{family.rule}</p>
    <RowTable label="Methods tried" rows={family.comparisons} columns={duelColumns} keyOf={(row) => row.id} csvName="methods-tried" empty={<p>No method could be tried yet: too few deals closed at past dates.</p>} />
  </Section>
);

const capital = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

const scoreColumns: Array<Column<Skill>> = [
  { id: 'method', header: 'Method', value: (row) => capital(methodText(row.method)), show: (row) => <span title={methodTerm(row.method)}>{capital(methodText(row.method))}</span>, card: 'title' },
  { id: 'n', header: 'Deals scored', value: (row) => row.n, show: (row) => countText(row.n), number: true },
  { id: 'brier', header: 'Squared error (Brier)', value: (row) => row.brier, show: (row) => row.brier.toFixed(3), number: true },
  { id: 'logLoss', header: 'Log loss', value: (row) => row.logLoss, show: (row) => row.logLoss.toFixed(3), number: true },
  { id: 'auc', header: 'Pairs ranked right (AUC)', value: (row) => row.auc, show: (row) => (row.auc === null ? '–' : percentText(row.auc)), number: true },
  { id: 'ece', header: 'Calibration error (a perfect model’s)', value: (row) => row.ece, show: (row) => `${row.ece.toFixed(3)} (${row.eceExpected.toFixed(3)})`, number: true },
];

function Scores({ answer }: { answer: BacktestAnswer }) {
  const overall = answer.skill.filter((row) => row.week === null);
  const rows = overall.length > 0 ? overall : answer.skill;
  if (rows.length === 0) return null;
  return (
    <Section title="Scores, deal by deal">
      <p className="muted">{timing[answer.validation]} Lower errors are better.</p>
      <RowTable label="Scores" rows={rows} columns={scoreColumns} keyOf={(row) => `${row.method}${row.week}`} csvName="scores" empty={null} />
    </Section>
  );
}
