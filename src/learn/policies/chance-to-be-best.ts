/** A distribution of what an action may be worth. */
export interface Belief {
  readonly mean: number;
  readonly sd: number;
  density(at: number): number;
  /** Share that lies below. */
  below(at: number): number;
}

/** Points and weights of Gauss and Legendre on [−1, 1]. */
const legendre = [[-Math.sqrt(0.6), 5 / 9], [0, 8 / 9], [Math.sqrt(0.6), 5 / 9]] as const;
const farthest = 8;
const step = 0.5;

/**
 * The chance of each action to be the best of all, ∫ f_a(t) Π_{b ≠ a} F_b(t) dt, for independent beliefs: what Thompson (1933) draws from. By three
 * points of Gauss and Legendre in every cell between the points half a standard deviation apart of all beliefs, out to 8; scaled to sum to 1. Error about
 * 1e-5 for smooth beliefs. Work grows with the square of the number of actions.
 */
export function chancesToBeBest(beliefs: readonly Belief[], least = -Infinity, most = Infinity): Float64Array {
  const nodes = nodesOf(beliefs, least, most);
  const chances = new Float64Array(beliefs.length);
  for (let cell = 1; cell < nodes.length; cell += 1) {
    const [from, to] = [nodes[cell - 1] as number, nodes[cell] as number];
    for (const [point, weight] of legendre) addAt(chances, beliefs, (from + to) / 2 + (point * (to - from)) / 2, (weight * (to - from)) / 2);
  }
  const whole = chances.reduce((sum, chance) => sum + chance, 0);
  return chances.map((chance) => chance / whole);
}

function nodesOf(beliefs: readonly Belief[], least: number, most: number): Float64Array {
  const all = beliefs.flatMap(({ mean, sd }) => Array.from({ length: (2 * farthest) / step + 1 }, (_, at) => mean + sd * (at * step - farthest)));
  return Float64Array.from(new Set(all.map((node) => Math.min(most, Math.max(least, node))))).sort();
}

/** Adds f_a Π F_b at one point; products of those before and those after each action, so that none is divided by zero. */
function addAt(chances: Float64Array, beliefs: readonly Belief[], at: number, weight: number): void {
  const belows = beliefs.map((belief) => belief.below(at));
  const after = new Float64Array(beliefs.length + 1).fill(1);
  for (let a = beliefs.length - 1; a >= 0; a -= 1) after[a] = (after[a + 1] as number) * (belows[a] as number);
  if (after[0] === 0 && belows.filter((below) => below === 0).length > 1) return;
  let before = weight;
  beliefs.forEach((belief, a) => {
    const others = before * (after[a + 1] as number);
    if (others > 0) chances[a] = (chances[a] as number) + belief.density(at) * others;
    before *= belows[a] as number;
  });
}
