import { nothing, useOf, type Limit, type PlanProblem } from './plan-problem.ts';

/** One limit under a plan. */
export interface LimitUse {
  readonly name: string;
  readonly used: number;
  readonly least: number | null;
  readonly most: number | null;
  /** What one unit more of `most` would bring (above zero), or one unit less of `least` (below zero), at the margin. */
  readonly price: number;
  /** Less than what a single pair uses is left of it. */
  readonly binding: boolean;
  /** By how much the limit is broken; 0 where it is kept. */
  readonly broken: number;
}

/** What has been checked of a plan, from the problem alone. */
export interface Certificate {
  /** Sum of gains. */
  readonly value: number;
  /** No plan at all brings more: the Lagrangian bound at `prices`. Valid at any prices. */
  readonly bound: number;
  /** (bound − value) / |bound|; null where the bound is 0 and the value is not. */
  readonly gap: number | null;
  readonly limits: readonly LimitUse[];
  /** Subjects that got an action which they may not get. */
  readonly notEligible: number;
  /** Everything is kept. */
  readonly kept: boolean;
}

/** Sums of many numbers are kept to this share. */
const tolerance = 1e-9;

/**
 * Checks a plan against its problem, knowing nothing of how it was made: sums uses and gains anew, and bounds what any plan could bring by
 * weak duality: Σ_r p_r b_r + Σ_i max(0, max_a gain − Σ_r p_r use), b_r the upper bound where p_r > 0 and the lower one where p_r < 0.
 * A price on a bound that a limit does not have counts as 0.
 */
export function certifyPlan(problem: PlanProblem, chosen: Int32Array, prices: Float64Array): Certificate {
  const { subjects: n, actions: k, gains, eligible, limits } = problem;
  if (chosen.length !== n || prices.length !== limits.length) throw new RangeError(`A plan of ${chosen.length} subjects and ${prices.length} prices for ${n} subjects and ${limits.length} limits`);
  const valid = prices.map((price, r) => validPrice(limits[r] as Limit, price));
  const [used, largest] = [new Float64Array(limits.length), new Float64Array(limits.length)];
  let [value, notEligible] = [0, 0];
  let bound = limits.reduce((sum, { least = 0, most = 0 }, r) => sum + (valid[r] as number) * ((valid[r] as number) > 0 ? most : least), 0);
  for (let i = 0; i < n; i += 1) {
    const done = chosen[i] as number;
    let best = 0;
    for (let a = 0; a < k; a += 1) {
      const at = i * k + a;
      const may = !eligible || eligible[at] === 1;
      if (done === a && !may) notEligible += 1;
      if (!may && done !== a) continue;
      let reduced = gains[at] as number;
      for (let r = 0; r < limits.length; r += 1) {
        const use = useOf(limits[r] as Limit, k, i, a);
        if (use > (largest[r] as number)) largest[r] = use;
        reduced -= (valid[r] as number) * use;
        if (done === a) used[r] = (used[r] as number) + use;
      }
      if (may && reduced > best) best = reduced;
    }
    bound += best;
    if (done !== nothing) value += gains[i * k + done] as number;
  }
  const uses = limits.map((limit, r) => useReport(limit, used[r] as number, largest[r] as number, valid[r] as number));
  return { value, bound, gap: gapOf(value, bound), limits: uses, notEligible, kept: notEligible === 0 && uses.every(({ broken }) => broken === 0) };
}

const validPrice = ({ least, most }: Limit, price: number): number => (price > 0 ? (most === undefined ? 0 : price) : price < 0 && least !== undefined ? price : 0);

const gapOf = (value: number, bound: number): number | null => (value >= bound - tolerance * Math.abs(bound) ? 0 : bound === 0 ? null : (bound - value) / Math.abs(bound));

function useReport({ name, least, most }: Limit, used: number, largest: number, price: number): LimitUse {
  const over = most === undefined ? 0 : used - most;
  const under = least === undefined ? 0 : least - used;
  const broken = Math.max(over > tolerance * (1 + (most ?? 0)) ? over : 0, under > tolerance * (1 + (least ?? 0)) ? under : 0);
  const binding = (most !== undefined && most - used < largest) || (least !== undefined && used - least < largest);
  return { name, used, least: least ?? null, most: most ?? null, price, binding, broken };
}
