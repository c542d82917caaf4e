import { binSlots, missingBin, type BinnedTable } from './bin-columns.ts';
import { visitCategorySets, type CategoryRules, type CategorySet } from './category-sets.ts';

/** Powers of two by which gradients and curvatures were multiplied to make integers of them (see fixed-point.ts). */
export interface GradientScales {
  readonly gradientScale: number;
  readonly curvatureScale: number;
}

/** What limits a tree's growth. */
export interface GrowthLimits extends CategoryRules {
  readonly lambda: number;
  readonly gamma: number;
  readonly minChildWeight: number;
  /** Largest size of a leaf before shrinking by eta; Infinity for none. */
  readonly maxStep: number;
  /** Per feature: 1 where predictions may not fall as it rises, −1 where they may not rise, 0 free. */
  readonly monotone: Int8Array | undefined;
  /** Per feature whether its bins are categories, which have no order. */
  readonly isCategorical: readonly boolean[];
}

/** Sums of a node in fixed point, and the interval that its weight must lie in. */
export interface NodeSums {
  readonly gradient: number;
  readonly curvature: number;
  readonly low: number;
  readonly high: number;
}

/** The best way to divide a node: known values in bins up to `bin` go left, or those in `leftBins` where these are categories. */
export interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly leftBins: readonly number[] | null;
  readonly missingLeft: boolean;
  /** Fall of the second-order objective, times two. */
  readonly gain: number;
  readonly left: NodeSums;
  readonly right: NodeSums;
}

// Gains that differ by the rounding of gradients alone count as equal; the earlier feature and the lower bin win.
const clearlyBetter = 1 + 1e-7;
// The same for the heavier side of a node: where both weigh the same it is the left one, however the rounding fell.
const half = 0.5 - 1e-8;

/** Weight that minimises G w + (H + λ) w² / 2 within the node's interval (Chen and Guestrin 2016, eq. 5). */
export function weightOf(sums: NodeSums, scales: GradientScales, limits: GrowthLimits): number {
  return bestWeight(sums.gradient / scales.gradientScale, sums.curvature / scales.curvatureScale, Math.max(sums.low, -limits.maxStep), Math.min(sums.high, limits.maxStep), limits.lambda);
}

function bestWeight(g: number, h: number, low: number, high: number, lambda: number): number {
  const weight = h + lambda > 0 ? -g / (h + lambda) : 0;
  return Math.min(Math.max(weight, low), high);
}

/** Twice the objective's fall at weight w: G²/(H + λ) at the best one. */
const gainAt = (g: number, h: number, w: number, lambda: number): number => -(2 * g * w + (h + lambda) * w * w);

/**
 * The split with the greatest gain over features and bins, missing values tried on both sides (Chen and Guestrin 2016, eq. 7
 * without its half, as XGBoost prints it, and algorithm 3). Null when none gains more than gamma with minChildWeight of
 * curvature on both sides. Where the node has no missing value, they will go with the heavier side.
 */
export function findSplit(table: BinnedTable, histogram: Float64Array, screen: Float64Array, node: NodeSums, scales: GradientScales, features: readonly number[], limits: GrowthLimits): Split | null {
  const search = new Search(node, scales, limits);
  for (const feature of features) {
    const bins = (table.cuts[feature] as Float64Array).length + 1;
    if (limits.isCategorical[feature]) search.categorical(histogram, feature, bins);
    else if (search.mayGain(screen[feature] as number)) search.numeric(histogram, feature, bins);
  }
  return search.found();
}

interface Best {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly codes: (() => number[]) | null;
  readonly missingLeft: boolean;
  readonly gradient: number;
  readonly curvature: number;
}

class Search {
  private best: Best = { gain: 0, feature: -1, bin: 0, codes: null, missingLeft: false, gradient: 0, curvature: 0 };
  /** What the parts' G²/(H + λ) must sum up to, in the units of integers. */
  private barUnits = -Infinity;
  private readonly own: number;
  private readonly isFree: boolean;
  private readonly gradientUnit: number;
  private readonly curvatureUnit: number;
  private readonly lambdaUnits: number;
  private readonly low: number;
  private readonly high: number;
  private readonly node: NodeSums;
  private readonly scales: GradientScales;
  private readonly limits: GrowthLimits;

