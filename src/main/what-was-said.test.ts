import { expect, test } from 'vitest';
import { paceOf } from './what-was-said.ts';

const day = 86_400_000;
const now = 1_000 * day;
const offers = (count: number, overDays: number) => new Map(Array.from({ length: count }, (_, index) => [`action ${index}`, now - (overDays * day * (index + 1)) / count]));

test('the pace of actions is unknown until the record is a month long', () => {
  expect(paceOf(new Map(), now)).toBeUndefined();
  expect(paceOf(offers(10, 20), now)).toBeUndefined();
});

test('the pace is that of the last three months', () => {
  expect(paceOf(offers(20, 2 * 30.44), now)).toBeCloseTo(10, 0);
  expect(paceOf(offers(120, 12 * 30.44), now)).toBeCloseTo(10, 0);
});
