import { expect, test } from 'vitest';
import { randomStream } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import { coverageOf } from '../coverage/coverage-of.ts';
import type { DealLog } from '../log.ts';
import { aDeal, aLog } from '../testing.ts';
import { logHealth } from './log-health.ts';
import { recordedFrom } from './recorded-from.ts';

const random = randomStream(1, 'health');
const asOf = 400 * DAY_MS;

const deals = (closesFrom: number): DealLog[] => Array.from({ length: 1200 }, (_, index) => {
  const createdAt = (index / 4) * DAY_MS;
  const at = createdAt + random() * 60 * DAY_MS;
  return { deal: aDeal({ id: `d${index}`, createdAt, outcome: { kind: index % 2 ? 'won' : 'lost', at, closedAt: at } }), at };
}).filter(({ at }) => at >= closesFrom).map(({ deal }) => deal);

test('closes missing at the start are noticed, and a whole log shows none missing', () => {
  const [whole] = logHealth(aLog({ deals: deals(0) }), asOf).tables;
  expect(whole).toMatchObject({ kind: 'deal', truncation: null, startsAt: 0 });
  const [cut] = logHealth(aLog({ deals: deals(90 * DAY_MS) }), asOf).tables;
  expect(cut?.truncatedUntil).toBeGreaterThanOrEqual(90 * DAY_MS);
  expect(cut?.truncatedUntil).toBeLessThan(92 * DAY_MS);
  expect(cut?.truncation).toContain('recorded from 1970-04-0');
});

test('a rare end that merely comes late is no truncation', () => {
  const spans = Array.from({ length: 200 }, (_, day) => ({ from: day * DAY_MS, until: day % 50 === 30 ? (day + 10) * DAY_MS : null }));
  expect(recordedFrom(spans)).toBe(0);
  expect(recordedFrom([])).toBeNull();
});

test('a month without rows and a day with too many are reported', () => {
  const touches = Array.from({ length: 300 }, (_, day) => day).filter((day) => day < 100 || day >= 130).flatMap((day) => Array.from({ length: day === 50 ? 60 : 2 }, () => day * DAY_MS));
  const health = logHealth(aLog({ deals: [aDeal({ touches })] }), asOf).tables.find((table) => table.kind === 'activity');
  expect(health?.gaps).toMatchObject([{ from: 100 * DAY_MS, to: 129 * DAY_MS }]);
  expect(health?.bulkDays).toEqual([{ at: 50 * DAY_MS, rows: 60 }]);
});

test('outcomes without a date are counted apart', () => {
  const undated = aDeal({ outcome: { kind: 'won', at: null, closedAt: null } });
  expect(logHealth(aLog({ deals: [undated, aDeal({ id: 'd2' })] }), asOf)).toMatchObject({ undatedOutcomes: 1, datedShare: 0.5 });
});

test('coverage names what is open, what is locked, and the next best source with how to get it', () => {
  const answer = coverageOf(aLog({ deals: deals(0), dataThrough: asOf }), [{ source: 'crm', kind: 'deal', rows: 1200, firstAt: 0, lastAt: 300 * DAY_MS, complete: 0.8 }], asOf + 20 * DAY_MS, { any: { crm: 'Any CRM', deals: 'd', history: 'export the history', activities: 'a', leads: 'l' } });
  const open = new Map(answer.stages.map((stage) => [stage.name, stage]));
  expect(open.get('forecast')).toMatchObject({ open: true, unlockedBy: null });
  expect(open.get('journey')).toMatchObject({ open: false, unlockedBy: 'Stage changes: deal, stage, date' });
  expect(answer.nextBest).toMatchObject({ source: 'Stage history', how: { 'Any CRM': 'export the history' } });
  expect(answer).toMatchObject({ staleDays: 20, datedShare: 1 });
  expect(answer.tables[0]).toMatchObject({ logStart: '1970-01-01', ageDays: 120 });
});
