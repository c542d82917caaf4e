import { nothing, useOf, type PlanProblem } from './plan-problem.ts';
import { reduceGains, type Priced } from './priced-problem.ts';

/** What is left of every limit while a plan is made. */
class Ledger {
  readonly problem: PlanProblem;
  readonly used: Float64Array;
  readonly chosen: Int32Array;

  constructor(problem: PlanProblem) {
    this.problem = problem;
    this.used = new Float64Array(problem.limits.length);
    this.chosen = new Int32Array(problem.subjects).fill(nothing);
  }

  private change(r: number, subject: number, action: number): number {
    const { limits, actions } = this.problem;
    const limit = limits[r] as PlanProblem['limits'][number];
    const now = this.chosen[subject] as number;
    return (action === nothing ? 0 : useOf(limit, actions, subject, action)) - (now === nothing ? 0 : useOf(limit, actions, subject, now));
  }

  /** May the subject change to this action without breaking a limit that is kept? */
  fits(subject: number, action: number): boolean {
    const { limits } = this.problem;
    for (let r = 0; r < limits.length; r += 1) {
      const { most, least } = limits[r] as PlanProblem['limits'][number];
      const by = this.change(r, subject, action);
      const after = (this.used[r] as number) + by;
      if (by > 0 && most !== undefined && after > most) return false;
      if (by < 0 && least !== undefined && after < least) return false;
    }
    return true;
  }

  set(subject: number, action: number): void {
    for (let r = 0; r < this.used.length; r += 1) this.used[r] = (this.used[r] as number) + this.change(r, subject, action);
    this.chosen[subject] = action;
  }
}

/**
 * A plan that keeps every upper limit, from prices: subjects in the order of how clearly one choice is best for them take their best choice
 * that still fits; lower limits that are short get the cheapest changes; then whoever would gain by another action that fits gets it.
 * `fixed` are choices to begin with, such as the whole ones of a linear programme.
 */
export function repairedPlan(priced: Priced, lambda: Float64Array, fixed: Int32Array | null = null): Int32Array {
  const { problem } = priced;
  const { subjects: n, actions: k } = problem;
  const ledger = new Ledger(problem);
  if (fixed) fixed.forEach((action, i) => { if (action !== nothing && ledger.fits(i, action)) ledger.set(i, action); });
  const reduced = new Float64Array(k);
  const clear = new Float32Array(n);
  for (let i = 0; i < n; i += 1) {
    reduceGains(priced, lambda, i, reduced);
    let [best, second] = [0, -Infinity];
    for (let a = 0; a < k; a += 1) {
      const value = reduced[a] as number;
      if (value > best) [best, second] = [value, best];
      else if (value > second) second = value;
    }
    clear[i] = Math.min(3e38, best - second);
  }
  const order = clearestFirst(clear);
  for (const i of order) {
    if (ledger.chosen[i] !== nothing) continue;
    reduceGains(priced, lambda, i, reduced);
    takeBest(ledger, i, reduced);
  }
  meetLeast(ledger, priced, lambda);
  for (let round = 0; round < 3 && improve(ledger, order); round += 1);
  return ledger.chosen;
}

/** The best of the choices above zero that fits. */
function takeBest(ledger: Ledger, subject: number, reduced: Float64Array): void {
  for (let tried = 0; tried < reduced.length; tried += 1) {
    let best = nothing;
    for (let a = 0; a < reduced.length; a += 1) if ((reduced[a] as number) > (best === nothing ? 0 : (reduced[best] as number))) best = a;
    if (best === nothing) return;
    if (ledger.fits(subject, best)) {
      ledger.set(subject, best);
      return;
    }
    reduced[best] = -Infinity;
  }
}

/** Raises what is short of a lower limit by the changes that cost least for each unit. */
function meetLeast(ledger: Ledger, priced: Priced, lambda: Float64Array): void {
  const { problem } = ledger;
  problem.limits.forEach((limit, r) => {
    const short = (): boolean => limit.least !== undefined && (ledger.used[r] as number) < limit.least;
    if (!short()) return;
    const changes = changesTowards(ledger, priced, lambda, r);
    for (const [subject, action] of changes) {
      if (!short()) break;
      const now = ledger.chosen[subject] as number;
      const rise = useOf(limit, problem.actions, subject, action) - (now === nothing ? 0 : useOf(limit, problem.actions, subject, now));
      if (rise > 0 && ledger.fits(subject, action)) ledger.set(subject, action);
    }
  });
}

function changesTowards({ problem, chosen }: Ledger, priced: Priced, lambda: Float64Array, r: number): ReadonlyArray<readonly [number, number]> {
  const { subjects, actions, limits } = problem;
  const limit = limits[r] as PlanProblem['limits'][number];
  const reduced = new Float64Array(actions);
  const [costs, changes]: [number[], Array<readonly [number, number]>] = [[], []];
  for (let i = 0; i < subjects; i += 1) {
    reduceGains(priced, lambda, i, reduced);
    const now = chosen[i] as number;
    for (let a = 0; a < actions; a += 1) {
      const rise = useOf(limit, actions, i, a) - (now === nothing ? 0 : useOf(limit, actions, i, now));
      if (rise <= 0 || reduced[a] === -Infinity) continue;
      costs.push(((now === nothing ? 0 : (reduced[now] as number)) - (reduced[a] as number)) / rise);
      changes.push([i, a]);
    }
  }
  return [...costs.keys()].sort((x, y) => (costs[x] as number) - (costs[y] as number)).map((at) => changes[at] as readonly [number, number]);
}

/** Gives every subject the action of highest gain that fits, those in doubt first; true where anything changed. */
function improve(ledger: Ledger, order: Uint32Array): boolean {
  const { gains, eligible, actions: k } = ledger.problem;
  let changed = false;
  for (let at = order.length - 1; at >= 0; at -= 1) {
    const i = order[at] as number;
    const now = ledger.chosen[i] as number;
    let [best, gain] = [now, now === nothing ? 0 : (gains[i * k + now] as number)];
    for (let a = 0; a < k; a += 1) {
      if (a !== now && (gains[i * k + a] as number) > gain && (!eligible || eligible[i * k + a] === 1) && ledger.fits(i, a)) [best, gain] = [a, gains[i * k + a] as number];
    }
    if (best === now) continue;
    ledger.set(i, best);
    changed = true;
  }
  return changed;
}

/** Places in the order of falling values, by two rounds of a radix sort: the bits of a number from 0 sort as it does. Equal values keep their order. */
function clearestFirst(values: Float32Array): Uint32Array {
  const bits = new Uint32Array(values.buffer);
  let [order, next] = [Uint32Array.from(bits, (_, at) => at), new Uint32Array(bits.length)];
  for (const shift of [0, 16]) {
    const starts = new Uint32Array(65_537);
    for (const word of bits) starts[65_536 - ((word >>> shift) & 65_535)] = (starts[65_536 - ((word >>> shift) & 65_535)] as number) + 1;
    for (let bucket = 1; bucket < starts.length; bucket += 1) starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
    for (const at of order) {
      const bucket = 65_535 - (((bits[at] as number) >>> shift) & 65_535);
      const place = starts[bucket] as number;
      next[place] = at;
      starts[bucket] = place + 1;
    }
    [order, next] = [next, order];
  }
  return order;
}
