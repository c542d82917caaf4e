import { expect, test } from 'vitest';
import { DAY_MS } from '../../model/index.ts';
import type { DealLog } from '../log.ts';
import { aDeal, aLog } from '../testing.ts';
import { believablePipeline } from './believable-pipeline.ts';
import { signContext, signsOf } from './signs.ts';

const day = (n: number): number => n * DAY_MS;
const asOf = day(400);

const closed = (kind: 'won' | 'lost', age: number, index: number, parts: Partial<DealLog> = {}): DealLog =>
  aDeal({ id: `${kind}${index}`, createdAt: day(100), outcome: { kind, at: day(100 + age), closedAt: day(100 + age) }, ...parts });
const wins = Array.from({ length: 30 }, (_, index) => closed('won', 60 + index, index, {
  stage: [{ at: day(100), value: 'A' }, { at: day(110 + index), value: 'B' }], touches: [day(105), day(120), day(150)],
}));

test('deals older than any deal that closed are counted against the dated open ones', () => {
  const open = [aDeal({ id: 'old', createdAt: day(200) }), aDeal({ id: 'young', createdAt: day(390) }), aDeal({ id: 'undated', createdAt: null, owner: [{ at: day(1), value: 'x' }] })];
  const [first] = believablePipeline(aLog({ deals: [...wins, ...open] }), asOf);
  expect(first).toMatchObject({ count: 1, of: 2, sentence: '1 of 2 dated open deals are older than any deal you ever closed (89 days).' });
  expect(first?.rows.filter).toEqual({ status: 'open', sign: 'older_than_any_win' });
});

test('where lost deals lived longer the sentence speaks of wins only', () => {
  const losses = Array.from({ length: 20 }, (_, index) => closed('lost', 290, index));
  const [first] = believablePipeline(aLog({ deals: [...wins, ...losses, aDeal({ id: 'old', createdAt: day(200) })] }), asOf);
  expect(first?.sentence).toBe('1 of 1 dated open deals are older than any deal you ever won (89 days).');
});

test('stages and silence are judged by 9 of 10 won deals', () => {
  const slow = aDeal({ id: 'slow', createdAt: day(380), stage: [{ at: day(355), value: 'A' }], touches: [day(399)] });
  const quiet = aDeal({ id: 'quiet', createdAt: day(320), stage: [{ at: day(399), value: 'A' }], touches: [day(330)] });
  const context = signContext(aLog({ deals: wins }), asOf);
  expect(signsOf(slow, asOf, context)).toEqual(['stalled']);
  expect(signsOf(quiet, asOf, context)).toEqual(['no_activity']);
});

test('an empty next step is a sign only where the column exists', () => {
  const open = aDeal({ id: 'open', createdAt: day(395) });
  const withSteps = aDeal({ id: 'steps', createdAt: day(395), nextStep: [{ at: day(395), value: 'call' }] });
  expect(believablePipeline(aLog({ deals: [open] }), asOf)).toEqual([]);
  expect(believablePipeline(aLog({ deals: [open, withSteps] }), asOf).map((finding) => finding.sentence)).toEqual(['1 of 2 open deals have no next step.']);
});

test('too few won deals give no yardstick', () => {
  expect(believablePipeline(aLog({ deals: [...wins.slice(0, 5), aDeal({ createdAt: day(100) })] }), asOf)).toEqual([]);
});

test('a close date is past once its whole day is', () => {
  const context = signContext(aLog(), asOf);
  const expecting = (at: number) => signsOf(aDeal({ expectedCloseAt: [{ at: 0, value: at }] }), asOf, context);
  expect(expecting(day(399))).toEqual(['past_close_date']);
  expect(expecting(day(400))).toEqual([]);
});
