import { demandBinary, demandRows } from '../demand.ts';
import { normalCdf } from '../normal.ts';
import { quantile } from '../quantile.ts';
import { randomStream } from '../random.ts';
import { logLossOf } from '../scores.ts';
import { studentQuantile } from '../surveys/student-quantile.ts';
import { demandProbabilities } from './brier-parts.ts';
import { weightedAuc, type Ranking } from './weighted-auc.ts';

export interface OutOfFoldOptions {
  /** `auc` is more the better, the losses are less the better; a gain is always in favour of the complex model. */
  readonly measure: 'auc' | 'log loss' | 'brier';
  readonly seed: number;
  /** Rows of one group share luck and are drawn together. */
  readonly groups?: ArrayLike<string | number>;
  /** 999 by default, at least 99. */
  readonly draws?: number;
  readonly margin?: number;
  readonly level?: number;
}

export interface OutOfFoldComparison {
  readonly chosen: 'simple' | 'complex';
  readonly gain: number;
  readonly low: number;
  readonly high: number;
  /** Groups, or rows where there are none, that the interval rests on. */
  readonly units: number;
}

/** One column of chances a repeat, each row's from models fitted without its fold. */
type Repeats = ReadonlyArray<readonly number[]>;

/**
 * Compares two models by their chances for rows outside the folds they were fitted on, the measure taken within each repeat and averaged over repeats,
 * with a percentile interval, widened for few groups, from drawing whole groups of rows again (Efron 1979; Field and Welsh 2007 on clusters): what another sample of such groups would
 * show, the models held as they are. `compareOverFolds` holds the rows' luck and the fitting's together; where the two disagree, believe the wider. The simple model
 * on a tie. An area over pooled folds compares chances of different fits: judge it beside that by fold. Null where the measure cannot be had (one class), or not in nine of ten draws.
 * Throws a RangeError on no rows, no or unequal repeats, outcomes other than 0 and 1, chances outside [0, 1], fewer than 99 draws.
 */
export function compareOutOfFold(y: readonly number[], simple: Repeats, complex: Repeats, options: OutOfFoldOptions): OutOfFoldComparison | null {
  const { measure, seed, groups, draws = 999, margin = 0, level = 0.95 } = options;
  demandRepeats(y, simple, complex, groups);
  if (!(draws >= 99)) throw new RangeError('At least 99 draws are needed');
  if (!(margin >= 0)) throw new RangeError(`The margin is ${margin}, not a number from 0 on`);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  const { unitOf, count } = unitsOf(y.length, groups);
  if (count < 2) throw new RangeError('Two groups of rows are needed to tell a gain from luck');
  const gainOf = measure === 'auc' ? gainInArea(y, simple, complex) : gainInLoss(y, simple, complex, measure);
  const gain = gainOf(new Float64Array(y.length).fill(1));
  if (gain === null) return null;
  const random = randomStream('out of fold', seed, y.length);
  const drawn = Array.from({ length: draws }, () => gainOf(drawWeights(unitOf, count, random))).filter((one) => one !== null);
  if (drawn.length < 0.9 * draws) return null;
  const tail = tailFor(level, count);
  const low = quantile(drawn, tail);
  return { chosen: low > margin ? 'complex' : 'simple', gain, low, high: quantile(drawn, 1 - tail), units: count };
}

/** Percentiles of draws are too close for few units, as a normal quantile is beside Student's and n beside n − 1: the tail is taken further out (Hesterberg 2015, eq. 7). */
const tailFor = (level: number, units: number): number => normalCdf(-Math.sqrt(units / (units - 1)) * studentQuantile((1 + level) / 2, units - 1));

function demandRepeats(y: readonly number[], simple: Repeats, complex: Repeats, groups: ArrayLike<string | number> | undefined): void {
  demandRows('Out of fold', y.length, groups === undefined ? [] : [groups]);
  demandBinary('Out of fold', y);
  if (simple.length === 0 || simple.length !== complex.length) throw new RangeError(`${simple.length} repeats of the simple and ${complex.length} of the complex model do not belong together`);
  for (const column of [...simple, ...complex]) demandProbabilities(y, column);
}

function unitsOf(n: number, groups: ArrayLike<string | number> | undefined): { unitOf: Int32Array; count: number } {
  if (groups === undefined) return { unitOf: Int32Array.from({ length: n }, (_, row) => row), count: n };
  const codes = new Map<string | number, number>();
  const unitOf = Int32Array.from({ length: n }, (_, row) => {
    const label = groups[row] as string | number;
    if (!codes.has(label)) codes.set(label, codes.size);
    return codes.get(label) as number;
  });
  return { unitOf, count: codes.size };
}

/** How often each row is drawn when as many groups as there are are drawn with replacement. */
function drawWeights(unitOf: Int32Array, count: number, random: () => number): Float64Array {
  const times = new Int32Array(count);
  for (let draw = 0; draw < count; draw += 1) {
    const unit = Math.floor(random() * count);
    times[unit] = (times[unit] as number) + 1;
  }
  return Float64Array.from(unitOf, (unit) => times[unit] as number);
}

type GainOf = (weights: Float64Array) => number | null;

function gainInArea(y: readonly number[], simple: Repeats, complex: Repeats): GainOf {
  const rank = (columns: Repeats): Ranking[] => columns.map((column) => weightedAuc(y, column));
  const [ofSimple, ofComplex] = [rank(simple), rank(complex)];
  return (weights) => {
    let sum = 0;
    for (let repeat = 0; repeat < ofSimple.length; repeat += 1) {
      const [a, b] = [ofSimple[repeat]?.(weights) ?? null, ofComplex[repeat]?.(weights) ?? null];
      if (a === null || b === null) return null;
      sum += b - a;
    }
    return sum / ofSimple.length;
  };
}

function gainInLoss(y: readonly number[], simple: Repeats, complex: Repeats, measure: 'log loss' | 'brier'): GainOf {
  const lossOf = measure === 'brier' ? (outcome: number, chance: number): number => (outcome - chance) ** 2 : logLossOf;
  const gains = y.map((outcome, row) => simple.reduce((sum, column, repeat) => sum + lossOf(outcome, column[row] as number) - lossOf(outcome, (complex[repeat] as readonly number[])[row] as number), 0) / simple.length);
  return (weights) => {
    let [sum, total] = [0, 0];
    for (let row = 0; row < gains.length; row += 1) {
      sum += (weights[row] as number) * (gains[row] as number);
      total += weights[row] as number;
    }
    return sum / total;
  };
}
