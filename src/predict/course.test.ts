import { expect, test } from 'vitest';
import { uncalibrated } from './calibration.ts';
import { WEEK_MS } from '../model/index.ts';
import { logAsOf, type DealLog, type Log } from '../history/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { randomStream } from '../learn/index.ts';
import { backtest, fitWinModel, predictDeals } from './index.ts';

const start = Date.UTC(2021, 0, 4);
const end = Date.UTC(2024, 8, 30) - 1;
const stages = ['first', 'second', 'third'];
/** In every stage a deal stays four weeks on average, and then leaves it for the next or is lost with this chance. */
const lostInStage = 0.35;
const chanceFrom = (stage: number): number => (1 - lostInStage) ** (stages.length - stage);

function staged(seed: number, count: number): Log {
  const random = randomStream('staged', seed);
  const wait = (): number => -4 * Math.log(1 - random()) * WEEK_MS;
  const deals = Array.from({ length: count }, (_, index): DealLog => {
    const createdAt = start + random() * (end - start);
    const entries: Array<{ at: number; value: string }> = [];
    let at = createdAt;
    let won = true;
    for (const stage of stages) {
      entries.push({ at, value: stage });
      at += wait();
      if (random() < lostInStage) { won = false; break; }
    }
    return aDeal({ id: `d${index}`, createdAt, stage: entries, hasStageHistory: true, outcome: { kind: won ? 'won' : 'lost', at, closedAt: at } });
  });
  return aLog({ deals, dataThrough: end });
}

const chancesOf = (log: Log, asOf: number) => {
  const known = logAsOf(log, asOf);
  return predictDeals({ log: known, asOf, model: fitWinModel(known, asOf, [], 1), method: 'hazard', calibration: uncalibrated, signsOf: () => [] });
};

test('a deal in an early stage has the chance of the whole way ahead of it, not that of ending where it is', () => {
  const deals = chancesOf(staged(1, 3000), end);
  for (const [index, stage] of stages.entries()) {
    const chances = deals.filter((deal) => deal.stage === stage).flatMap((deal) => deal.winProbability ?? []);
    expect(chances.length).toBeGreaterThan(20);
    expect(Math.abs(chances.reduce((sum, chance) => sum + chance, 0) / chances.length - chanceFrom(index))).toBeLessThan(0.06);
  }
});

test('the 8-in-10 interval of a chance holds the true one about that often', () => {
  const held = [2, 3, 4, 5, 6, 7, 8, 9].flatMap((seed) => {
    const deals = chancesOf(staged(seed, 700), end);
    return stages.map((stage, index) => {
      const group = deals.filter((deal) => deal.stage === stage && deal.low !== null && deal.high !== null);
      return group.filter((deal) => (deal.low as number) <= chanceFrom(index) && chanceFrom(index) <= (deal.high as number)).length / group.length;
    });
  });
  const share = held.reduce((sum, value) => sum + value, 0) / held.length;
  expect(share).toBeGreaterThan(0.65);
  expect(share).toBeLessThan(0.97);
}, 30_000);

test('the chances shown have a record of their own: mean chance and share won of past dates agree', () => {
  const log = logAsOf(staged(10, 1500), end);
  const { chances, reliability } = backtest({ log, asOf: end, columnsOf: () => [], seed: 1, forecasts: false }).answer;
  expect(chances?.n).toBeGreaterThan(300);
  expect(Math.abs((chances?.predicted ?? 0) - (chances?.observed ?? 1))).toBeLessThan(0.05);
  expect(reliability.length).toBeGreaterThan(3);
});