  constructor(node: NodeSums, scales: GradientScales, limits: GrowthLimits) {
    this.node = node;
    this.scales = scales;
    this.limits = limits;
    this.low = Math.max(node.low, -limits.maxStep);
    this.high = Math.min(node.high, limits.maxStep);
    const [g, h] = [node.gradient / scales.gradientScale, node.curvature / scales.curvatureScale];
    this.own = gainAt(g, h, bestWeight(g, h, this.low, this.high, limits.lambda), limits.lambda);
    this.isFree = this.low === -Infinity && this.high === Infinity && !limits.monotone;
    // Powers of two: multiplying is exact.
    this.gradientUnit = 1 / scales.gradientScale;
    this.curvatureUnit = 1 / scales.curvatureScale;
    this.lambdaUnits = limits.lambda * scales.curvatureScale;
    this.take({ ...this.best, gain: Math.max(limits.gamma, 1e-12 * Math.abs(this.own)) });
  }

  /** Whether a feature whose cuts bring so much at most can be better than the best so far. */
  mayGain(most: number): boolean {
    return !(most < this.barUnits);
  }

  /** Tries each cut of a column of numbers. */
  numeric(histogram: Float64Array, feature: number, bins: number): void {
    const first = feature * binSlots * 2;
    const missing = [histogram[first + missingBin * 2] as number, histogram[first + missingBin * 2 + 1] as number] as const;
    if (this.isFree && missing[1] === 0) this.numericAtOnce(histogram, feature, bins - 1);
    else this.numericBothWays(histogram, feature, bins, missing);
  }

  private numericBothWays(histogram: Float64Array, feature: number, bins: number, missing: readonly [number, number]): void {
    const first = feature * binSlots * 2;
    let [gradient, curvature] = [0, 0];
    for (let bin = 0; bin < bins; bin += 1) {
      const [g, h] = [histogram[first + bin * 2] as number, histogram[first + bin * 2 + 1] as number];
      // Behind an empty bin nothing is divided that was not divided before it.
      if (g === 0 && h === 0) continue;
      gradient += g;
      curvature += h;
      const isLast = bin === bins - 1;
      if (!isLast || missing[1] > 0) this.consider(feature, bin, missing[1] === 0 && this.isHeavier(curvature), gradient, curvature);
      if (!isLast && missing[1] > 0) this.consider(feature, bin, true, gradient + missing[0], curvature + missing[1]);
    }
  }

  /**
   * The quick look that nearly all splits get, where nothing is missing and no bound holds the weights: only those that may be
   * better than the best so far are considered. In integers, and both sides of G²/(H + λ) times their denominators.
   */
  private numericAtOnce(histogram: Float64Array, feature: number, cuts: number): void {
    const { node, lambdaUnits } = this;
    let [at, gradient, curvature, bar] = [feature * binSlots * 2, 0, 0, this.barUnits];
    for (let bin = 0; bin < cuts; bin += 1, at += 2) {
      gradient += histogram[at] as number;
      curvature += histogram[at + 1] as number;
      const other = node.gradient - gradient;
      const [left, right] = [curvature + lambdaUnits, node.curvature - curvature + lambdaUnits];
      if (gradient * gradient * right + other * other * left < bar * left * right) continue;
      this.consider(feature, bin, this.isHeavier(curvature), gradient, curvature);
      bar = this.barUnits;
    }
  }

  private isHeavier(curvature: number): boolean {
    return curvature >= half * this.node.curvature;
  }

