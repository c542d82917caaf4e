import { expect, test } from 'vitest';
import type { ColumnAnswer } from '../model/index.ts';
import { chooseMethod, duelsOf, type ScoredDeal } from './evidence.ts';
import { columnFamily, modelFamily } from './model-families.ts';

/** Deals of six quarters; the model is sure and right, the table says what the rate says. */
const scored: ScoredDeal[] = Array.from({ length: 240 }, (_, n) => ({ quarter: `Q${n % 6}`, week: 4, deal: `d${n}`, won: n % 3 === 0 ? 1 as const : 0 as const, chance: { trees: 1 / 3, hazard: n % 3 === 0 ? 0.8 : 0.1, stage_age: 1 / 3, base_rate: 1 / 3 } }));

test('the register of models agrees with the choice that was made', () => {
  const family = modelFamily([{ validation: 'time', tried: duelsOf(scored) }]);
  expect(chooseMethod(scored)).toBe('hazard');
  expect(family.comparisons.map((one) => [one.id, one.verdict, one.confirmedLater])).toEqual([
    ['deals:stage_age:base_rate', 'not_claimed', null], ['deals:hazard:base_rate', 'claimed', true], ['deals:hazard:stage_age', 'claimed', true],
    ['deals:trees:base_rate', 'not_claimed', null], ['deals:trees:stage_age', 'not_claimed', null], ['deals:trees:hazard', 'not_claimed', null],
  ]);
  expect(family.comparisons[1]).toMatchObject({ says: 'The pooled model of a deal’s weeks against the plain win rate, on deals', found: expect.stringMatching(/^log loss better by 0\.\d{3} /) });
});

test('too few deals make no comparison, and without dates nothing is confirmed later', () => {
  expect(modelFamily([{ validation: 'time', tried: duelsOf(scored.slice(0, 20)) }]).tested).toBe(0);
  expect(modelFamily([{ validation: 'grouped', tried: duelsOf(scored) }]).confirmed).toBe(0);
});

const column = (name: string, change: Partial<ColumnAnswer>): ColumnAnswer => ({ column: name, kind: 'deal', status: 'used', rule: 'used', why: 'no rule speaks against it', aucAlone: 0.52, missingOpen: 0, missingClosed: 0, values: 5, ...change });

test('columns count where they were held against the outcome, and are findings where that decided', () => {
  const family = columnFamily([
    column('Region', {}), column('Tags', { status: 'refused', rule: 'filled_afterwards', why: 'missing on 68 % of open and 0 % of closed rows' }),
    column('Id', { status: 'refused', rule: 'identifier', why: 'a number of its own on every row' }), column('Note', { aucAlone: null, missingOpen: null, missingClosed: null }),
  ]);
  expect(family.comparisons.map((one) => [one.id, one.verdict])).toEqual([['deal:Region', 'not_claimed'], ['deal:Tags', 'claimed'], ['deal:Id', 'not_claimed']]);
  expect([family.byChance, family.expectedFalse]).toEqual([null, null]);
});
