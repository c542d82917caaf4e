import { certifyPlan, type Certificate } from './certify-plan.ts';
import { dualPrices } from './dual-prices.ts';
import { relax, type Relaxed, type Shortfalls } from './linear-programme.ts';
import { demandProblem, type PlanProblem } from './plan-problem.ts';
import { priced, pricesOf } from './priced-problem.ts';
import { repairedPlan } from './repair-plan.ts';

export interface PlanOptions {
  /** `highs`: the linear programme; `prices`: the dual alone, for many subjects. By default HiGHS up to 20,000 pairs of subject and action, prices beyond. */
  readonly route?: 'highs' | 'prices';
}

/** A plan and what has been checked of it. */
export interface ActionPlan extends Certificate {
  /** The action of each subject, −1 for none. */
  readonly chosen: Int32Array;
  readonly route: 'highs' | 'prices';
  /** Subjects whose action was a mixture in the linear programme, and what making them whole cost; null by the other route. */
  readonly rounding: { readonly fractional: number; readonly loss: number } | null;
  /** In words: whether all limits are kept, and how far from the best it can be. */
  readonly status: string;
}

/** No plan keeps all limits: which must give way, and by how much at least. */
export interface NoPlan {
  readonly infeasible: string;
  readonly shortfalls: Shortfalls;
}

const mostPairsForHighs = 20_000 * 5;

/**
 * Which subject gets which action: at most one each, within every limit, most gain in sum. By HiGHS the linear programme is solved and its few
 * mixed subjects made whole; by prices a Lagrangian dual is minimised in one pass over all subjects a step (Fisher 1981) and a plan is
 * read off it. Either way the plan is then certified from the problem alone (`certifyPlan`): limits, value, and a bound that no plan exceeds.
 * Answers `infeasible` where limits contradict each other: proved by HiGHS; by prices only where no plan was found, and the words say so.
 */
export async function planActions(problem: PlanProblem, options: PlanOptions = {}): Promise<ActionPlan | NoPlan> {
  demandProblem(problem);
  const impossible = shortAnyway(problem);
  if (impossible.length > 0) return noPlan(impossible, 'No plan can keep all limits');
  const route = options.route ?? (problem.gains.length <= mostPairsForHighs ? 'highs' : 'prices');
  if (route === 'prices') return planByPrices(problem);
  const relaxed = await relax(problem);
  if ('shortfalls' in relaxed) return noPlan(relaxed.shortfalls, 'No plan can keep all limits');
  return planFrom(problem, relaxed);
}

/** The dual-price route by itself: without HiGHS, and at once. */
export function planByPrices(problem: PlanProblem): ActionPlan | NoPlan {
  demandProblem(problem);
  const laidOut = priced(problem);
  const lambda = dualPrices(laidOut);
  const chosen = repairedPlan(laidOut, lambda);
  return finished(problem, chosen, pricesOf(laidOut, lambda), 'prices', null);
}

function planFrom(problem: PlanProblem, { prices, whole, fractional, value }: Relaxed): ActionPlan | NoPlan {
  const laidOut = priced(problem);
  const lambda = Float64Array.from(laidOut.sides, ({ limit, sign, unit }) => Math.max(0, sign * (prices[limit] as number)) * unit);
  // From the whole part of the programme, or from its prices alone: with few subjects either can be the better one.
  const plans = [repairedPlan(laidOut, lambda, whole), repairedPlan(laidOut, lambda)].map((chosen) => finished(problem, chosen, prices, 'highs', { fractional, loss: 0 }));
  const plan = plans.reduce((one, other) => ('infeasible' in one || (!('infeasible' in other) && other.value > one.value) ? other : one));
  return 'infeasible' in plan ? plan : { ...plan, rounding: { fractional, loss: Math.max(0, value - plan.value) } };
}

function finished(problem: PlanProblem, chosen: Int32Array, prices: Float64Array, route: ActionPlan['route'], rounding: ActionPlan['rounding']): ActionPlan | NoPlan {
  const certificate = certifyPlan(problem, chosen, prices);
  if (!certificate.kept) return noPlan(certificate.limits.filter(({ broken }) => broken > 0).map(({ name, broken }) => ({ limit: name, by: broken })), 'No plan was found that keeps all limits, which is no proof that there is none');
  return { ...certificate, chosen, route, rounding, status: inWords(certificate) };
}

function inWords({ gap, limits }: Certificate): string {
  const tight = limits.filter(({ binding }) => binding).map(({ name }) => name);
  const worth = gap === null ? 'how far from the best is not known' : gap === 0 ? 'no plan brings more' : `no plan brings more than ${(100 * gap).toPrecision(2)} % above it`;
  return `All limits are kept; ${worth}; ${tight.length > 0 ? `used up: ${tight.join(', ')}` : 'no limit is used up'}`;
}

const noPlan = (shortfalls: Shortfalls, what: string): NoPlan => ({ shortfalls, infeasible: `${what}: ${shortfalls.map(({ limit, by }) => `"${limit}" by ${Number(by.toPrecision(6))}`).join(', ')}` });

/** Lower limits beyond what all subjects together could use. */
function shortAnyway(problem: PlanProblem): Shortfalls {
  return problem.limits.flatMap((limit) => {
    const by = (limit.least ?? 0) > 0 ? (limit.least as number) - mostUse(problem, limit) : 0;
    return by > 1e-9 * (1 + (limit.least ?? 0)) ? [{ limit: limit.name, by }] : [];
  });
}

function mostUse({ subjects, actions, eligible }: PlanProblem, { uses, members, actions: counted }: PlanProblem['limits'][number]): number {
  const list = counted ?? Array.from({ length: actions }, (_, a) => a);
  let total = 0;
  for (let i = 0; i < subjects; i += 1) {
    if (members && members[i] !== 1) continue;
    let largest = 0;
    for (const a of list) {
      const at = i * actions + a;
      if (!eligible || eligible[at] === 1) largest = Math.max(largest, uses === undefined ? 1 : (uses[uses.length === actions ? a : at] as number));
    }
    total += largest;
  }
  return total;
}
