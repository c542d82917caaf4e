import { useOf, type PlanProblem } from './plan-problem.ts';

/** One side of a limit in units of its mean use: price λ ≥ 0 on `sign · (use − bound) ≤ 0`. */
export interface Side {
  readonly limit: number;
  readonly sign: 1 | -1;
  readonly bound: number;
  /** The mean of uses above zero, by which uses and bound are divided. */
  readonly unit: number;
}

/** A problem laid out for many passes: for each action, the sides that it touches and where their uses stand. */
export interface Priced {
  readonly problem: PlanProblem;
  readonly sides: readonly Side[];
  readonly touched: ReadonlyArray<ReadonlyArray<{ readonly side: number; readonly weight: number; readonly uses: Float64Array | null; readonly perPair: boolean; readonly members: Uint8Array | null }>>;
  readonly scale: number;
}

export function priced(problem: PlanProblem): Priced {
  const { subjects, actions, limits, gains } = problem;
  const sides = limits.flatMap(({ least, most }, limit): Side[] => {
    const unit = meanUse(problem, limit);
    return [...(most === undefined ? [] : [{ limit, sign: 1 as const, bound: most / unit, unit }]), ...(least === undefined || least === 0 ? [] : [{ limit, sign: -1 as const, bound: least / unit, unit }])];
  });
  const touched = Array.from({ length: actions }, (_, a) => sides.flatMap(({ limit, sign, unit }, side) => {
    const { uses, actions: counted, members } = limits[limit] as PlanProblem['limits'][number];
    if (counted && !counted.includes(a)) return [];
    const perPair = uses !== undefined && uses.length === subjects * actions && uses.length !== actions;
    return [{ side, weight: (sign / unit) * (uses === undefined || perPair ? 1 : (uses[a] as number)), uses: perPair ? (uses as Float64Array) : null, perPair, members: members ?? null }];
  }));
  let total = 0;
  for (let at = 0; at < gains.length; at += 1) total += Math.abs(gains[at] as number);
  return { problem, sides, touched, scale: total / gains.length || 1 };
}

function meanUse({ subjects, actions, limits }: PlanProblem, limit: number): number {
  const step = Math.max(1, Math.floor(subjects / 20_000));
  let [total, count] = [0, 0];
  for (let i = 0; i < subjects; i += step) {
    for (let a = 0; a < actions; a += 1) {
      const use = useOf(limits[limit] as PlanProblem['limits'][number], actions, i, a);
      if (use > 0) [total, count] = [total + use, count + 1];
    }
  }
  return count > 0 ? total / count : 1;
}

/** Prices by limit, in its own units, from λ by side. */
export function pricesOf({ problem, sides }: Priced, lambda: Float64Array): Float64Array {
  const prices = new Float64Array(problem.limits.length);
  sides.forEach(({ limit, sign, unit }, side) => { prices[limit] = (prices[limit] as number) + (sign * (lambda[side] as number)) / unit; });
  return prices;
}

/** Gains less prices of one subject into `reduced`; −Infinity where an action may not be done. */
export function reduceGains({ problem: { actions, gains, eligible }, touched }: Priced, lambda: Float64Array, subject: number, reduced: Float64Array): void {
  for (let a = 0; a < actions; a += 1) {
    const at = subject * actions + a;
    if (eligible && eligible[at] !== 1) {
      reduced[a] = -Infinity;
      continue;
    }
    let value = gains[at] as number;
    const list = touched[a] as Priced['touched'][number];
    for (let j = 0; j < list.length; j += 1) {
      const { side, weight, uses, members } = list[j] as Priced['touched'][number][number];
      if (members === null || members[subject] === 1) value -= (lambda[side] as number) * (uses === null ? weight : weight * (uses[at] as number));
    }
    reduced[a] = value;
  }
}
