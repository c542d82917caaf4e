import { cholesky } from '../linear/cholesky.ts';
import { informationByDifferences, maximise } from '../newton.ts';
import { inversePositive } from '../positive-definite.ts';
import { randomStream } from '../random.ts';
import { adstockParameters } from './adstock.ts';
import { sampleNoUTurn, type Density } from './no-u-turn.ts';
import { channelSize, posteriorAt, type MixData } from './posterior.ts';
import { logKappaPrior } from './saturation.ts';

export interface DrawOptions {
  readonly seed: number;
  readonly chains: number;
  readonly draws: number;
  readonly warmUp: number;
}

/** Free parameters drawn from the posterior, chain after chain, and how well the chains agree. */
export interface Drawn {
  readonly draws: readonly Float64Array[];
  /** Largest over the parameters: near 1 where the chains tell the same (split R̂, Gelman et al. 2013, §11.4). */
  readonly rHat: number;
  readonly divergences: number;
}

/** Begins at the posterior's mode, in coordinates that its curvature makes alike; half-way the spread of the draws takes over. */
export function drawPosterior(data: MixData, { seed, chains, draws, warmUp }: DrawOptions): Drawn {
  const start = startOf(data);
  const curveAt = (at: Float64Array): Density & { information: () => Float64Array } => ({ ...posteriorAt(data, at), information: () => informationByDifferences(at, (there) => posteriorAt(data, there).gradient) });
  const mode = maximise(start, curveAt, 50);
  const width = start.length;
  const spread = spreadOf(mode.information, width);
  const all = Array.from({ length: chains }, (_, chain) => {
    const random = randomStream('media mix', seed, chain);
    const half = Math.floor(warmUp / 2);
    const first = sampleNoUTurn(new Float64Array(width), whitened(data, mode.at, spread), { warmUp: Math.floor(half / 2), draws: half, random });
    const seen = first.draws.map((draw) => placed(mode.at, spread, draw));
    const centre = meanOf(seen, width);
    const learned = cholesky(covarianceOf(seen, centre, width), width) ?? spread;
    const last = sampleNoUTurn(new Float64Array(width), whitened(data, centre, learned), { warmUp: warmUp - half, draws, random });
    return { draws: last.draws.map((draw) => placed(centre, learned, draw)), divergences: last.divergences };
  });
  return { draws: all.flatMap((one) => one.draws), rHat: largestRHat(all.map((one) => one.draws), width), divergences: all.reduce((sum, one) => sum + one.divergences, 0) };
}

function startOf({ forms, spends, priorShares }: MixData): Float64Array {
  const at = new Float64Array(spends.length * channelSize(forms));
  spends.forEach((_, channel) => at.set([...adstockParameters[forms.adstock].map((one) => one.start), logKappaPrior.centre, Math.log((priorShares[channel] as number) / 4)], channel * channelSize(forms)));
  return at;
}

/** The posterior in coordinates z with parameters = centre + L z. */
function whitened(data: MixData, centre: Float64Array, spread: Float64Array): (z: Float64Array) => Density {
  const p = centre.length;
  return (z) => {
    const { value, gradient } = posteriorAt(data, placed(centre, spread, z));
    const turned = z.map((_, j) => { let sum = 0; for (let i = j; i < p; i += 1) sum += (spread[i * p + j] as number) * (gradient[i] as number); return sum; });
    return Number.isFinite(value) && turned.every(Number.isFinite) ? { value, gradient: turned } : { value: -Infinity, gradient: new Float64Array(p) };
  };
}

function placed(centre: Float64Array, spread: Float64Array, z: Float64Array): Float64Array {
  const p = centre.length;
  return centre.map((value, i) => { let sum = value; for (let j = 0; j <= i; j += 1) sum += (spread[i * p + j] as number) * (z[j] as number); return sum; });
}

/** Lower triangle of the inverse information; ever more is added to its diagonal until it can be had. */
function spreadOf(information: Float64Array, p: number): Float64Array {
  for (let extra = 0.05; extra < 1e6; extra *= 4) {
    const inverse = inversePositive(information.map((value, at) => value + (at % (p + 1) === 0 ? extra : 0)), p);
    const spread = inverse && cholesky(inverse, p);
    if (spread) return spread;
  }
  return Float64Array.from({ length: p * p }, (_, at) => (at % (p + 1) === 0 ? 0.3 : 0));
}

const meanOf = (draws: readonly Float64Array[], p: number): Float64Array => Float64Array.from({ length: p }, (_, j) => draws.reduce((sum, draw) => sum + (draw[j] as number) / draws.length, 0));

/** Drawn a little to a narrow sphere, as Stan does. */
function covarianceOf(draws: readonly Float64Array[], centre: Float64Array, p: number): Float64Array {
  const [n, sums] = [draws.length, new Float64Array(p * p)];
  for (const draw of draws) for (let i = 0; i < p; i += 1) for (let j = 0; j < p; j += 1) sums[i * p + j] = (sums[i * p + j] as number) + (((draw[i] as number) - (centre[i] as number)) * ((draw[j] as number) - (centre[j] as number))) / (n - 1);
  return sums.map((value, at) => (n / (n + 5)) * value + (at % (p + 1) === 0 ? (1e-3 * 5) / (n + 5) : 0));
}

function largestRHat(chains: ReadonlyArray<readonly Float64Array[]>, p: number): number {
  const halves = chains.flatMap((chain) => [chain.slice(0, Math.floor(chain.length / 2)), chain.slice(Math.floor(chain.length / 2))]);
  const n = Math.min(...halves.map((half) => half.length));
  let largest = 1;
  for (let j = 0; j < p; j += 1) {
    const means = halves.map((half) => half.reduce((sum, draw) => sum + (draw[j] as number) / half.length, 0));
    const within = halves.reduce((sum, half, at) => sum + half.reduce((total, draw) => total + ((draw[j] as number) - (means[at] as number)) ** 2, 0) / (half.length - 1) / halves.length, 0);
    const grand = means.reduce((sum, mean) => sum + mean / means.length, 0);
    const between = means.reduce((sum, mean) => sum + (mean - grand) ** 2, 0) / (means.length - 1);
    largest = Math.max(largest, within > 0 ? Math.sqrt((n - 1) / n + between / within) : Infinity);
  }
  return largest;
}
