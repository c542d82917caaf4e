import { expect, test } from 'vitest';
import { uncalibrated } from './calibration.ts';
import { calibrationFor, chanceRecord, knownAt, reliabilityOf, settled, type ShownDeal } from './chance-record.ts';

const each = (chance: number): ShownDeal['chance'] => ({ trees: chance, hazard: chance, stage_age: chance, base_rate: 0.5 });
const row = (quarter: string, won: ShownDeal['won'], chance: number): ShownDeal => ({
  quarter, week: 1, deal: `${quarter} ${won} ${chance}`, won, endedAt: won === null ? null : Date.UTC(2024, 6, 1),
  chance: each(chance), raw: each(chance),
});

test('a date with many deals still open is not scored, one with few is, and those few count as not won', () => {
  const early = [...Array.from({ length: 18 }, () => row('2024Q1', 1, 0.9)), row('2024Q1', 0, 0.1), row('2024Q1', null, 0.2)];
  const late = [row('2024Q2', 1, 0.9), row('2024Q2', null, 0.9)];
  const rows = settled([...early, ...late]);
  expect(rows).toHaveLength(20);
  expect(chanceRecord(rows, 'hazard', 1)).toMatchObject({ n: 20, stillOpen: 1, observed: 0.9 });
  expect(chanceRecord(settled(late), 'hazard', 1)).toBeNull();
});

test('groups of thirty or more, in order of the chance', () => {
  const rows = Array.from({ length: 90 }, (_, index) => row('2024Q1', index % 3 === 0 ? 1 : 0, index / 90));
  const groups = reliabilityOf(rows, 'hazard');
  expect(groups.map((group) => group.n)).toEqual([30, 30, 30]);
  expect(groups.every((group) => group.low <= group.observed && group.observed <= group.high)).toBe(true);
});

test('corrections are learned from what had ended by then', () => {
  const rows = Array.from({ length: 200 }, (_, index) => row('2024Q1', index % 2 === 0 ? 1 : 0, 0.1 + index / 1000));
  expect(calibrationFor(rows, 'hazard').shift).toBeGreaterThan(0.1);
  expect(calibrationFor(knownAt(rows, Date.UTC(2024, 5, 1)), 'hazard')).toBe(uncalibrated);
});
