import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY_MS } from '../../model/index.ts';
import type { DealLog } from '../log.ts';
import { aDeal, aLog } from '../testing.ts';
import { changesBetween } from './changes-between.ts';

const day = (iso: string): number => Date.parse(`${iso}T00:00:00Z`);
const since = day('2026-10-05');
const asOf = day('2026-11-20');
const inQuarter = day('2026-12-10');
const nextQuarter = day('2027-01-15');

const deal = (id: string, parts: Partial<DealLog>): DealLog => aDeal({
  id, createdAt: day('2026-08-01'), amountCents: [{ at: day('2026-08-01'), value: 10_000 }],
  expectedCloseAt: [{ at: day('2026-08-01'), value: inQuarter }], ...parts,
});
const amountOf = (answer: ReturnType<typeof changesBetween>, kind: string) => answer.movements.find((movement) => movement.kind === kind);

test('each way of moving is named, and the bridge closes', () => {
  const log = aLog({ deals: [
    deal('stays', {}),
    deal('grows', { amountCents: [{ at: day('2026-08-01'), value: 10_000 }, { at: day('2026-11-01'), value: 15_000 }] }),
    deal('slips', { expectedCloseAt: [{ at: day('2026-08-01'), value: inQuarter }, { at: day('2026-11-01'), value: nextQuarter }] }),
    deal('comes', { expectedCloseAt: [{ at: day('2026-08-01'), value: nextQuarter }, { at: day('2026-11-01'), value: inQuarter }] }),
    deal('starts', { createdAt: day('2026-11-02') }),
    deal('wins', { outcome: { kind: 'won', at: day('2026-11-03'), closedAt: day('2026-11-03') } }),
    deal('loses', { outcome: { kind: 'no_decision', at: day('2026-11-03'), closedAt: day('2026-11-03') } }),
    deal('flash', { createdAt: day('2026-11-02'), outcome: { kind: 'won', at: day('2026-11-04'), closedAt: null } }),
  ] });
  const answer = changesBetween(log, since, asOf);
  expect(answer).toMatchObject({ quarter: '2026Q4', start: 500, end: 450, startDeals: 5, endDeals: 4, unit: 'money', missing: null });
  expect(amountOf(answer, 'up')).toMatchObject({ amount: 50, dealIds: ['grows'] });
  expect(amountOf(answer, 'pushed_out')).toMatchObject({ amount: -100, dealIds: ['slips'] });
  expect(amountOf(answer, 'pulled_in')).toMatchObject({ amount: 100, dealIds: ['comes'] });
  expect(amountOf(answer, 'new')).toMatchObject({ amount: 200, dealIds: ['starts', 'flash'] });
  expect(amountOf(answer, 'won')).toMatchObject({ amount: -200, dealIds: ['wins', 'flash'] });
  expect(amountOf(answer, 'lost')).toMatchObject({ amount: -100, dealIds: ['loses'] });
});

test('an amount first written down by a later import is no movement, and that is said', () => {
  const answer = changesBetween(aLog({ deals: [deal('d', { amountCents: [{ at: asOf, value: 10_000 }] })] }), since, asOf);
  expect(answer).toMatchObject({ start: 100, end: 100 });
  expect(answer.missing).toContain('the amount is known only from a later import');
});

test('without expected closes the whole open pipeline is shown, and that is said', () => {
  const answer = changesBetween(aLog({ deals: [deal('d', { expectedCloseAt: [] })] }), since, asOf);
  expect(answer.endDeals).toBe(1);
  expect(answer.missing).toContain('pulled in and pushed out cannot be seen');
});

test('currencies that cannot be summed are counted in deals', () => {
  expect(changesBetween(aLog({ deals: [deal('d', {})], mixedCurrencies: true }), since, asOf)).toMatchObject({ unit: 'deals', currency: null, end: 1 });
});

const days = fc.integer({ min: 0, max: 200 }).map((n) => day('2026-07-01') + n * DAY_MS);
const dated = <T>(value: fc.Arbitrary<T>) => fc.array(fc.record({ at: days, value }), { maxLength: 4 }).map((all) => all.sort((a, b) => a.at - b.at));
const randomDeals = fc.array(fc.record({
  createdAt: fc.option(days), amountCents: dated(fc.option(fc.integer({ min: 0, max: 99_999_99 }))), expectedCloseAt: dated(fc.option(days)),
  outcome: fc.option(fc.record({ kind: fc.constantFrom('won' as const, 'lost' as const, 'no_decision' as const), at: fc.option(days), closedAt: fc.constant(null) })),
}), { maxLength: 20 });

test('start plus all movements is the end, to the cent', () => {
  fc.assert(fc.property(randomDeals, days, days, (parts, one, other) => {
    const log = aLog({ deals: parts.map((part, index) => aDeal({ id: `d${index}`, ...part })) });
    const answer = changesBetween(log, Math.min(one, other), Math.max(one, other));
    const cents = (major: number) => Math.round(major * 100);
    const moved = answer.movements.reduce((sum, movement) => sum + cents(movement.amount), 0);
    expect(cents(answer.start) + moved).toBe(cents(answer.end));
  }));
});
