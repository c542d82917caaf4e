import { betaGeometricAlive, bgNbd, randomStream } from '../../src/learn/index.ts';
import { across, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

function histories(count: number): { frequency: Float64Array; recency: Float64Array; age: Float64Array } {
  const random = randomStream('picture of repeat buying', 1);
  const people = Array.from({ length: count }, () => {
    const [rate, chance] = [-Math.log(1 - random()) / 8, random() ** 2];
    let [x, tx] = [0, 0];
    for (let next = -Math.log(1 - random()) / rate; next < 52; next = tx - Math.log(1 - random()) / rate) {
      [x, tx] = [x + 1, next];
      if (random() < chance) break;
    }
    return { x, tx };
  });
  return { frequency: Float64Array.from(people, ({ x }) => x), recency: Float64Array.from(people, ({ tx }) => tx), age: new Float64Array(count).fill(52) };
}

function option(): Drawing {
  const fit = bgNbd(histories(3000));
  if ('refused' in fit) throw new Error(fit.refused);
  const active = (orders: number): Point[] => Array.from({ length: 104 }, (_, at): Point => [at / 2, betaGeometricAlive(fit, orders, 52 - at / 2, 52)]);
  return {
    legend, xAxis: across('weeks since the last order', { max: 52, interval: 13 }), yAxis: upward('chance to be active', { min: 0, max: 1 }),
    series: [1, 4, 16].map((orders, index) => line(orders === 1 ? '1 order in a year' : `${orders} orders in a year`, active(orders), { lineStyle: { width: 2.5, color: colour.series[index] }, itemStyle: { color: colour.series[index] } })),
  };
}

export const picture: Picture = { name: 'repeat-buying', alt: 'The same silence says more of somebody who ordered often: the chance to be active falls fastest for sixteen orders a year.', option };
