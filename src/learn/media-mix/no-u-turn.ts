import { normalDraw, type RandomStream } from '../random.ts';

/** Log density up to a constant, and its gradient. */
export interface Density {
  readonly value: number;
  readonly gradient: Float64Array;
}

interface Point { readonly at: Float64Array; readonly momentum: Float64Array; readonly density: Density }

/** A stretch of the path: its ends, a point drawn from it by weight, the log of its weight, the sum of momenta, and how well steps kept the energy. */
interface Stretch {
  readonly first: Point;
  readonly last: Point;
  readonly drawn: Point;
  readonly logWeight: number;
  readonly momentum: Float64Array;
  readonly accepted: number;
  readonly steps: number;
  /** Neither turned round nor lost its energy. */
  readonly goesOn: boolean;
  readonly diverged: boolean;
}

export interface Chain {
  readonly draws: readonly Float64Array[];
  readonly divergences: number;
}

const deepest = 8;
const wantedAcceptance = 0.85;
/** A path whose energy falls short by more has diverged. */
const lost = 1000;

/**
 * Draws from a density by the no-U-turn sampler (Hoffman and Gelman 2014; multinomial weights and the criterion on sums of momenta of Betancourt 2017), unit mass: give it a density whose coordinates have
 * been brought to like spread. The step size is learned by dual averaging over `warmUp` draws, which are not kept.
 */
export function sampleNoUTurn(start: Float64Array, densityAt: (at: Float64Array) => Density, { warmUp, draws, random }: { readonly warmUp: number; readonly draws: number; readonly random: RandomStream }): Chain {
  let here: Point = { at: start, momentum: start, density: densityAt(start) };
  const pace = dualAveraging(0.5);
  const kept: Float64Array[] = [];
  let divergences = 0;
  for (let draw = 0; draw < warmUp + draws; draw += 1) {
    const path = transition(here, densityAt, draw < warmUp ? pace.now() : pace.settled(), random);
    here = path.drawn;
    if (draw < warmUp) pace.learn(path.accepted / path.steps);
    else {
      kept.push(here.at);
      divergences += path.diverged ? 1 : 0;
    }
  }
  return { draws: kept, divergences };
}

function transition(from: Point, densityAt: (at: Float64Array) => Density, size: number, random: RandomStream): Stretch {
  const momentum = from.at.map(() => normalDraw(random));
  const start: Point = { ...from, momentum };
  const energy = energyOf(start);
  let whole: Stretch = { first: start, last: start, drawn: start, logWeight: 0, momentum, accepted: 0, steps: 0, goesOn: true, diverged: false };
  for (let depth = 0; depth < deepest && whole.goesOn; depth += 1) {
    const forwards = random() < 0.5;
    const added = grown(forwards ? whole.last : whole.first, forwards ? size : -size, depth, energy, densityAt, random);
    const counts = { accepted: whole.accepted + added.accepted, steps: whole.steps + added.steps, diverged: added.diverged };
    if (!added.goesOn) return { ...whole, ...counts };
    const drawn = Math.log(random()) < added.logWeight - whole.logWeight ? added.drawn : whole.drawn;
    whole = { ...joined(whole, added, forwards), ...counts, drawn };
  }
  return whole;
}

const energyOf = ({ momentum, density }: Point): number => density.value - momentum.reduce((sum, value) => sum + value * value, 0) / 2;

/** 2^depth steps in one direction. */
function grown(from: Point, size: number, depth: number, energy: number, densityAt: (at: Float64Array) => Density, random: RandomStream): Stretch {
  if (depth === 0) {
    const next = leap(from, size, densityAt);
    const gain = energyOf(next) - energy;
    const diverged = !(gain > -lost);
    return { first: next, last: next, drawn: next, logWeight: diverged ? -Infinity : gain, momentum: next.momentum, accepted: diverged ? 0 : Math.min(1, Math.exp(gain)), steps: 1, goesOn: !diverged, diverged };
  }
  const one = grown(from, size, depth - 1, energy, densityAt, random);
  if (!one.goesOn) return one;
  const two = grown(size > 0 ? one.last : one.first, size, depth - 1, energy, densityAt, random);
  const both = joined(one, two, size > 0);
  const drawn = Math.log(random()) < two.logWeight - both.logWeight ? two.drawn : one.drawn;
  return { ...both, drawn, goesOn: two.goesOn && both.goesOn };
}

function joined(one: Stretch, two: Stretch, forwards: boolean): Stretch {
  const [before, after] = forwards ? [one, two] : [two, one];
  const momentum = one.momentum.map((value, j) => value + (two.momentum[j] as number));
  const along = (point: Point): number => momentum.reduce((sum, value, j) => sum + value * (point.momentum[j] as number), 0);
  const top = Math.max(one.logWeight, two.logWeight);
  const logWeight = top + Math.log(Math.exp(one.logWeight - top) + Math.exp(two.logWeight - top));
  return {
    first: before.first, last: after.last, drawn: one.drawn, logWeight, momentum, accepted: one.accepted + two.accepted, steps: one.steps + two.steps,
    goesOn: along(before.first) > 0 && along(after.last) > 0, diverged: one.diverged || two.diverged,
  };
}

function leap({ at, momentum, density }: Point, size: number, densityAt: (at: Float64Array) => Density): Point {
  const half = momentum.map((value, j) => value + (size / 2) * (density.gradient[j] as number));
  const moved = at.map((value, j) => value + size * (half[j] as number));
  const next = densityAt(moved);
  return { at: moved, momentum: half.map((value, j) => value + (size / 2) * (next.gradient[j] as number)), density: next };
}

/** Nesterov's dual averaging of the log step size, with the constants of Hoffman and Gelman 2014, §3.2. */
function dualAveraging(first: number): { now: () => number; settled: () => number; learn: (acceptance: number) => void } {
  const anchor = Math.log(10 * first);
  let [log, mean, shortfall, round] = [Math.log(first), 0, 0, 0];
  return {
    now: () => Math.exp(log),
    settled: () => Math.exp(round === 0 ? log : mean),
    learn: (acceptance) => {
      round += 1;
      shortfall = (1 - 1 / (round + 10)) * shortfall + (wantedAcceptance - (Number.isFinite(acceptance) ? acceptance : 0)) / (round + 10);
      log = Math.min(1, anchor - (Math.sqrt(round) / 0.05) * shortfall);
      const share = round ** -0.75;
      mean = share * log + (1 - share) * mean;
    },
  };
}
