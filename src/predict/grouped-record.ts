import { isoDate, type BacktestAnswer, type Duel, type Method } from '../model/index.ts';
import type { DealLog } from '../history/index.ts';
import { auc, brier, calibrationError, expectedCalibrationError, logLoss, logLossOf, randomStream } from '../learn/index.ts';
import type { BacktestInput, TrackRecord } from './backtest.ts';
import { intervalOf } from './evidence.ts';
import { uncalibrated } from './calibration.ts';
import { fitRows, fitRowTrees, labelledRow, type ChanceOfRow, type LabelledRow } from './labelled-model.ts';
import { noDates, tooFew } from './refusals.ts';

const repeats = 2;
const folds = 5;

/** The record of a file without dates: cross-validation with exact duplicates together, labelled as such, no forecast. */
export function groupedRecord(input: BacktestInput): TrackRecord {
  const few = tooFew(input.log, input.asOf);
  const columns = input.columnsOf(input.log);
  const rows = input.log.deals.flatMap((deal) => labelled(deal, columns));
  const scores = few ? null : crossValidated(rows, input.seed);
  return { method: 'base_rate', misses: [], calibration: uncalibrated, answer: { ...groupedAnswer(rows, scores, input), refusal: few ?? noDates } };
}

function labelled(deal: DealLog, columns: readonly string[]): LabelledRow[] {
  if (deal.outcome === null) return [];
  const cells = { ...deal.undated[deal.undated.length - 1]?.value, ...deal.stable };
  return [labelledRow(cells, columns, deal.outcome.kind === 'won' ? 1 : 0)];
}

type Gain = ReturnType<typeof intervalOf>;

/** Out-of-fold chances of trees, of the pooled model and of the plain rate, averaged over repeats, and what each finer one gains in log loss. */
export interface CrossValidated {
  readonly trees: readonly number[];
  readonly model: readonly number[];
  readonly base: readonly number[];
  readonly chosen: 'trees' | 'hazard' | 'base_rate';
  /** Of the chosen method; of the pooled model where the rate was chosen. */
  readonly gain: Gain;
  readonly tried: ReadonlyArray<Pick<Duel, 'method' | 'over'> & Gain>;
}

export function crossValidated(rows: readonly LabelledRow[], seed: number): CrossValidated {
  const [trees, model, base] = [0, 1, 2].map(() => new Array<number>(rows.length).fill(0)) as [number[], number[], number[]];
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const fold = foldsOf(rows, seed, repeat);
    for (let held = 0; held < folds; held += 1) {
      const train = rows.filter((_, index) => fold[index] !== held);
      const ways = [[trees, fitRowTrees(train)], [model, fitRows(train)], [base, plainRate(train)]] as const;
      rows.forEach((row, index) => {
        if (fold[index] === held) for (const [out, chanceOf] of ways) out[index] = (out[index] as number) + chanceOf(row) / repeats;
      });
    }
  }
  return { trees, model, base, ...chosenOf(rows, trees, model, base) };
}

function plainRate(train: readonly LabelledRow[]): ChanceOfRow {
  const rate = (train.filter((row) => row.won === 1).length + 0.5) / (train.length + 1);
  return () => rate;
}

/** The simplest unless a finer one is proved better than each simpler one. */
function chosenOf(rows: readonly LabelledRow[], trees: readonly number[], model: readonly number[], base: readonly number[]): Pick<CrossValidated, 'chosen' | 'gain' | 'tried'> {
  const [pooled, boosted, beyond] = [gainByGroup(rows, model, base), gainByGroup(rows, trees, base), gainByGroup(rows, trees, model)];
  const simpler = pooled.low > 0 ? 'hazard' : 'base_rate';
  const chosen = boosted.low > 0 && beyond.low > 0 ? 'trees' : simpler;
  return {
    chosen, gain: chosen === 'trees' ? boosted : pooled,
    tried: [{ method: 'hazard', over: 'base_rate', ...pooled }, { method: 'trees', over: 'base_rate', ...boosted }, { method: 'trees', over: 'hazard', ...beyond }],
  };
}

function foldsOf(rows: readonly LabelledRow[], seed: number, repeat: number): number[] {
  return rows.map((row) => Math.floor(randomStream('fold', seed, repeat, row.group)() * folds));
}

function gainByGroup(rows: readonly LabelledRow[], model: readonly number[], base: readonly number[]): Gain {
  const groups = new Map<string, { sum: number; n: number }>();
  rows.forEach((row, index) => {
    const held = groups.get(row.group) ?? { sum: 0, n: 0 };
    groups.set(row.group, { sum: held.sum + logLossOf(row.won, base[index] as number) - logLossOf(row.won, model[index] as number), n: held.n + 1 });
  });
  return intervalOf([...groups.values()].map((held) => held.sum / held.n));
}

function groupedAnswer(rows: readonly LabelledRow[], scores: CrossValidated | null, input: BacktestInput): BacktestAnswer {
  const skill = scores !== null && scores.chosen !== 'base_rate';
  return {
    points: [], skill: scores ? [scoreOf('trees', rows, scores.trees, input.seed), scoreOf('hazard', rows, scores.model, input.seed), scoreOf('base_rate', rows, scores.base, input.seed)] : [],
    chosen: scores?.chosen ?? 'base_rate',
    claim: {
      skill, improvement: scores?.gain.mean ?? null, low: scores?.gain.low ?? null, high: scores?.gain.high ?? null,
      sentence: skill ? 'On deals left out, with duplicates kept together, the columns beat the plain win rate. Time order was impossible: the file has no dates.'
        : 'We tested a model. On deals left out it beat the plain win rate by nothing, so we show the win rate. Time order was impossible: the file has no dates.',
    },
    tried: scores ? scores.tried.map((duel) => ({ on: 'deals' as const, ...duel })) : [],
    coverage: null, errors: [], label: 'grouped cross-validation: the file has no dates, so time order was impossible', notScored: [],
    chances: null, reliability: [], validation: 'grouped', asOf: isoDate(input.asOf), refusal: null,
  };
}

function scoreOf(method: Method, rows: readonly LabelledRow[], p: readonly number[], seed: number): BacktestAnswer['skill'][number] {
  const y = rows.map((row) => row.won as number);
  return { method, week: null, n: rows.length, brier: brier(y, p), logLoss: logLoss(y, p), auc: auc(y, p), ece: calibrationError(y, p), eceExpected: expectedCalibrationError(p, seed) };
}