  private consider(feature: number, bin: number, missingLeft: boolean, gradient: number, curvature: number): void {
    const { node, limits: { lambda, minChildWeight, monotone }, gradientUnit, curvatureUnit } = this;
    if (curvature <= 0 || curvature >= node.curvature) return;
    const [gl, hl] = [gradient * gradientUnit, curvature * curvatureUnit];
    const [gr, hr] = [(node.gradient - gradient) * gradientUnit, (node.curvature - curvature) * curvatureUnit];
    if (hl < minChildWeight || hr < minChildWeight) return;
    const [left, right] = [bestWeight(gl, hl, this.low, this.high, lambda), bestWeight(gr, hr, this.low, this.high, lambda)];
    if (monotone && (monotone[feature] as number) * (right - left) < 0) return;
    const gain = gainAt(gl, hl, left, lambda) + gainAt(gr, hr, right, lambda) - this.own;
    if (gain > this.best.gain * clearlyBetter) this.take({ gain, feature, bin, codes: null, missingLeft, gradient, curvature });
  }

  /** Tries sets of categories, each with the missing on both sides; and all that is known against the missing. */
  categorical(histogram: Float64Array, feature: number, bins: number): void {
    const { node, scales } = this;
    const sums = histogram.subarray(feature * binSlots * 2, (feature + 1) * binSlots * 2);
    const [gradient, curvature] = [sums[missingBin * 2] as number, sums[missingBin * 2 + 1] as number];
    visitCategorySets({ sums, bins, ...scales }, this.limits, (set) => {
      this.considerSet(feature, set, curvature === 0 && this.isHeavier(set.curvature));
      if (curvature > 0) this.considerSet(feature, { ...set, gradient: set.gradient + gradient, curvature: set.curvature + curvature }, true);
    });
    const everyCode = (): number[] => Array.from({ length: bins }, (_, code) => code);
    if (curvature > 0) this.considerSet(feature, { gradient: node.gradient - gradient, curvature: node.curvature - curvature, penalty: 0, codes: everyCode }, false);
  }

  private considerSet(feature: number, { gradient, curvature, penalty, codes }: CategorySet, missingLeft: boolean): void {
    const { node, gradientUnit, curvatureUnit, limits: { minChildWeight } } = this;
    if (curvature <= 0 || curvature >= node.curvature) return;
    const lambda = this.limits.lambda + penalty;
    const [gl, hl] = [gradient * gradientUnit, curvature * curvatureUnit];
    const [gr, hr] = [(node.gradient - gradient) * gradientUnit, (node.curvature - curvature) * curvatureUnit];
    if (hl < minChildWeight || hr < minChildWeight) return;
    const [left, right] = [bestWeight(gl, hl, this.low, this.high, lambda), bestWeight(gr, hr, this.low, this.high, lambda)];
    const gain = gainAt(gl, hl, left, lambda) + gainAt(gr, hr, right, lambda) - this.own;
    if (gain > this.best.gain * clearlyBetter) this.take({ gain, feature, bin: 0, codes, missingLeft, gradient, curvature });
  }

  private take(best: Best): void {
    this.best = best;
    // A little below, so that rounding of the quick look loses no better split.
    this.barUnits = (this.own + best.gain) * (1 - 1e-9) * (this.scales.gradientScale / this.scales.curvatureScale) * this.scales.gradientScale;
  }

  found(): Split | null {
    const { gain, feature, bin, codes, missingLeft, gradient, curvature } = this.best;
    if (feature < 0) return null;
    const { node } = this;
    const left = { gradient, curvature, low: node.low, high: node.high };
    const right = { gradient: node.gradient - gradient, curvature: node.curvature - curvature, low: node.low, high: node.high };
    return { feature, bin, leftBins: codes?.() ?? null, missingLeft, gain, ...this.bounded(feature, left, right) };
  }

  /** Under a monotone feature the children may not cross the middle of their weights later on. */
  private bounded(feature: number, left: NodeSums, right: NodeSums): { left: NodeSums; right: NodeSums } {
    const direction = this.limits.monotone?.[feature] ?? 0;
    if (direction === 0) return { left, right };
    const middle = (weightOf(left, this.scales, this.limits) + weightOf(right, this.scales, this.limits)) / 2;
    return direction > 0 ? { left: { ...left, high: middle }, right: { ...right, low: middle } } : { left: { ...left, low: middle }, right: { ...right, high: middle } };
  }
}
