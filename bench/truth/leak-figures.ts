import type { Figure } from '../bench.ts';
import type { LeakScore } from './leak-scores.ts';

const findable = 0.9;
const shareOf = <T>(all: readonly T[], is: (one: T) => boolean): number => (100 * all.filter(is).length) / all.length;

type Planted = NonNullable<LeakScore['planted']>;
const bandEdges = [0, 4, 6, 8, 10, Infinity] as const;

/** Share found by how many standard deviations a leak stands out to one who knows where to look. */
function powerCurve(planted: readonly Planted[]): Figure[] {
  return bandEdges.slice(0, -1).flatMap((from, index) => {
    const until = bandEdges[index + 1] as number;
    const own = planted.filter((one) => one.oracleScore >= from && one.oracleScore < until);
    const band = until === Infinity ? `${from} standard deviations or more` : `${from} to ${until} standard deviations`;
    return own.length === 0 ? [] : [{ name: `planted leaks that stand out by ${band}, ${own.length}: found`, unit: '%', values: [shareOf(own, (one) => one.found)] }];
  });
}

/** Are planted leaks found and priced, and how many that are shown are chance? */
export function leakFigures(scores: readonly LeakScore[]): Figure[] {
  const shown = scores.reduce((sum, score) => sum + score.shown, 0);
  const chance = scores.reduce((sum, score) => sum + score.chance, 0);
  const planted = scores.flatMap((score) => score.planted ?? []);
  const clear = planted.filter((one) => one.oraclePower >= findable);
  const priced = planted.flatMap((one) => (one.priceCovers === null ? [] : [one.priceCovers]));
  const without = scores.filter((score) => score.planted === null);
  const leaky = scores.flatMap((score) => (score.leakyColumnRefused === null ? [] : [score.leakyColumnRefused]));
  return [
    { name: 'leaks shown, all companies', unit: 'leaks', values: [shown] },
    { name: 'of these at places where nothing in the hidden world differs', unit: '%', values: [(100 * chance) / Math.max(1, shown)], atMost: 10 },
    { name: 'planted leaks that an oracle would find in nine of ten', unit: 'leaks', values: [clear.length] },
    { name: 'of these found', unit: '%', values: [shareOf(clear, (one) => one.found)], atLeast: 80 },
    ...powerCurve(planted),
    { name: 'priced loss: 8-in-10 range holds the true price', unit: '%', values: [shareOf(priced, (covers) => covers)], atLeast: 70, atMost: 90 },
    { name: 'companies without a planted leak', unit: 'companies', values: [without.length] },
    { name: 'of these with a leak shown where nothing differs', unit: '%', values: [shareOf(without, (score) => score.chance > 0)], atMost: 10 },
    { name: 'companies with a column written after the outcome', unit: 'companies', values: [leaky.length] },
    { name: 'of these where it is kept out of prediction', unit: '%', values: [shareOf(leaky, (refused) => refused)], atLeast: 95 },
  ];
}
