import { expect, test } from 'vitest';
import { DAY_MS, isoDate } from '../model/index.ts';
import { logAsOf, type DealLog, type Log } from '../history/index.ts';
import { randomStream } from '../learn/index.ts';
import { backtest, fitWinModel, forecastQuarters, predictDeals } from './index.ts';

const start = Date.UTC(2022, 0, 3);
const end = Date.UTC(2025, 10, 15);

/** Deals whose product decides how often they are won, `effect` on the win share; all dated. */
function company(seed: number, count: number, effect: number): Log {
  const random = randomStream('company', seed);
  const deals = Array.from({ length: count }, (_, index): DealLog => {
    const createdAt = start + random() * (end + 200 * DAY_MS - start);
    const product = random() < 0.5 ? 'A' : 'B';
    const closes = createdAt + (10 + 80 * random()) * DAY_MS;
    const kind = random() < 0.35 + (product === 'A' ? effect : -effect) ? 'won' as const : 'lost' as const;
    return {
      id: `d${index}`, source: 'test', name: null, accountId: null, accountName: null, createdAt, type: null, currency: 'EUR', stage: [], hasStageHistory: false,
      amountCents: [{ at: createdAt, value: 100_000 }], expectedCloseAt: [], owner: [], nextStep: [], outcome: { kind, at: closes, closedAt: closes }, endings: [], lossReason: [],
      stable: { product }, undated: [], touches: [],
    };
  });
  return { dataThrough: end, deals, leads: [], accounts: [], reps: [], money: [], stageOrder: [], reportingCurrency: 'EUR', fiscalStartMonth: 1, mixedCurrencies: false, importedAt: [end] };
}

const predictAt = (log: Log, asOf: number) => {
  const known = logAsOf(log, asOf);
  const record = backtest({ log: known, asOf, columnsOf: () => ['product'], seed: 1 });
  const model = fitWinModel(known, asOf, ['product'], 1);
  return {
    record,
    deals: predictDeals({ log: known, asOf, model, method: record.method, calibration: record.calibration, signsOf: () => [] }),
    quarters: forecastQuarters({ log: known, asOf, model, method: record.method, seed: 1, pastMisses: record.misses }),
  };
};

test('a real difference between products is found, claimed and used', () => {
  const { record, deals } = predictAt(company(1, 2500, 0.2), end);
  expect(record.answer.claim.skill).toBe(true);
  const mean = (product: string): number => {
    const chances = deals.filter((deal) => deal.product === product).flatMap((deal) => deal.winProbability ?? []);
    return chances.reduce((sum, chance) => sum + chance, 0) / chances.length;
  };
  expect(mean('A') - mean('B')).toBeGreaterThan(0.2);
  expect(deals.every((deal) => deal.winProbability === null || ((deal.low as number) <= deal.winProbability && deal.winProbability <= (deal.high as number)))).toBe(true);
});

test('without a difference no skill is claimed and the win rate is shown', () => {
  const claims = [2, 3, 4, 5, 6].filter((seed) => backtest({ log: logAsOf(company(seed, 1200, 0), end), asOf: end, columnsOf: () => ['product'], seed: 1, forecasts: false }).answer.claim.skill);
  expect(claims.length).toBeLessThanOrEqual(1);
});

test('ranges of past quarters hold about as often as they promise', () => {
  const inside = [11, 12, 13].flatMap((seed) => predictAt(company(seed, 1500, 0.1), end).record.answer.points.flatMap((point) => (point.inside === null ? [] : [point.inside])));
  const share = inside.filter(Boolean).length / inside.length;
  expect(share).toBeGreaterThan(0.65);
  expect(share).toBeLessThanOrEqual(1);
});

test('what is known later changes nothing that was said earlier', () => {
  const log = company(21, 900, 0.15);
  const asOf = Date.UTC(2024, 6, 31) - 1;
  const cut = { ...log, deals: log.deals.filter((deal) => (deal.createdAt ?? 0) <= asOf).map((deal) => ((deal.outcome?.at ?? 0) > asOf ? { ...deal, outcome: null } : deal)) };
  expect(predictAt(cut, asOf)).toEqual(predictAt(log, asOf));
});

test('thirty deals are refused, with the rule behind what is still needed', () => {
  const small = { ...company(31, 30, 0), deals: company(31, 200, 0).deals.filter((deal) => (deal.outcome?.at ?? Infinity) < end).slice(0, 30) };
  const { quarters, record, deals } = predictAt(small, end);
  expect(quarters[0]?.refusal?.reason).toBe('Not enough to forecast. 30 closed deals.');
  expect(quarters[0]?.refusal?.needed).toMatch(/opens at 100 closed deals with at least 20 won and 20 lost\. At your pace: about \w+ \d{4}\./);
  expect(quarters[0]?.refusal?.rule).toMatch(/^Planning rule/);
  expect(record.answer.chosen).toBe('refused');
  expect(deals.every((deal) => deal.winProbability === null)).toBe(true);
});

test('the same question twice gives the same answer, and an empty log a refusal', () => {
  const log = company(41, 700, 0.1);
  expect(predictAt(log, end)).toEqual(predictAt(log, end));
  const none = predictAt({ ...log, deals: [] }, end);
  expect(none.quarters[0]?.refusal?.code).toBe('no_rows');
  expect(none.quarters[0]?.asOf).toBe(isoDate(end));
});
