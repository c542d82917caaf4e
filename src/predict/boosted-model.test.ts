import { expect, test } from 'vitest';
import { WEEK_MS } from '../model/index.ts';
import { logAsOf } from '../history/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { randomStream } from '../learn/index.ts';
import { backtest, fitWinModel, predictDeals } from './index.ts';

const start = Date.UTC(2022, 0, 1);
const asOf = Date.UTC(2024, 6, 1) - 1;

/** Deals that end at 10 % a week and are won when product and size fit each other, `effect` either way on the log odds; neither tells anything alone. */
function fitting(seed: number, count: number, effect: number) {
  const random = randomStream('fitting', seed);
  const deals = Array.from({ length: count }, (_, index) => {
    const createdAt = start + random() * (asOf - start);
    const [product, size] = [random() < 0.5 ? 'press' : 'pump', random() < 0.5 ? 'small' : 'large'];
    const at = createdAt + (Math.log(1 - random()) / Math.log(0.9)) * WEEK_MS;
    const odds = (product === 'press') === (size === 'small') ? effect : -effect;
    const kind = random() < 1 / (1 + Math.exp(0.5 - odds)) ? 'won' as const : 'lost' as const;
    return aDeal({ id: `d${index}`, createdAt, outcome: at <= asOf ? { kind, at, closedAt: at } : null, stable: { product, size }, amountCents: [{ at: createdAt, value: 100_000 }] });
  });
  return aLog({ deals, dataThrough: asOf });
}

const columns = ['product', 'size'];
const recordOf = (log: ReturnType<typeof fitting>) => backtest({ log: logAsOf(log, asOf), asOf, columnsOf: () => columns, seed: 1, forecasts: false });

test('what counts only together is found by trees, shown beside the pooled model, and used', () => {
  const log = fitting(1, 900, 1.5);
  const { answer, method, calibration } = recordOf(log);
  expect(method).toBe('trees');
  expect(answer.claim.skill).toBe(true);
  const lossOf = (name: string): number => answer.skill.find((row) => row.method === name && row.week === null)?.logLoss as number;
  expect(lossOf('trees')).toBeLessThan(lossOf('hazard') - 0.02);
  expect(answer.tried.map(({ method: finer, over }) => `${finer} over ${over}`)).toContain('trees over hazard');

  const deals = predictDeals({ log, asOf, model: fitWinModel(log, asOf, columns, 1), method, calibration, signsOf: () => [] }).filter((deal) => deal.winProbability !== null);
  const byId = new Map(log.deals.map((deal) => [deal.id, deal]));
  const chances = (fits: boolean): number[] => deals.filter(({ id }) => ((byId.get(id)?.stable['product'] === 'press') === (byId.get(id)?.stable['size'] === 'small')) === fits).map((deal) => deal.winProbability as number);
  expect(Math.min(...chances(true))).toBeGreaterThan(Math.max(...chances(false)));
  expect(deals.every((deal) => (deal.low as number) < (deal.winProbability as number) && (deal.winProbability as number) < (deal.high as number))).toBe(true);
  expect(deals.flatMap((deal) => deal.reasons.slice(0, 2).map(({ feature }) => feature)).filter((feature) => columns.includes(feature)).length).toBeGreaterThan(deals.length);
}, 60_000);

test('a plain difference stays with the simpler model, and nothing with the rate', () => {
  const plain = fitting(2, 700, 0);
  const shifted = { ...plain, deals: plain.deals.map((deal) => (deal.outcome === null || deal.stable['product'] === 'pump' ? deal : { ...deal, outcome: { ...deal.outcome, kind: 'won' as const } })) };
  expect(recordOf(shifted).method).toBe('hazard');
  expect([3, 4, 5].filter((seed) => recordOf(fitting(seed, 700, 0)).answer.claim.skill).length).toBeLessThanOrEqual(1);
}, 60_000);
