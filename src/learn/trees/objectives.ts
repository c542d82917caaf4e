import { logistic } from '../logistic.ts';
import { coxLoss } from './cox-loss.ts';
import { orderFreeSum } from './fixed-point.ts';
import { tweedieLoss, usualTweediePower } from './tweedie-loss.ts';
import { logOfMean, surest, weightedMean } from './weighted-mean.ts';
import { rateOf } from './rate-of.ts';

/**
 * What training minimises. y: any number (squared, quantile), 0 or 1 (logistic), a class 0…classes−1 (softmax), a count (poisson), an
 * amount of 0 or more (tweedie, its power between 1 and 2, 1.5 if left out), the time of an event or minus the time last seen
 * without one (cox).
 */
export type Objective =
  | { readonly kind: 'squared' }
  | { readonly kind: 'logistic' }
  | { readonly kind: 'poisson' }
  | { readonly kind: 'quantile'; readonly share: number }
  | { readonly kind: 'softmax'; readonly classes: number }
  | { readonly kind: 'tweedie'; readonly power?: number }
  | { readonly kind: 'cox' };

/** Loss per row with its derivatives by the margins; margins, gradients and curvatures lie row by row, `outputs` a row. */
export interface Loss {
  readonly outputs: number;
  /** Largest leaf before shrinking. */
  readonly maxStep: number;
  /** Why y is no outcome of this objective, or null. */
  problemOf(y: number): string | null;
  /** Margins that fit best without any feature. */
  base(y: Float64Array, weights: Float64Array | undefined): number[];
  /** Writes the first and second derivatives by the margins that begin at `at`, not yet weighted, from `to` on. */
  derive(y: number, margins: Float64Array, at: number, gradients: Float64Array, curvatures: Float64Array, to: number): void;
  lossOf(y: number, margins: Float64Array, at: number): number;
  /** Where rows bear on each other, in place of `derive` and `lossOf`: made once for a table of outcomes. */
  readonly overTable?: (y: Float64Array, weights: Float64Array | undefined) => TableLoss;
  /** Turns the margins of one row into predictions, in place. */
  answer(margins: Float64Array, at: number): void;
  /** Share of the residuals' distribution that a leaf takes, where leaves are quantiles. */
  readonly leafQuantile: number | null;
}

/** A loss over all rows of a table, one margin a row. */
export interface TableLoss {
  /** Writes the derivatives by every margin, weighted. */
  derive(margins: Float64Array, gradients: Float64Array, curvatures: Float64Array): void;
  /** Weighted mean. */
  loss(margins: Float64Array): number;
}

const finest = 1e-16;
const inside = (share: number): number => Math.min(Math.max(share, surest), 1 - surest);

/** The loss of an objective. Throws a RangeError for a share outside (0, 1), fewer than two classes, or a power outside (1, 2). */
export function lossFor(objective: Objective): Loss {
  switch (objective.kind) {
    case 'squared': return squared;
    case 'logistic': return binary;
    case 'poisson': return poisson;
    case 'quantile': return quantileLoss(objective.share);
    case 'softmax': return softmax(objective.classes);
    case 'tweedie': return tweedieLoss(objective.power ?? usualTweediePower);
    case 'cox': return coxLoss;
    default: throw new RangeError(`There is no objective ${JSON.stringify(objective)}`);
  }
}

/** (y − f)² / 2. */
const squared: Loss = {
  outputs: 1, maxStep: Infinity, leafQuantile: null,
  problemOf: () => null,
  base: (y, weights) => [weightedMean(y, weights)],
  derive(y, margins, at, gradients, curvatures, to) {
    gradients[to] = (margins[at] as number) - y;
    curvatures[to] = 1;
  },
  lossOf: (y, margins, at) => ((margins[at] as number) - y) ** 2 / 2,
  answer: () => undefined,
};

/** −log p of the outcome with p = 1 / (1 + e^−f). */
const binary: Loss = {
  outputs: 1, maxStep: Infinity, leafQuantile: null,
  problemOf: (y) => (y === 0 || y === 1 ? null : 'must be 0 or 1'),
  base(y, weights) {
    const share = inside(weightedMean(y, weights));
    return [Math.log(share / (1 - share))];
  },
  derive(y, margins, at, gradients, curvatures, to) {
    const p = logistic(margins[at] as number);
    gradients[to] = p - y;
    curvatures[to] = Math.max(p * (1 - p), finest);
  },
  lossOf(y, margins, at) {
    const f = margins[at] as number;
    return (f > 0 ? f + Math.log1p(Math.exp(-f)) : Math.log1p(Math.exp(f))) - y * f;
  },
  answer(margins, at) { margins[at] = logistic(margins[at] as number); },
};

