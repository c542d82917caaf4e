import { kaplanMeier, randomStream, type SurvivalStep } from '../../src/learn/index.ts';
import { across, band, colour, legend, line, upward, type Drawing, type Picture, type Point } from './frame.ts';

/** Steps as the corners of a staircase. */
const corners = (steps: readonly SurvivalStep[], of: (step: SurvivalStep) => number): Point[] =>
  steps.flatMap((step, at): Point[] => [[step.time, at === 0 ? 1 : of(steps[at - 1] as SurvivalStep)], [step.time, of(step)]]);

function group(seed: number, mean: number, count: number): SurvivalStep[] {
  const random = randomStream('picture of time', seed);
  const rows = Array.from({ length: count }, () => ({ ends: -Math.log(1 - random()) * mean, seen: 20 + 60 * random() }));
  const time = Float64Array.from(rows, ({ ends, seen }) => Math.ceil(Math.min(ends, seen)));
  return kaplanMeier({ time, event: rows.map(({ ends, seen }) => (ends <= seen ? 1 : 0)) });
}

function option(): Drawing {
  const [slow, quick] = [group(1, 60, 140), group(2, 28, 120)];
  return {
    legend: { ...legend, data: ['first group', 'second group'] }, xAxis: across('weeks', { max: 60 }), yAxis: upward('share still open', { min: 0, max: 1 }),
    series: [
      ...band('first', corners(slow, ({ low }) => low), corners(slow, ({ high }) => high)),
      ...band('second', corners(quick, ({ low }) => low), corners(quick, ({ high }) => high), '#F3DCCB'),
      line('first group', corners(slow, ({ survival }) => survival), { itemStyle: { color: colour.series[0] }, lineStyle: { width: 2.5, color: colour.series[0] } }),
      line('second group', corners(quick, ({ survival }) => survival), { itemStyle: { color: colour.series[1] }, lineStyle: { width: 2.5, color: colour.series[1] } }),
    ],
  };
}

export const picture: Picture = { name: 'time-to-event', alt: 'Two staircases of the share still open with their 95 % bands; rows whose end is not yet known count as long as they were seen.', option };
