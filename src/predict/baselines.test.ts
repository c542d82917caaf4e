import { expect, test } from 'vitest';
import { quarterOf } from '../model/index.ts';
import { aLog } from '../history/testing.ts';
import { baselinesFor, type BaselineInput } from './baselines.ts';

const asOf = Date.UTC(2024, 1, 1);
const past = [{ booked: 2000, fromNew: 0, total: 8000, open: [...Array.from({ length: 40 }, (_, index) => ({ stage: 'offer', ageWeeks: 2, won: index < 30 })), ...Array.from({ length: 40 }, () => ({ stage: 'new', ageWeeks: 2, won: false }))] }];
const input: BaselineInput = {
  log: aLog(), asOf, quarter: quarterOf(asOf, 1), step: 0, booked: 1000, past, usualAmount: 500, inMoney: true,
  open: [{ stage: 'offer', ageWeeks: 1, amount: 8000 }, { stage: 'new', ageWeeks: 1, amount: null }], ageCuts: [10], winRate: 0.4,
};

test('the stage-and-age table rests on the share of open deals that comparable quarters won, pulled to the average by twenty deals', () => {
  const overall = 30 / 80;
  const offer = (30 + 20 * overall) / 60;
  const fresh = (20 * overall) / 60;
  expect(baselinesFor(input).stageAge).toBeCloseTo((1000 + 8000 * offer + 500 * fresh) / 100, 9);
  expect(baselinesFor(input).baseRate).toBeCloseTo((1000 + 8500 * overall) / 100, 9);
});

test('booked over the usual share', () => {
  expect(baselinesFor(input).bookedOverUsualShare).toBeCloseTo(1000 / 0.25 / 100, 9);
  expect(baselinesFor({ ...input, step: 1 }).bookedOverUsualShare).toBeNull();
});

test('without past quarters there is no table, and nothing is made up', () => {
  expect(baselinesFor({ ...input, past: [] })).toMatchObject({ baseRate: null, stageAge: null, bookedOverUsualShare: null, lastQuarter: null, repsDates: null });
});
