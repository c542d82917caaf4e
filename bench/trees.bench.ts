import { type Bench, type BenchContext, type Figure } from './bench.ts';
import { ownSide, scaleSide, writeTask, xgboostSide, xgboostVersion, type Task } from './trees/sides.ts';
import type { SideResult } from './trees/settings.ts';
import { features } from './trees/table.ts';

const size = { rows: 1_000_000, testRows: 200_000, trees: 100 } as const;
const dataSeeds = 5;
/** With one round, a quick look: a tenth of the rows, one data seed, no ten million rows. */
const quickSize = { rows: 100_000, testRows: 20_000, trees: 100 } as const;

interface Pair {
  readonly own: SideResult;
  readonly theirs: SideResult;
}

const seconds = (value: number): string => value.toFixed(2);
const sideLine = ({ binning, training, scoring, peakMb, logLoss }: SideResult): string =>
  `binning ${seconds(binning.wall)} s (CPU ${seconds(binning.cpu)}), training ${seconds(training.wall)} s (CPU ${seconds(training.cpu)}), scoring ${seconds(scoring.wall)} s (CPU ${seconds(scoring.cpu)}), peak ${Math.round(peakMb)} MB, log loss ${logLoss.toFixed(5)}`;

/** Both sides one after the other, each first in every other round. */
function paired(task: Task, threads: number, round: number, { say }: BenchContext): Pair {
  const own = round % 2 === 0 ? ownSide(task, threads) : null;
  const theirs = xgboostSide(task, threads);
  const pair = { own: own ?? ownSide(task, threads), theirs };
  say(`round ${round + 1}, ${threads} thread(s), own: ${sideLine(pair.own)}`);
  say(`round ${round + 1}, ${threads} thread(s), XGBoost: ${sideLine(pair.theirs)}`);
  return pair;
}

function speedFigures(pairs: readonly Pair[], threads: number, rows: number): Figure[] {
  const each = (name: string, unit: string, pick: (pair: Pair) => number, promise: { atMost?: number; atLeast?: number } = {}): Figure =>
    ({ name: `${name}, ${threads} thread${threads > 1 ? 's' : ''}`, unit, values: pairs.map(pick), ...promise });
  const rate = ({ scoring }: SideResult): number => rows / scoring.wall;
  return [
    each('training, time here ÷ XGBoost’s', '×', ({ own, theirs }) => own.training.wall / theirs.training.wall, { atMost: 1 }),
    each('training, processor time here ÷ XGBoost’s', '×', ({ own, theirs }) => own.training.cpu / theirs.training.cpu),
    each('binning, time here ÷ XGBoost’s', '×', ({ own, theirs }) => own.binning.wall / theirs.binning.wall, { atMost: 1 }),
    each('binning, processor time here ÷ XGBoost’s', '×', ({ own, theirs }) => own.binning.cpu / theirs.binning.cpu),
    each('batch scoring, rows a second here ÷ XGBoost’s', '×', ({ own, theirs }) => rate(own) / rate(theirs), { atLeast: 1 }),
    // XGBoost 1.7.4 may predict with one thread whatever it is told: time and processor time then agree.
    each('batch scoring, processor time here ÷ XGBoost’s', '×', ({ own, theirs }) => own.scoring.cpu / theirs.scoring.cpu),
    each('batch scoring, XGBoost’s processor time ÷ time', 'threads', ({ theirs }) => theirs.scoring.cpu / theirs.scoring.wall),
    each('peak memory here ÷ XGBoost’s', '×', ({ own, theirs }) => own.peakMb / theirs.peakMb, { atMost: 1.5 }),
    each('training here', 's', ({ own }) => own.training.wall),
    each('training, XGBoost', 's', ({ theirs }) => theirs.training.wall),
    each('binning here', 's', ({ own }) => own.binning.wall),
    each('binning, XGBoost', 's', ({ theirs }) => theirs.binning.wall),
    each('batch scoring here', 'rows/s', ({ own }) => rate(own)),
    each('batch scoring, XGBoost', 'rows/s', ({ theirs }) => rate(theirs)),
  ];
}

/** Mean over data seeds of the difference in log loss, on rows that neither side has seen. */
function lossFigures(context: BenchContext, task: Task, seeds: number): Figure[] {
  return [true, false].flatMap((interaction): Figure[] => {
    const pairs = Array.from({ length: seeds }, (_, at) => paired(writeTask(task, context.seed + 1 + at, interaction), 2, at, context));
    const mean = (pick: (pair: Pair) => number): number => pairs.reduce((sum, pair) => sum + pick(pair), 0) / pairs.length;
    const target = interaction ? 'with the pure interaction' : 'without it';
    return [
      { name: `log loss here minus XGBoost’s, target ${target}, mean over ${seeds} data seed(s)`, unit: '', values: [mean(({ own, theirs }) => own.logLoss - theirs.logLoss)], atMost: 0.002 },
      { name: `log loss here, target ${target}, each data seed`, unit: '', values: pairs.map(({ own }) => own.logLoss) },
      { name: `log loss of XGBoost, target ${target}, each data seed`, unit: '', values: pairs.map(({ theirs }) => theirs.logLoss) },
    ];
  });
}

/** Nanoseconds of processor time a row, feature and tree. */
function scaleFigures({ seed, say }: BenchContext, isQuick: boolean): Figure[] {
  const sizes = [100_000, 1_000_000, ...(isQuick ? [] : [10_000_000])];
  const costs = sizes.map((rows) => scaleSide(rows, 10, seed));
  say(`cost by size: ${sizes.map((rows, at) => `${rows} rows ${(costs[at] as number).toFixed(2)} ns`).join(', ')}`);
  return [
    { name: `training, processor time a row, feature and tree, at ${sizes.join(', ')} rows`, unit: 'ns', values: costs },
    { name: 'the same at the most rows ÷ at a million', unit: '×', values: [(costs.at(-1) as number) / (costs[1] as number)], ...(isQuick ? {} : { atMost: 1.25 }) },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const version = xgboostVersion();
  if (version === null) {
    context.say('there is no XGBoost for /usr/bin/python3 here (Debian: python3-xgboost, python3-numpy): nothing to measure against');
    return [];
  }
  const isQuick = context.rounds === 1;
  const task = { folder: context.folder, ...(isQuick ? quickSize : size) };
  context.say(`XGBoost ${version}; ${task.rows} × ${features} values, ${task.trees} trees, ${task.testRows} rows to score`);
  writeTask(task, context.seed, true);
  const rounds = Array.from({ length: context.rounds }, (_, round) => [1, 2].map((threads) => paired(task, threads, round, context)));
  const of = (at: number): Pair[] => rounds.map((pairs) => pairs[at] as Pair);
  return [
    ...speedFigures(of(0), 1, task.testRows), ...speedFigures(of(1), 2, task.testRows),
    { name: 'one row', unit: 'µs', values: of(0).map(({ own }) => own.oneRow as number), atMost: 50 },
    ...lossFigures(context, task, isQuick ? 1 : dataSeeds), ...scaleFigures(context, isQuick),
  ];
}

/** Boosted trees beside XGBoost on a made-up table, alternating, each run in a process of its own. */
export const bench: Bench = {
  asks: 'How fast are boosted trees trained and scored here, with how much memory and what log loss, beside Debian’s XGBoost in the same run?',
  rounds: 5,
  measure,
};
