import fc from 'fast-check';
import { expect, test } from 'vitest';
import { comparisonsAnswerSchema, familyOf, registerOf, type ComparisonMade, type Judging } from './index.ts';

const about = { family: 'leaks', asks: 'Where?', rule: 'A rule.', confirmation: 'Later.' } as const;
const comparison = fc.record({
  id: fc.uuid(), says: fc.string(), found: fc.option(fc.string()), pValue: fc.option(fc.double({ min: 0, max: 1, noNaN: true })), qValue: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
  verdict: fc.constantFrom('claimed' as const, 'not_claimed' as const, 'lapsed' as const), confirmedLater: fc.option(fc.boolean()),
});
const judging = fc.constantFrom<Judging[]>({ falseDiscoveryRate: 0.1 }, { levelOfEach: 0.025 }, 'no test of chance');

test('a family counts what it lists, and never expects more false findings than it claims', () => {
  fc.assert(fc.property(fc.array(comparison, { maxLength: 40 }), judging, (comparisons, how) => {
    const family = familyOf({ ...about, comparisons }, how);
    expect(family.tested).toBe(comparisons.length);
    expect(family.claimed + family.lapsed + comparisons.filter((one) => one.verdict === 'not_claimed').length).toBe(family.tested);
    expect(family.confirmed).toBeLessThanOrEqual(family.claimed);
    expect(family.expectedFalse ?? 0).toBeLessThanOrEqual(family.claimed);
    expect([family.byChance === null, family.expectedFalse === null]).toEqual(Array.from({ length: 2 }, () => how === 'no test of chance'));
  }));
});

test('the order of comparisons changes no count', () => {
  fc.assert(fc.property(fc.array(comparison, { maxLength: 20 }), judging, (comparisons, how) => {
    const counts = (list: readonly ComparisonMade[]) => ({ ...familyOf({ ...about, comparisons: [...list] }, how), comparisons: [] });
    expect(counts(comparisons.toReversed())).toEqual(counts(comparisons));
  }));
});

test('the register adds its families up, and says so where nothing was compared', () => {
  const made = (verdict: ComparisonMade['verdict']): ComparisonMade => ({ id: verdict, says: 'this against that', found: null, pValue: 0.01, qValue: 0.02, verdict, confirmedLater: null });
  const families = [familyOf({ ...about, comparisons: [made('claimed'), made('not_claimed')] }, { falseDiscoveryRate: 0.1 }), familyOf({ ...about, family: 'models', comparisons: [made('claimed')] }, { levelOfEach: 0.025 })];
  expect(comparisonsAnswerSchema.parse(registerOf(families, '2026-11-20'))).toMatchObject({ tested: 3, claimed: 2, sentence: '3 comparisons were made and are listed here; 2 findings came of them.' });
  expect(registerOf([], '2026-11-20').sentence).toBe('No comparison was made yet: there is too little to compare.');
});
