import { randomStream, shuffled } from '../random.ts';

/** What a set of players is worth together. `isIn[i]` is 1 where player i takes part; it must not be kept or changed. */
export type Worth = (isIn: Uint8Array) => number;

export interface ShapleyValues {
  readonly values: Float64Array;
  /** Half-width within which all values lie together with probability `level`; 0 where they are exact. */
  readonly bounds: Float64Array;
  readonly exact: boolean;
}

export interface ShapleySampling {
  readonly seed: number;
  /** Orders of the players to draw, each also walked backwards. At least 10; 2,000 by default. */
  readonly orders?: number;
  /** 0.95 by default. */
  readonly level?: number;
  /** Most that what a player adds can differ between two orders. The widest seen where left out: then the bound is no guarantee. */
  readonly range?: number;
}

const mostForExact = 15;
const usualOrders = 2_000;
const fewestOrders = 10;

/**
 * Shapley values of a game (Shapley 1953): the mean, over all orders of `players`, of what each adds to those before. Exact to 15
 * players (2^players calls of `worth`). Beyond, sampled over random orders (Castro, Gómez and Tejada 2009) in pairs of an order and
 * its reverse, with the empirical Bernstein bound (Audibert, Munos and Szepesvári 2009, theorem 1) for all players at once
 * (Bonferroni). Values sum to worth(all) − worth(none) either way. Throws a RangeError on no players, a worth that is not finite,
 * fewer than 10 orders, a level outside (0, 1), a range below 0.
 */
export function shapleyValues(players: number, worth: Worth, sampling: ShapleySampling): ShapleyValues {
  if (!Number.isInteger(players) || players < 1) throw new RangeError('A game needs at least one player');
  return players <= mostForExact ? exactly(players, worth) : sampled(players, worth, sampling);
}

function asked(worth: Worth, isIn: Uint8Array): number {
  const value = worth(isIn);
  if (!Number.isFinite(value)) throw new RangeError(`The worth of a set of players is ${value}, not a finite number`);
  return value;
}

function exactly(n: number, worth: Worth): ShapleyValues {
  const isIn = new Uint8Array(n);
  const worths = Float64Array.from({ length: 2 ** n }, (_, set) => {
    for (let i = 0; i < n; i += 1) isIn[i] = (set >> i) & 1;
    return asked(worth, isIn);
  });
  const weights = weightsBySize(n);
  const values = new Float64Array(n);
  for (let set = 0; set < worths.length; set += 1) {
    const weight = weights[sizeOf(set)] as number;
    for (let i = 0; i < n; i += 1) if (((set >> i) & 1) === 0) values[i] = (values[i] as number) + weight * ((worths[set | (1 << i)] as number) - (worths[set] as number));
  }
  return { values, bounds: new Float64Array(n), exact: true };
}

/** |S|! (n − |S| − 1)! ÷ n!, by |S|. */
function weightsBySize(n: number): number[] {
  const weights = [1 / n];
  for (let size = 1; size < n; size += 1) weights.push(((weights[size - 1] as number) * size) / (n - size));
  return weights;
}

function sizeOf(set: number): number {
  let size = 0;
  for (let rest = set; rest > 0; rest &= rest - 1) size += 1;
  return size;
}

function sampled(n: number, worth: Worth, { seed, orders = usualOrders, level = 0.95, range }: ShapleySampling): ShapleyValues {
  if (!(orders >= fewestOrders)) throw new RangeError(`At least ${fewestOrders} orders must be drawn`);
  if (!(level > 0 && level < 1)) throw new RangeError('The level lies between 0 and 1');
  if (range !== undefined && !(range >= 0)) throw new RangeError('The range of what a player adds is not below 0');
  const random = randomStream('shapley', seed, n);
  const [values, squares] = [new Float64Array(n), new Float64Array(n)];
  const [least, most] = [new Float64Array(n).fill(Infinity), new Float64Array(n).fill(-Infinity)];
  for (let draw = 1; draw <= orders; draw += 1) {
    const order = shuffled(Array.from({ length: n }, (_, i) => i), random);
    const [forth, back] = [addedBy(order, worth), addedBy(order.toReversed(), worth)];
    for (let i = 0; i < n; i += 1) {
      const added = ((forth[i] as number) + (back[i] as number)) / 2;
      least[i] = Math.min(least[i] as number, added);
      most[i] = Math.max(most[i] as number, added);
      const step = added - (values[i] as number);
      values[i] = (values[i] as number) + step / draw;
      squares[i] = (squares[i] as number) + (step * step * (draw - 1)) / draw;
    }
  }
  const log = Math.log((3 * n) / (1 - level));
  return { values, bounds: squares.map((square, i) => (Math.sqrt(2 * square * log) + 3 * (range ?? (most[i] as number) - (least[i] as number)) * log) / orders), exact: false };
}

function addedBy(order: readonly number[], worth: Worth): Float64Array {
  const isIn = new Uint8Array(order.length);
  const added = new Float64Array(order.length);
  let before = asked(worth, isIn);
  for (const player of order) {
    isIn[player] = 1;
    const after = asked(worth, isIn);
    added[player] = after - before;
    before = after;
  }
  return added;
}
