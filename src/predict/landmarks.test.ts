import { expect, test } from 'vitest';
import { DAY_MS, WEEK_MS } from '../model/index.ts';
import { aDeal, aLog } from '../history/testing.ts';
import { randomStream } from '../learn/index.ts';
import { landmarksOf, snapshotAt } from './landmarks.ts';

const won = (at: number) => ({ kind: 'won' as const, at, closedAt: at });

test('a week that is not over counts for no deal, whether it ended in it or not', () => {
  const deals = [aDeal({ id: 'ended', outcome: won(2.2 * WEEK_MS) }), aDeal({ id: 'open' })];
  const rows = landmarksOf(aLog({ deals: [aDeal({ id: 'first', outcome: won(0) }), ...deals] }), 2.5 * WEEK_MS, 10).filter((row) => row.deal > 0);
  expect(rows.map((row) => [row.deal, row.ageWeeks, row.closed])).toEqual([[1, 0, false], [1, 1, false], [2, 0, false], [2, 1, false]]);
});

test('weekly rates are right however short the log is', () => {
  const random = randomStream('hazard', 1);
  const asOf = 13 * WEEK_MS;
  const deals = Array.from({ length: 20_000 }, (_, index) => {
    const createdAt = random() * asOf;
    const end = createdAt + (Math.log(1 - random()) / Math.log(0.9)) * WEEK_MS;
    return aDeal({ id: `d${index}`, createdAt, outcome: end <= asOf ? won(end) : null });
  });
  const rows = landmarksOf(aLog({ deals }), asOf, 1000);
  const rate = rows.filter((row) => row.closed).length / rows.length;
  expect(Math.abs(rate - 0.1)).toBeLessThan(4 * Math.sqrt(0.09 / rows.length));
});

test('a snapshot sees nothing that came after it', () => {
  const before = { stage: [{ at: 0, value: 'new' }], hasStageHistory: true, touches: [DAY_MS] };
  const after = { ...before, stage: [...before.stage, { at: 9 * DAY_MS, value: 'offer' }], touches: [DAY_MS, 9 * DAY_MS], expectedCloseAt: [{ at: 9 * DAY_MS, value: 0 }] };
  expect(snapshotAt(aDeal(after), 8 * DAY_MS, new Map())).toEqual(snapshotAt(aDeal(before), 8 * DAY_MS, new Map()));
});
