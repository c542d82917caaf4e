import { channelsOf, type Journey } from './journey.ts';

/**
 * The absorbing chain of journeys. A state is the last `order` touches (fewer at the beginning); state 0 is the beginning. From a
 * state one goes on to another, converts, or stops. Sparse rows: of state s, targets[rowStart[s] … rowStart[s + 1]].
 */
export interface JourneyChain {
  readonly channels: readonly string[];
  readonly rowStart: Int32Array;
  readonly targets: Int32Array;
  readonly chances: Float64Array;
  /** Chance to convert next, by state. */
  readonly converting: Float64Array;
  /** Value expected of converting next, by state. */
  readonly earning: Float64Array;
  /** The channel touched last, by state; −1 at the beginning. */
  readonly lastChannel: Int32Array;
}

interface State {
  readonly lastChannel: number;
  readonly next: Map<number, number>;
  visits: number;
  conversions: number;
  value: number;
}

/** Chances are the shares seen, each journey counted by its conversions and nulls. */
export function chainOf(journeys: readonly Journey[], order: number): JourneyChain {
  const channels = channelsOf(journeys);
  const states = statesOf(journeys, order, new Map(channels.map((channel, index) => [channel, index])));
  const rowStart = Int32Array.from(running(states.map((state) => state.next.size)));
  return {
    channels, rowStart,
    targets: Int32Array.from(states.flatMap((state) => [...state.next.keys()])),
    chances: Float64Array.from(states.flatMap((state) => [...state.next.values()].map((count) => count / state.visits))),
    converting: Float64Array.from(states, (state) => state.conversions / state.visits),
    earning: Float64Array.from(states, (state) => state.value / state.visits),
    lastChannel: Int32Array.from(states, (state) => state.lastChannel),
  };
}

const newState = (lastChannel: number): State => ({ lastChannel, next: new Map(), visits: 0, conversions: 0, value: 0 });

function statesOf(journeys: readonly Journey[], order: number, indexOf: ReadonlyMap<string, number>): State[] {
  const states = [newState(-1)];
  const known = new Map<string, number>();
  for (const journey of journeys) {
    const weight = journey.conversions + (journey.nulls ?? 0);
    if (weight === 0) continue;
    const touches = journey.channels.map((channel) => indexOf.get(channel) as number);
    let state = states[0] as State;
    touches.forEach((touch, at) => {
      const key = touches.slice(Math.max(0, at + 1 - order), at + 1).join(' ');
      let target = known.get(key);
      if (target === undefined) { target = states.push(newState(touch)) - 1; known.set(key, target); }
      state.visits += weight;
      state.next.set(target, (state.next.get(target) ?? 0) + weight);
      state = states[target] as State;
    });
    state.visits += weight;
    state.conversions += journey.conversions;
    state.value += journey.value ?? 0;
  }
  return states;
}

function running(sizes: readonly number[]): number[] {
  const sums = [0];
  for (const size of sizes) sums.push((sums.at(-1) as number) + size);
  return sums;
}

const precision = 1e-13;
const mostSweeps = 100_000;

/**
 * h at the beginning, where h = Q h + gain and h = 0 in states entered by the channel `removed` (−1: none): the chance to convert,
 * or the value expected, without ever touching it. Gauss–Seidel from below (0) and from above (`most`, an upper bound of h) at
 * once: both are monotone, so the solution lies between them, and the sweeps end when they agree to 1e-13 of `most`. Throws a RangeError if they do
 * not within 100,000 sweeps.
 */
export function absorbed(chain: JourneyChain, gain: Float64Array, most: number, removed: number): number {
  const low = new Float64Array(gain.length);
  const high = Float64Array.from(chain.lastChannel, (channel) => (channel === removed && channel >= 0 ? 0 : most));
  for (let sweep = 0; sweep < mostSweeps; sweep += 1) {
    for (let s = gain.length - 1; s >= 0; s -= 1) {
      if (s > 0 && chain.lastChannel[s] === removed) continue;
      low[s] = passOn(chain, gain, low, s);
      high[s] = passOn(chain, gain, high, s);
    }
    if ((high[0] as number) - (low[0] as number) <= precision * most) return ((high[0] as number) + (low[0] as number)) / 2;
  }
  throw new RangeError(`The chain did not settle in ${mostSweeps} sweeps: journeys are too long for it`);
}

/** One row's equation, solved for its own state: going round in place is summed exactly. */
function passOn(chain: JourneyChain, gain: Float64Array, h: Float64Array, s: number): number {
  let [sum, staying] = [gain[s] as number, 0];
  for (let at = chain.rowStart[s] as number; at < (chain.rowStart[s + 1] as number); at += 1) {
    const target = chain.targets[at] as number;
    if (target === s) staying += chain.chances[at] as number;
    else sum += (chain.chances[at] as number) * (h[target] as number);
  }
  return sum / (1 - staying);
}
