import { fitLinkage, pairWeight, randomStream, sharesIn, type CountedPattern } from '../../src/learn/index.ts';
import { across, colour, legend, line, upward, type Drawing, type Picture } from './frame.ts';

const levels = [3, 3, 3];
const [same, other] = [[0.9, 0.8, 0.95], [0.05, 0.1, 0.03]];

function option(): Drawing {
  const random = randomStream('picture of linkage', 1);
  const drawPair = (isSame: boolean): CountedPattern & { isSame: boolean } => {
    const found = (isSame ? same : other).map((share) => (random() < 0.1 ? 0 : random() < share ? 2 : 1));
    return { isSame, levels: found, pairs: 1, rules: (found[0] === 2 ? 1 : 0) + (found[2] === 2 ? 2 : 0) };
  };
  const candidates = Array.from({ length: 40_000 }, () => drawPair(random() < 0.2)).filter(({ rules }) => rules > 0);
  const shape = { levels, fixedBy: [[0], [2]] };
  const { kinds } = fitLinkage(shape, candidates, sharesIn(shape, Array.from({ length: 20_000 }, () => ({ ...drawPair(false), rules: 0 }))));
  const weighed = candidates.map((pair) => ({ weight: pairWeight(kinds, pair.levels), isSame: pair.isSame }));
  const thresholds = Array.from({ length: 41 }, (_, at) => -10 + at / 2);
  const right = (from: number): number => weighed.filter(({ weight, isSame }) => weight >= from && isSame).length;
  const precision = thresholds.map((from): [number, number] => [from, right(from) / Math.max(1, weighed.filter(({ weight }) => weight >= from).length)]);
  const recall = thresholds.map((from): [number, number] => [from, right(from) / right(-Infinity)]);
  return {
    legend, xAxis: across('pairs of at least this weight are linked (bits)', { min: -10, max: 10 }), yAxis: upward('share', { min: 0, max: 1 }),
    series: [line('right among the linked', precision.filter(([from]) => weighed.some(({ weight }) => weight >= from)), { step: 'end' }), line('linked among the true', recall, { step: 'end', lineStyle: { width: 2, color: colour.series[1] } })],
  };
}

export const picture: Picture = { name: 'linkage', alt: 'The higher the weight asked for, the more of the linked pairs are right, and the fewer of the true pairs are linked.', option };
