import { chanceRecordWords, countWords, moneyWords, refusalWords, type BacktestAnswer, type BacktestPoint } from '../../model/index.ts';
import { tableLines } from './table.ts';

const share = (value: number | null): string => (value === null ? '–' : `${Math.round(value * 100)} %`);
const amount = (value: number | null): string => (value === null ? '–' : moneyWords(value, null));

/** The record: what was claimed, each past origin with what came, and the usual misses. */
export function backtestLines(answer: BacktestAnswer): string[] {
  if (answer.refusal) return refusalWords(answer.refusal);
  const { coverage } = answer;
  return [
    answer.claim.sentence, `Label: ${answer.label}.`,
    ...(coverage ? [`The result was inside the range ${coverage.inside} of ${countWords(coverage.quarters, 'time')}; ${share(coverage.level)} was promised.`] : []),
    ...(answer.chances ? [chanceRecordWords(answer.chances)] : []),
    ...(answer.points.length > 0 ? ['', ...tableLines(answer.points, pointColumns)] : []),
    ...(answer.errors.length > 0 ? ['', ...tableLines(answer.errors, [
      { title: 'Method', cell: (error) => error.name }, { title: 'Week', align: 'right', cell: (error) => String(error.week) },
      { title: 'Usual miss', align: 'right', cell: (error) => share(error.wape) }, { title: 'Leaning', align: 'right', cell: (error) => share(error.bias) },
    ])] : []),
    ...(answer.skill.length > 0 ? ['', ...tableLines(answer.skill, [
      { title: 'Per deal', cell: (skill) => skill.method }, { title: 'Week', align: 'right', cell: (skill) => (skill.week === null ? 'all' : String(skill.week)) }, { title: 'n', align: 'right', cell: (skill) => String(skill.n) },
      { title: 'Brier', align: 'right', cell: (skill) => skill.brier.toFixed(4) }, { title: 'Log loss', align: 'right', cell: (skill) => skill.logLoss.toFixed(4) },
      { title: 'ECE (a perfect model)', align: 'right', cell: (skill) => `${skill.ece.toFixed(3)} (${skill.eceExpected.toFixed(3)})` },
    ])] : []),
    ...answer.notScored.map((quarter) => `${quarter.quarter} is not scored: ${quarter.why}.`),
  ];
}

const pointColumns = [
  { title: 'Quarter', cell: (point: BacktestPoint) => point.quarter },
  { title: 'Week', align: 'right' as const, cell: (point: BacktestPoint) => String(point.week) },
  { title: 'Said', align: 'right' as const, cell: (point: BacktestPoint) => amount(point.p50) },
  { title: '8 in 10', align: 'right' as const, cell: (point: BacktestPoint) => (point.p10 === null || point.p90 === null ? point.refusal ?? '–' : `${amount(point.p10)}–${amount(point.p90)}`) },
  { title: 'Came', align: 'right' as const, cell: (point: BacktestPoint) => amount(point.actual) },
  { title: 'Inside', cell: (point: BacktestPoint) => (point.inside === null ? '–' : point.inside ? 'yes' : 'no') },
];
