import type { Refused } from '../refused.ts';
import { groupedFolds } from '../splits/grouped-folds.ts';
import { pickNumbers, propensityOf, rowsWhere, subjectsOf, thinAction, type CrossFitting, type EffectData, type Overlap, type Propensity } from './effect-data.ts';
import type { Columns, Learner, Predictor } from './learners.ts';

/** What is expected of each subject by models that did not see it, or its group. */
export interface CrossFitted {
  /** Per action, the outcome expected of each subject under it. */
  readonly expected: readonly Float64Array[];
  /** Per action, each subject's chance to meet it, clipped. */
  readonly propensities: readonly Float64Array[];
  readonly folds: Int32Array;
  readonly overlap: Overlap;
}

/** Out-of-fold expectations and chances (Chernozhukov et al. 2018, definition 3.1), folds by group with actions in like shares. */
export function crossFit(data: EffectData, count: number, settings: CrossFitting): CrossFitted | Refused {
  const { folds: wanted = 5, seed, clip = 0.02, mostClipped = 0.1 } = settings;
  const n = data.outcomes.length;
  const thin = thinAction(data.actions, count, 2 * wanted);
  if (thin) return thin;
  const folds = groupedFolds(n, { folds: wanted, seed, strata: Array.from(data.actions), ...(data.groups ? { groups: data.groups } : {}) });
  if ('refused' in folds) return folds;
  const empty = (): Float64Array[] => Array.from({ length: count }, () => new Float64Array(n));
  const [expected, raw] = [empty(), empty()];
  for (let fold = 0; fold < wanted; fold += 1) {
    const [inside, outside] = [rowsWhere(n, (row) => folds[row] === fold), rowsWhere(n, (row) => folds[row] !== fold)];
    const gone = thinAction(pickNumbers(data.actions, outside), count, 2);
    if (gone) return gone;
    const fresh = data.columns.map((column) => pickNumbers(column, inside));
    const training = subjectsOf(data, outside);
    expectations(training, count, settings.outcome).forEach((predict, action) => { place(expected[action] as Float64Array, inside, predict(fresh)); });
    chances(training, count, propensityOf(settings.propensity, inside), fresh).forEach((values, action) => { place(raw[action] as Float64Array, inside, values); });
  }
  const overlap = overlapOf(raw, data, clip);
  const absent = Math.round(100 * overlap.clippedShare);
  if (overlap.clippedShare > mostClipped) return { refused: `${absent} % of the subjects could hardly have met one of the actions (chance below ${clip}): no comparison is there` };
  return { expected, propensities: raw.map((column) => column.map((chance) => Math.max(clip, chance))), folds, overlap };
}

function place(into: Float64Array, rows: Int32Array, values: Float64Array): void {
  rows.forEach((row, at) => { into[row] = values[at] as number; });
}

/** One model an action, learned on those who met it. */
export function expectations({ columns, actions, outcomes, weights }: EffectData, count: number, learner: Learner): Predictor[] {
  return Array.from({ length: count }, (_, action) => {
    const rows = rowsWhere(outcomes.length, (row) => actions[row] === action);
    return learner.fit(columns.map((column) => pickNumbers(column, rows)), pickNumbers(outcomes, rows), weights && pickNumbers(weights, rows));
  });
}

/** Chances of the actions for fresh subjects, learned from others unless known; they sum to one. */
export function chances(training: EffectData, count: number, propensity: Propensity, fresh: Columns): Float64Array[] {
  const n = fresh[0]?.length ?? 0;
  if (propensity === 'drawn') return sharesOf(training, count).map((share) => new Float64Array(n).fill(share));
  if (!('fit' in propensity)) return propensity.map((chance) => (typeof chance === 'number' ? new Float64Array(n).fill(chance) : Float64Array.from(chance)));
  const met = (action: number): Float64Array => {
    const predict = propensity.fit(training.columns, Float64Array.from(training.actions, (own) => Number(own === action)), training.weights);
    return predict(fresh).map((chance) => Math.min(1, Math.max(0, chance)));
  };
  if (count === 2) {
    const treated = met(1);
    return [treated.map((chance) => 1 - chance), treated];
  }
  const each = Array.from({ length: count }, (_, action) => met(action));
  const whole = Float64Array.from({ length: n }, (_, row) => each.reduce((sum, column) => sum + (column[row] as number), 0));
  return each.map((column) => column.map((chance, row) => ((whole[row] as number) > 0 ? chance / (whole[row] as number) : 1 / count)));
}

function sharesOf({ actions, weights }: EffectData, count: number): number[] {
  const sums = new Array<number>(count).fill(0);
  let total = 0;
  for (let row = 0; row < actions.length; row += 1) {
    sums[actions[row] as number] = (sums[actions[row] as number] as number) + (weights?.[row] ?? 1);
    total += weights?.[row] ?? 1;
  }
  return sums.map((sum) => sum / total);
}

function overlapOf(raw: readonly Float64Array[], { actions, weights }: EffectData, clip: number): Overlap {
  let [least, clipped, total] = [1, 0, 0];
  const sums = raw.map(() => ({ sum: 0, squares: 0 }));
  for (let row = 0; row < actions.length; row += 1) {
    const [own, weight] = [raw.reduce((low, column) => Math.min(low, column[row] as number), 1), weights?.[row] ?? 1];
    least = Math.min(least, own);
    clipped += own < clip ? weight : 0;
    total += weight;
    const action = actions[row] as number;
    const inverse = 1 / Math.max(clip, raw[action]?.[row] as number);
    const kept = sums[action] as { sum: number; squares: number };
    kept.sum += weight * inverse;
    kept.squares += weight * inverse * inverse;
  }
  return { least, clippedShare: clipped / total, effective: sums.map(({ sum, squares }) => (squares > 0 ? (sum * sum) / squares : 0)) };
}
