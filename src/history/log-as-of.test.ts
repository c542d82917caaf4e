import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../model/index.ts';
import type { DealLog, Log } from './log.ts';
import { logAsOf } from './log-as-of.ts';
import { stateAt } from './state-at.ts';
import { aDeal, aLog } from './testing.ts';

const days = fc.integer({ min: 0, max: 400 }).map((day) => day * DAY_MS);
const dated = <T>(value: fc.Arbitrary<T>) =>
  fc.array(fc.record({ at: days, value }), { maxLength: 5 }).map((entries) => entries.sort((a, b) => a.at - b.at));

const deals: fc.Arbitrary<DealLog> = fc.record({
  id: fc.uuid(), createdAt: fc.option(days), stage: dated(fc.constantFrom('A', 'B', 'C')),
  amountCents: dated(fc.option(fc.integer({ min: 0, max: 1e6 }))), expectedCloseAt: dated(fc.option(days)),
  owner: dated(fc.option(fc.constantFrom('x', 'y'))), touches: fc.array(days).map((all) => all.sort((a, b) => a - b)),
  outcome: fc.option(fc.record({ kind: fc.constantFrom('won' as const, 'lost' as const), at: fc.option(days), closedAt: fc.option(days) })),
}).map((parts) => aDeal(parts));
const logs: fc.Arbitrary<Log> = fc.array(deals, { maxLength: 8 }).map((list) => aLog({ deals: list, dataThrough: 400 * DAY_MS }));

test('taking a date twice changes nothing, and an earlier date of a later one is the earlier date of everything', () => {
  fc.assert(fc.property(logs, days, days, (log, one, other) => {
    const [a, b] = one < other ? [one, other] : [other, one];
    expect(logAsOf(logAsOf(log, b), a)).toEqual(logAsOf(log, a));
    expect(logAsOf(logAsOf(log, a), a)).toEqual(logAsOf(log, a));
  }));
});

test('facts added after the date change nothing', () => {
  fc.assert(fc.property(logs, deals, days, (log, later, asOf) => {
    const grown = { ...log, deals: log.deals.map((deal) => withFuture(deal, asOf)).concat(startingAfter(later, asOf)) };
    expect(logAsOf(grown, asOf).deals).toEqual(logAsOf(log, asOf).deals);
  }));
});

test('the state of a deal on a date is the same from the whole log and from the log as of that date', () => {
  fc.assert(fc.property(deals, days, (deal, at) => {
    const known = logAsOf(aLog({ deals: [deal] }), at).deals[0];
    if (known === undefined) expect(stateAt(deal, at).status).toBe('not_created');
    else expect(stateAt(known, at)).toEqual(stateAt(deal, at));
  }));
});

test('a deal without a creation date is there from its first dated fact, without an age', () => {
  const deal = aDeal({ createdAt: null, stage: [{ at: 10 * DAY_MS, value: 'A' }] });
  expect(stateAt(deal, 9 * DAY_MS).status).toBe('not_created');
  expect(stateAt(deal, 11 * DAY_MS)).toMatchObject({ status: 'open', stage: 'A', ageDays: null });
});

const withFuture = (deal: DealLog, asOf: number): DealLog => ({
  ...deal,
  stage: [...deal.stage, { at: Math.max(asOf, deal.stage.at(-1)?.at ?? 0) + 1, value: 'Z' }],
  touches: [...deal.touches, Math.max(asOf, deal.touches.at(-1) ?? 0) + 1],
  ...(deal.createdAt === null && deal.stage.length === 0 ? { stage: deal.stage } : {}),
});

const startingAfter = (deal: DealLog, asOf: number): DealLog => ({ ...deal, createdAt: asOf + 1 });
