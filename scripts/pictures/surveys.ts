import { nonResponseBounds, randomStream } from '../../src/learn/index.ts';
import { across, band, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

function option(): Drawing {
  const random = randomStream('picture of surveys', 1);
  const asked = Array.from({ length: 600 }, () => ({ yes: random() < 0.4 ? 1 : 0, willing: random() }));
  const at = Array.from({ length: 19 }, (_, step) => {
    const rate = 0.1 + 0.05 * step;
    const answered = asked.map(({ yes, willing }) => (willing * (yes === 1 ? 0.8 : 1.15) < rate ? 1 : 0));
    const share = answered.reduce<number>((sum, one) => sum + one, 0) / asked.length;
    const yes = asked.map((one) => one.yes);
    const bounds = nonResponseBounds(yes, answered, { weights: asked.map(() => 1) }, { least: 0, most: 1 });
    const among = yes.filter((_, row) => answered[row] === 1);
    return { share, ...bounds, mean: among.reduce((sum, one) => sum + one, 0) / among.length };
  });
  const truth = asked.reduce((sum, { yes }) => sum + yes, 0) / asked.length;
  const points = (of: (one: (typeof at)[number]) => number): Point[] => at.map((one): Point => [one.share, of(one)]);
  return {
    legend: { ...legend, data: ['what the silent leave possible', 'share among those who answered', 'the truth'] },
    xAxis: across('share who answered', { min: 0.1, max: 1 }), yAxis: upward('share who say yes', { min: 0, max: 1 }),
    series: [
      ...band('what the silent leave possible', points(({ low }) => low), points(({ high }) => high)),
      line('share among those who answered', points(({ mean }) => mean), { lineStyle: { width: 2.5, color: colour.series[0] }, itemStyle: { color: colour.series[0] } }),
      line('the truth', [[0.1, truth], [1, truth]], { lineStyle: { width: 1.5, type: 'dashed', color: colour.ink }, itemStyle: { color: colour.ink } }),
    ],
  };
}

export const picture: Picture = { name: 'surveys', alt: 'Those who answer are not like those who do not; the bounds hold the truth at every rate of answers, and close only as all answer.', option };
