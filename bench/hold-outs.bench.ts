import { differenceSoFar, randomStream, subjectsToSee, type Randomised } from '../src/learn/index.ts';
import { assignHoldOut } from '../src/prescribe/index.ts';
import { median, type Bench, type BenchContext, type Figure } from './bench.ts';

const experiments = 1_000;
const accounts = 2_000;
const heldShare = 0.15;
const options = { treatedShare: 1 - heldShare };
const enteringDays = 700;
const followedDays = 90;

/** Accounts of very different propensity and reps of different size, assigned by the product, entering over two years; in the order in which their outcomes become known. */
function followed(seed: number, uplift: number): Array<Randomised & { readonly knownDay: number }> {
  const random = randomStream('hold-outs', seed);
  const clusters = Array.from({ length: accounts }, (_, index) => ({ id: `a${index}`, stratum: `rep ${Math.floor(random() ** 2 * 14)}` }));
  const held = assignHoldOut(clusters, { seed, share: heldShare, frozen: new Map() });
  const base = 0.1 + 0.25 * random();
  return clusters.map(({ id }) => {
    const treated = held.get(id) !== true;
    const own = Math.min(0.85, base * (0.4 + 1.2 * random()));
    const enteredDay = Math.floor(random() * enteringDays);
    return { treated, outcome: random() < own + (treated ? uplift : 0) ? 1 : 0, knownDay: enteredDay + followedDays };
  }).sort((a, b) => a.knownDay - b.knownDay);
}

interface Course {
  readonly everClaims: boolean;
  readonly everMisses: boolean;
  readonly width: number;
}

/** Looks every day on which an outcome became known. */
function watch(seed: number, uplift: number): Course {
  const all = followed(seed, uplift);
  let [everClaims, everMisses, width] = [false, false, Infinity];
  for (let day = followedDays; day < enteringDays + followedDays; day += 1) {
    const known = all.filter((one) => one.knownDay <= day);
    const { low, high } = differenceSoFar(known, options);
    if (low === null || high === null) continue;
    if (low > 0 || high < 0) everClaims = true;
    if (uplift < low || uplift > high) everMisses = true;
    width = high - low;
  }
  return { everClaims, everMisses, width };
}

const z95 = 1.959964;
/** Width of an ordinary interval that may be looked at once, at the same number of accounts. */
const onceWidth = 2 * z95 * Math.sqrt(0.25 * 0.75 * (1 / (accounts * heldShare) + 1 / (accounts * (1 - heldShare))));

async function measure(context: BenchContext): Promise<Figure[]> {
  const run = (uplift: number, from: number): Course[] => Array.from({ length: experiments }, (_, index) => watch(context.seed + from + index, uplift));
  const nulls = run(0, 0);
  context.say('experiments without an effect watched');
  const real = run(0.1, experiments);
  return [
    { name: `experiments without an effect, of ${experiments}, that ever claim one at daily looks`, unit: '%', values: [(100 * nulls.filter((one) => one.everClaims).length) / experiments], atMost: 5 },
    { name: 'experiments with a 10-point uplift whose interval covers it at every look', unit: '%', values: [(100 * real.filter((one) => !one.everMisses).length) / experiments], atLeast: 94 },
    { name: 'of these, that claim it by 2,000 accounts', unit: '%', values: [(100 * real.filter((one) => one.everClaims).length) / experiments] },
    { name: 'width of the interval at 2,000 accounts, middle', unit: 'points', values: [100 * median(real.map((one) => one.width))] },
    { name: 'width of an interval that may be looked at once', unit: 'points', values: [100 * onceWidth] },
    { name: 'accounts planned for a 10-point effect at a quarter signing', unit: 'accounts', values: [subjectsToSee(0.1, Math.sqrt(0.25 * 0.75), options)] },
  ];
}

/** Comparison groups by the product's own assignment and intervals, on accounts of unequal propensity that enter over two years. */
export const bench: Bench = {
  asks: 'How often does a comparison without an effect ever claim one, and how often is a true effect always inside the interval, looked at every day?',
  rounds: 1,
  measure,
};
