import { adjustedDifferenceSoFar, differenceSoFar, normalDraw, randomStream, type Difference } from '../../src/learn/index.ts';
import { across, band, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

const truth = 0.5;

function option(): Drawing {
  const random = randomStream('picture of effects', 1);
  const subjects = Array.from({ length: 1600 }, () => {
    const before = normalDraw(random);
    const treated = random() < 0.5;
    return { treated, columns: [before], outcome: 1.6 * before + (treated ? truth : 0) + normalDraw(random) };
  });
  const looks = Array.from({ length: 59 }, (_, at) => 150 + 25 * at);
  const said = (way: (rows: typeof subjects) => Difference): Array<{ at: number } & Difference> =>
    looks.map((at) => ({ at, ...way(subjects.slice(0, at)) })).filter(({ low }) => low !== null);
  const points = (rows: ReturnType<typeof said>, of: (one: Difference) => number | null): Point[] => rows.map((one): Point => [one.at, of(one) ?? 0]);
  const plain = said((rows) => differenceSoFar(rows, { treatedShare: 0.5 }));
  const adjusted = said((rows) => adjustedDifferenceSoFar(rows, { treatedShare: 0.5 }));
  return {
    legend: { ...legend, data: ['difference of means', 'adjusted by what was known before', 'the truth'] },
    xAxis: across('subjects so far', { min: 150, max: 1600 }), yAxis: upward('effect', { min: -1, max: 2 }),
    series: [
      ...band('difference of means', points(plain, ({ low }) => low), points(plain, ({ high }) => high), '#F3DCCB'),
      ...band('adjusted by what was known before', points(adjusted, ({ low }) => low), points(adjusted, ({ high }) => high), '#B9C6F2'),
      line('the truth', [[150, truth], [1600, truth]], { lineStyle: { width: 1.5, type: 'dashed', color: colour.ink }, itemStyle: { color: colour.ink } }),
    ],
  };
}

export const picture: Picture = { name: 'effects', alt: 'Two bands that may be looked at every day narrow as subjects come; the band adjusted by what was known before is narrower and leaves zero sooner.', option };
