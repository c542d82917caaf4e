import { logistic, normalDraw, randomStream, type EffectData, type Propensity } from '../../src/learn/index.ts';

/** How subjects come about: who is treated, what follows, and by how much treatment moves it. */
export interface Form {
  readonly name: string;
  /** Whether only the columns tell who was treated: then a plain difference of means is wrong. */
  readonly isConfounded: boolean;
  readonly outcomes: 'numbers' | 'chances';
  chance(x: readonly number[]): number;
  effect(x: readonly number[]): number;
  /** Whether the chances of treatment are told. */
  readonly chances: 'drawn' | 'known' | 'unknown';
}

export interface Trial {
  readonly data: EffectData & { readonly columns: number[][]; readonly actions: number[]; readonly outcomes: number[] };
  readonly effects: number[];
  /** Chance of treatment of each subject, where it is told. */
  readonly propensity: Propensity | null;
}

const columnCount = 5;
/** Column by which subjects are parted into the two groups whose effects are judged. */
export const partingColumn = 2;

const even = (): number => 0.5;
const uneven = ([a = 0, , c = 0]: readonly number[]): number => logistic(0.7 * a - 0.5 * c);
const none = (): number => 0;
const half = (): number => 0.5;
const varied = ([, , c = 0, d = 0]: readonly number[]): number => 0.5 + 0.5 * c + 0.5 * Number(d > 0);
const baseRate = ([a = 0]: readonly number[]): number => logistic(-1 + 0.8 * a);
const byRate = (x: readonly number[]): number => 0.2 * (1 - baseRate(x)) * Number((x[partingColumn] ?? 0) > 0);
const baseline = ([a = 0, b = 0]: readonly number[]): number => a + 0.5 * b * b;

export const forms: readonly Form[] = [
  { name: 'no effect, drawn', isConfounded: false, outcomes: 'numbers', chance: even, effect: none, chances: 'drawn' },
  { name: 'one effect for all, drawn', isConfounded: false, outcomes: 'numbers', chance: even, effect: half, chances: 'drawn' },
  { name: 'unequal effects, drawn', isConfounded: false, outcomes: 'numbers', chance: even, effect: varied, chances: 'drawn' },
  { name: 'unequal effects, known unequal chances', isConfounded: true, outcomes: 'numbers', chance: uneven, effect: varied, chances: 'known' },
  { name: 'unequal effects, chances to be learned', isConfounded: true, outcomes: 'numbers', chance: uneven, effect: varied, chances: 'unknown' },
  { name: 'yes or no, unequal effects, drawn', isConfounded: false, outcomes: 'chances', chance: even, effect: byRate, chances: 'drawn' },
];

const subject = (random: () => number): number[] => Array.from({ length: columnCount }, () => normalDraw(random));

export function madeUpTrial(form: Form, seed: number, n: number): Trial {
  const random = randomStream('uplift bench', form.name, seed);
  const subjects = Array.from({ length: n }, () => subject(random));
  const actions = subjects.map((x) => Number(random() < form.chance(x)));
  const effects = subjects.map((x) => form.effect(x));
  const outcomes = subjects.map((x, row) => {
    const moved = (actions[row] as number) * (effects[row] as number);
    return form.outcomes === 'numbers' ? baseline(x) + moved + normalDraw(random) : Number(random() < baseRate(x) + moved);
  });
  const chances = subjects.map((x) => form.chance(x));
  return {
    data: { columns: Array.from({ length: columnCount }, (_, j) => subjects.map((x) => x[j] as number)), actions, outcomes }, effects,
    propensity: form.chances === 'drawn' ? 'drawn' : form.chances === 'known' ? [chances.map((chance) => 1 - chance), chances] : null,
  };
}

const many = 300_000;

/** Average effect of the whole population, and of those above 0 in the parting column, from very many subjects. */
export function trueEffects(form: Form): { all: number; above: number } {
  const random = randomStream('uplift truth', form.name);
  let [all, above, count] = [0, 0, 0];
  for (let draw = 0; draw < many; draw += 1) {
    const x = subject(random);
    const effect = form.effect(x);
    all += effect / many;
    if ((x[partingColumn] as number) <= 0) continue;
    above += effect;
    count += 1;
  }
  return { all, above: above / count };
}
