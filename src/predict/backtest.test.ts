import { expect, test } from 'vitest';
import { DAY_MS, WEEK_MS } from '../model/index.ts';
import { logAsOf } from '../history/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { randomStream } from '../learn/index.ts';
import { backtest } from './backtest.ts';

const start = Date.UTC(2022, 0, 1);
const asOf = Date.UTC(2024, 6, 1) - 1;

/** Deals that end at 10 % a week; `effect` is how far a segment moves the log odds of winning. */
function simulated(seed: number, count: number, effect: number) {
  const random = randomStream('simulated', seed);
  const deals = Array.from({ length: count }, (_, index) => {
    const createdAt = start + random() * (asOf - start);
    const segment = random() < 0.5 ? 'a' : 'b';
    const at = createdAt + (Math.log(1 - random()) / Math.log(0.9)) * WEEK_MS;
    const kind = random() < 1 / (1 + Math.exp(0.5 - (segment === 'a' ? effect : -effect))) ? 'won' as const : 'lost' as const;
    return aDeal({ id: `d${index}`, createdAt, outcome: at <= asOf ? { kind, at, closedAt: at } : null, stable: { segment }, amountCents: [{ at: createdAt, value: 100_000 }] });
  });
  return aLog({ deals, dataThrough: asOf });
}

const record = (log: ReturnType<typeof simulated>, at = asOf) => backtest({ log, asOf: at, columnsOf: () => ['segment'], seed: 1 });

test('skill is claimed where a column decides, and not where nothing does', () => {
  expect(record(simulated(1, 700, 1)).answer.claim.skill).toBe(true);
  const claims = [1, 2, 3, 4, 5].filter((seed) => backtest({ log: simulated(seed, 700, 0), asOf, columnsOf: () => ['segment'], seed: 1, forecasts: false }).answer.claim.skill);
  expect(claims.length).toBeLessThanOrEqual(1);
}, 30_000);

test('a quarter is one observation of how far forecasts miss', () => {
  const { answer, misses } = record(simulated(1, 700, 0));
  expect(misses).toHaveLength(new Set(answer.points.filter((point) => point.p50 !== null).map((point) => point.quarter)).size);
}, 30_000);

test('what comes after the date changes nothing, and equal questions have equal answers', () => {
  const log = simulated(3, 700, 0.5);
  const at = start + 700 * DAY_MS;
  const then = record(logAsOf(log, at), at);
  const future = aDeal({ id: 'later', createdAt: at + DAY_MS, outcome: { kind: 'won', at: at + 2 * DAY_MS, closedAt: at + 2 * DAY_MS } });
  expect(record(logAsOf({ ...log, deals: [...log.deals, future] }, at), at)).toEqual(then);
}, 30_000);

test('thirty closed deals are refused with the count, the threshold and its rule', () => {
  const { answer } = record(aLog({ deals: simulated(1, 700, 0).deals.filter((deal) => deal.outcome !== null).slice(0, 30), dataThrough: asOf }));
  expect(answer).toMatchObject({ chosen: 'refused', refusal: { code: 'too_few_closed' } });
  expect(answer.refusal?.reason).toBe('Not enough to forecast. 30 closed deals.');
  expect(answer.refusal?.needed).toMatch(/^This opens at 100 closed deals with at least 20 won and 20 lost\./);
  expect(answer.refusal?.rule).toContain('±10 points');
});

test('an empty log is refused, not failed', () => {
  expect(record(aLog()).answer.refusal?.code).toBe('no_rows');
});
