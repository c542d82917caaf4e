import { normalDraw, planActions, planByPrices, randomStream, type ActionPlan, type Limit, type NoPlan, type PlanProblem } from '../src/learn/index.ts';
import type { Bench, BenchContext, Figure } from './bench.ts';

const actions = 5;
const [few, many] = [5_000, 1_000_000];
const seeds = 2;

/** What differs from one kind of problem to the next. */
const shapes = {
  tight: { room: 1, gainOf: (random: () => number, a: number) => 100 * random() * (1 + a / 2) },
  loose: { room: 5, gainOf: (random: () => number, a: number) => 100 * random() * (1 + a / 2) },
  correlated: { room: 1, gainOf: (random: () => number, _: number, own: number) => 100 * own * (1 + 0.05 * random()) },
  ties: { room: 1, gainOf: (random: () => number) => 10 * Math.ceil(3 * random()) },
  zero: { room: 1, gainOf: () => 0 },
  'two budgets': { room: 1, gainOf: (random: () => number, a: number) => 100 * random() * (1 + a / 2) },
  'least of a group': { room: 1, gainOf: (random: () => number) => 40 * normalDraw(random) },
} as const;
type Shape = keyof typeof shapes;

/** Capacity for each action and a budget whose costs differ by pair; some shapes with a second budget or a lower limit. */
function problemOf(shape: Shape, subjects: number, seed: number): PlanProblem {
  const random = randomStream('plans', shape, subjects, seed);
  const { room, gainOf } = shapes[shape];
  const [gains, costs] = [new Float64Array(subjects * actions), new Float64Array(subjects * actions)];
  for (let i = 0; i < subjects; i += 1) {
    const own = random();
    for (let a = 0; a < actions; a += 1) {
      gains[i * actions + a] = gainOf(random, a, own);
      costs[i * actions + a] = 1 + (a + 1) * (0.5 + random());
    }
  }
  const limits: Limit[] = [...Array.from({ length: actions }, (_, a): Limit => ({ name: `places ${a}`, actions: [a], most: Math.round(0.12 * room * subjects) })), { name: 'budget', uses: costs, most: 0.9 * room * subjects }];
  if (shape === 'two budgets') limits.push({ name: 'hours', uses: Float64Array.from({ length: actions }, (_, a) => actions - a), most: 1.1 * subjects });
  if (shape === 'least of a group') limits.push({ name: 'group reached', members: Uint8Array.from({ length: subjects }, (_, i) => (i % 10 === 0 ? 1 : 0)), least: 0.08 * subjects });
  return { subjects, actions, gains, limits };
}

interface Timed { readonly plan: ActionPlan; readonly wall: number; readonly cpu: number }

async function timed(make: () => Promise<ActionPlan | NoPlan> | ActionPlan | NoPlan): Promise<Timed> {
  const [cpu, from] = [process.cpuUsage(), performance.now()];
  const plan = await make();
  const wall = (performance.now() - from) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  if ('infeasible' in plan) throw new Error(plan.infeasible);
  return { plan, wall, cpu: (user + system) / 1e6 };
}

const gapOf = ({ plan }: Timed): number => 100 * (plan.gap ?? 1);

async function againstReferee(shape: Shape, context: BenchContext): Promise<Figure[]> {
  const runs: Array<{ highs: Timed; prices: Timed }> = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    const problem = problemOf(shape, few, context.seed + seed);
    runs.push({ highs: await timed(() => planActions(problem, { route: 'highs' })), prices: await timed(() => planByPrices(problem)) });
  }
  const name = `${shape}, 5,000 × 5`;
  return [
    { name: `${name}: HiGHS, certificate included`, unit: 'CPU s', values: runs.map(({ highs }) => highs.cpu), ...(shape === 'tight' ? { atMost: 4 } : {}) },
    { name: `${name}: HiGHS, certified gap`, unit: '%', values: runs.map(({ highs }) => gapOf(highs)) },
    { name: `${name}: subjects that were a mixture`, unit: 'subjects', values: runs.map(({ highs }) => highs.plan.rounding?.fractional ?? 0) },
    { name: `${name}: prices, certified gap`, unit: '%', values: runs.map(({ prices }) => gapOf(prices)) },
    { name: `${name}: value by prices beside HiGHS`, unit: '% less', values: runs.map(({ highs, prices }) => 100 * (1 - prices.plan.value / (highs.plan.value || 1)) * (highs.plan.value === 0 ? 0 : 1)) },
  ];
}

async function atScale(shape: Shape, context: BenchContext): Promise<Figure[]> {
  const runs: Timed[] = [];
  for (let seed = 0; seed < seeds; seed += 1) {
    const problem = problemOf(shape, many, context.seed + seed);
    runs.push(await timed(() => planByPrices(problem)));
  }
  const name = `${shape}, 1,000,000 × 5 by prices`;
  return [
    { name: `${name}, certificate included`, unit: 's', values: runs.map(({ wall }) => wall), atMost: 20 },

    { name: `${name}, the same`, unit: 'CPU s', values: runs.map(({ cpu }) => cpu) },
    { name: `${name}: certified gap, worst seed`, unit: '%', values: [Math.max(...runs.map(gapOf))], atMost: 0.1 },
  ];
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const shape of Object.keys(shapes) as Shape[]) {
    figures.push(...(await againstReferee(shape, context)), ...(await atScale(shape, context)));
    context.say(`${shape}: done`);
  }
  return [...figures, { name: 'most memory of the process, problems included', unit: 'MB', values: [process.resourceUsage().maxRSS / 1024] }];
}

/** Assignment within capacities and budgets: HiGHS where both routes run, prices alone at a million subjects; every plan certified from its problem. */
export const bench: Bench = {
  asks: 'How fast, and how far from the best at most, are plans by HiGHS and by prices?',
  rounds: 1,
  measure,
};
