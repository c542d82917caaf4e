import { auc, compareOverFolds, duplicateGroups, logLoss, repeatedFolds, splitsOf, trainTrees, treeScorer, type FoldComparison, type Split } from '../src/learn/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';
import { logisticChances } from './folds/logistic-chances.ts';
import { oneHot } from './folds/one-hot.ts';
import { publicSets, type PublicSet } from './folds/public-sets.ts';
import { xgboostChances, xgboostVersion } from './folds/xgboost-chances.ts';

const [repeats, folds] = [10, 5];
const settings = { rounds: 100, depth: 3, eta: 0.1, lambda: 1 };
/** XGBoost as it is compared; twice with rows sampled, by two seeds; with other bins. Between the last three and their fellows lies its own noise. */
const variants = [{ max_bin: 255 }, { max_bin: 255, subsample: 0.8, seed: 1 }, { max_bin: 255, subsample: 0.8, seed: 2 }, { max_bin: 240 }];
const maxBins = 255;
const logLossAtMost = 1.01;

/** Chances of rows outside the fold, one list a repeat. */
type OutOfFold = ReadonlyArray<readonly number[]>;

async function measure(context: BenchContext): Promise<Figure[]> {
  const { sets, missing } = publicSets();
  if (missing.length > 0) context.say(`not at hand, left out: ${missing.join(', ')}`);
  const version = xgboostVersion();
  if (version === null) context.say('XGBoost is not installed for /usr/bin/python3: there is nothing to compare with');
  if (version === null || sets.length === 0) return [];
  return sets.flatMap((set) => figuresOf(set, context, version));
}

function figuresOf(set: PublicSet, context: BenchContext, version: string): Figure[] {
  const { y } = set;
  const copies = duplicateGroups([...set.columns.values()]);
  // Where a cohort is named, its rows share luck and it alone keeps rows together: with few columns most rows are copies of one another.
  const foldOf = repeatedFolds(y.length, { folds, repeats, seed: context.seed, groups: set.cohorts ?? copies, strata: y });
  if ('refused' in foldOf) throw new Error(`${set.name}: ${foldOf.refused}`);
  const columns = oneHot(set.columns);
  const splits = foldOf.map((one) => splitsOf(one));
  const started = process.cpuUsage().user;
  const ours = outOfFold(y.length, splits, (split) => treeChances(columns, y, split));
  const seconds = (process.cpuUsage().user - started) / 1e6;
  const line = outOfFold(y.length, splits, (split) => logisticChances(columns, y, split));
  const xgboost = xgboostChances(context.folder, { columns, y, foldOf, folds, settings, variants });
  context.say(`${set.name}: ${y.length} rows, ${columns.length} columns, ${new Set(copies).size} of them different; ours ${seconds.toFixed(1)} CPU s, XGBoost ${version} ${xgboost.seconds.toFixed(1)} CPU s`);
  const [theirs = [], seeded = [], reseeded = [], rebinned = []] = xgboost.chances;
  const compared = (of: OutOfFold, other: OutOfFold): FoldComparison => compareOverFolds(splits.flatMap((own, repeat) => own.map(({ train, test }) => ({ simple: areaIn(y, other, repeat, test), complex: areaIn(y, of, repeat, test), trainRows: train.length, testRows: test.length }))));
  const against = (what: string, comparison: FoldComparison, atLeast?: number): Figure[] => [
    { name: `${set.name}: ${what}, area's difference, lower end of its 95 % interval`, unit: '', values: [comparison.low], ...(atLeast === undefined ? {} : { atLeast }) },
    { name: `${set.name}: ${what}, area's difference, mean`, unit: '', values: [comparison.gain] },
  ];
  const ratio = (of: OutOfFold, other: OutOfFold): number => meanLoss(y, of) / meanLoss(y, other);
  return [
    ...against('ours less XGBoost', compared(ours, theirs), set.areaAtLeast),
    { name: `${set.name}: log loss, ours ÷ XGBoost`, unit: '×', values: [ratio(ours, theirs)], atMost: logLossAtMost },
    ...against('noise: XGBoost with 80 % of rows, one seed less another', compared(seeded, reseeded)),
    ...against('noise: XGBoost with 240 bins less 255', compared(rebinned, theirs)),
    ...against('ours less logistic regression', compared(ours, line)),
    { name: `${set.name}: log loss, ours ÷ logistic regression`, unit: '×', values: [ratio(ours, line)] },
    ...[['ours', ours], ['XGBoost', theirs], ['logistic regression', line]].map(([what, chances]) => ({ name: `${set.name}: area under the curve, ${what as string}`, unit: '', values: [meanArea(y, chances as OutOfFold, splits)] })),
  ];
}

function outOfFold(n: number, splits: ReadonlyArray<readonly Split[]>, chancesOf: (split: Split) => ArrayLike<number>): number[][] {
  return splits.map((own) => {
    const all = new Array<number>(n).fill(Number.NaN);
    for (const split of own) {
      const chances = chancesOf(split);
      split.test.forEach((row, at) => { all[row] = chances[at] as number; });
    }
    return all;
  });
}

function treeChances(columns: readonly Float64Array[], y: readonly number[], { train, test }: Split): ArrayLike<number> {
  const pick = (rows: Int32Array): Float64Array[] => columns.map((column) => Float64Array.from(rows, (row) => column[row] as number));
  const { model } = trainTrees(pick(train), Float64Array.from(train, (row) => y[row] as number), { objective: { kind: 'logistic' }, ...settings, gamma: 0, minChildWeight: 1, maxBins });
  return treeScorer(model).batch(pick(test));
}

const chosen = (values: readonly number[], rows: Int32Array): number[] => Array.from(rows, (row) => values[row] as number);
const areaIn = (y: readonly number[], chances: OutOfFold, repeat: number, rows: Int32Array): number => auc(chosen(y, rows), chosen(chances[repeat] ?? [], rows)) ?? Number.NaN;
const meanArea = (y: readonly number[], chances: OutOfFold, splits: ReadonlyArray<readonly Split[]>): number => meanOf(splits.flatMap((own, repeat) => own.map(({ test }) => areaIn(y, chances, repeat, test))));
const meanLoss = (y: readonly number[], chances: OutOfFold): number => meanOf(chances.map((own) => logLoss(y, own)));
const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The same one-hot table, settings, rows and folds for all; nothing is tuned. */
export const bench: Bench = {
  asks: 'On public tables, are trees of the same settings as good as those of XGBoost, over 10 × 5 folds that keep copies and cohorts together?',
  rounds: 1,
  measure,
};