/** e^f − y f: Poisson counts with the log link. Leaves are held below 0.7 a step, as XGBoost does, so that no step explodes. */
const poisson: Loss = {
  outputs: 1, maxStep: 0.7, leafQuantile: null,
  problemOf: (y) => (y >= 0 ? null : 'must not be negative'),
  base: (y, weights) => [logOfMean(y, weights)],
  derive(y, margins, at, gradients, curvatures, to) {
    const rate = Math.exp(margins[at] as number);
    gradients[to] = rate - y;
    curvatures[to] = Math.max(rate, finest);
  },
  lossOf: (y, margins, at) => Math.exp(margins[at] as number) - y * (margins[at] as number),
  answer(margins, at) { margins[at] = rateOf(margins[at] as number); },
};

/** Pinball loss (Koenker and Bassett 1978) of the quantile `share`; leaves are the quantile of what is left over in them. */
function quantileLoss(share: number): Loss {
  if (!(share > 0 && share < 1)) throw new RangeError(`The share of a quantile lies between 0 and 1, not ${share}`);
  return {
    outputs: 1, maxStep: Infinity, leafQuantile: share,
    problemOf: () => null,
    base: (y, weights) => [weightedQuantile(y, weights, share)],
    derive(y, margins, at, gradients, curvatures, to) {
      gradients[to] = (margins[at] as number) >= y ? 1 - share : -share;
      curvatures[to] = 1;
    },
    lossOf: (y, margins, at) => Math.max(share * (y - (margins[at] as number)), (share - 1) * (y - (margins[at] as number))),
    answer: () => undefined,
  };
}

/** Smallest value below or at which at least `share` of the weight lies (the inverse of the distribution function). */
export function weightedQuantile(values: Float64Array, weights: Float64Array | undefined, share: number): number {
  const order = Uint32Array.from(values, (_, i) => i).sort((a, b) => (values[a] as number) - (values[b] as number));
  const wanted = share * (weights ? orderFreeSum(weights) : values.length) * (1 - 1e-12);
  let mass = 0;
  for (const i of order) {
    mass += weights ? (weights[i] as number) : 1;
    if (mass >= wanted) return values[i] as number;
  }
  return values[order.at(-1) as number] as number;
}

/** −log p of the class with p = e^f_k / Σ e^f. Curvature is 2 p (1 − p), as in XGBoost. */
function softmax(classes: number): Loss {
  if (!(Number.isInteger(classes) && classes >= 2)) throw new RangeError(`Softmax needs two or more classes, not ${classes}`);
  const chances = new Float64Array(classes);
  const fill = (margins: Float64Array, at: number): void => {
    const top = Math.max(...margins.subarray(at, at + classes));
    let sum = 0;
    for (let k = 0; k < classes; k += 1) sum += chances[k] = Math.exp((margins[at + k] as number) - top);
    for (let k = 0; k < classes; k += 1) chances[k] = (chances[k] as number) / sum;
  };
  return {
    outputs: classes, maxStep: Infinity, leafQuantile: null,
    problemOf: (y) => (Number.isInteger(y) && y >= 0 && y < classes ? null : `must be a class from 0 to ${classes - 1}`),
    base: (y, weights) => Array.from({ length: classes }, (_, k) => Math.log(inside(weightedMean(y.map((value) => (value === k ? 1 : 0)), weights)))),
    derive(y, margins, at, gradients, curvatures, to) {
      fill(margins, at);
      for (let k = 0; k < classes; k += 1) {
        const p = chances[k] as number;
        gradients[to + k] = p - (y === k ? 1 : 0);
        curvatures[to + k] = Math.max(2 * p * (1 - p), finest);
      }
    },
    lossOf(y, margins, at) {
      fill(margins, at);
      return -Math.log(Math.max(chances[y] as number, finest));
    },
    answer(margins, at) {
      fill(margins, at);
      margins.set(chances, at);
    },
  };
}
