import { describe, expect, test } from 'vitest';
import { dayMs, openStages, type Company, type Size } from './company.ts';
import { dealLife } from './world/deal-life.ts';
import { cell, companyOf, exportOf, median, moment, rowsOf } from './testing.ts';
import { truth } from './truth/truth.ts';

/** Files of the largest size hold a hundred times as much as the smallest; this is what a hundredth and a tenth come to. */
const expected: Readonly<Record<'XS' | 'S', Readonly<Record<string, number>>>> = {
  XS: { accounts: 36, opportunities: 110, leads: 250, products: 8 },
  S: { accounts: 360, opportunities: 1100, leads: 2500, products: 8 },
};
const drawn: ReadonlyArray<readonly [Size & keyof typeof expected, number]> = [['XS', 21], ['XS', 22], ['XS', 23], ['S', 31], ['S', 32], ['S', 33], ['S', 34], ['S', 35]];

describe.each(drawn)('a company of size %s and seed %i', (size, seed) => {
  const company = companyOf(seed, size);
  const tables = exportOf(company);
  const deals = rowsOf(tables, 'opportunities.csv');
  const closed = deals.filter((row) => cell(row, 'Stage').startsWith('Closed'));

  test('wins between a fifth and nearly half of what it closes, in one to five months', () => {
    const rate = closed.filter((row) => row['Stage'] === 'Closed Won').length / closed.length;
    expect(rate).toBeGreaterThan(0.2);
    expect(rate).toBeLessThan(0.45);
    const cycle = median(closed.map((row) => (moment(row, 'Close Date') - moment(row, 'Created Date')) / dayMs));
    expect(cycle).toBeGreaterThan(30);
    expect(cycle).toBeLessThan(150);
  });

  test('has as many rows as its size says', () => {
    for (const [file, count] of Object.entries(expected[size])) {
      const rows = rowsOf(tables, `${file}.csv`).length;
      expect(rows, file).toBeGreaterThanOrEqual(count * 0.95);
      expect(rows, file).toBeLessThanOrEqual(file === 'accounts' ? count * 1.08 : count);
    }
    const perDeal = rowsOf(tables, 'activities.csv').length / deals.length;
    expect(perDeal).toBeGreaterThan(20);
    expect(perDeal).toBeLessThan(120);
  });

  test('has open deals in several stages, most of them young', () => {
    const open = deals.filter((row) => !cell(row, 'Stage').startsWith('Closed'));
    expect(open.length / deals.length).toBeGreaterThan(0.03);
    expect(open.length / deals.length).toBeLessThan(0.25);
    for (const row of open) expect(openStages).toContain(row['Stage']);
    expect(new Set(open.map((row) => row['Stage'])).size).toBeGreaterThanOrEqual(3);
  });
});

test('sellers differ: win rates and cycles of twenty companies spread', () => {
  const companies = Array.from({ length: 20 }, (_, seed) => companyOf(seed + 50));
  const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);
  expect(spread(companies.map((company) => company.winLogit))).toBeGreaterThan(0.4);
  expect(spread(companies.map((company) => company.cycleDays))).toBeGreaterThan(25);
  expect(new Set(companies.map((company) => company.name)).size).toBeGreaterThan(15);
});

interface Told {
  readonly oracle: number;
  readonly isWon: boolean;
  readonly leaks: boolean;
}

/** Nobody can foresee bad news, the oracle neither. */
const withoutBadNews = (company: Company): Company => ({ ...company, planted: { ...company.planted, media: undefined } });

const told: Told[] = Array.from({ length: 40 }, (_, at) => companyOf(41 + at, 'S')).map(withoutBadNews).flatMap((company) => Array.from({ length: company.deals }, (_, index) => {
  const life = dealLife(company, index);
  return { oracle: life.oracle, isWon: life.ending === 'won', leaks: life.product.name === company.planted.leak?.product };
}));

/** Every oracle is a probability, so wins less oracles must sum to mere noise in every group of deals. */
test.each<[string, (deal: Told) => boolean]>([
  ['all deals', () => true],
  ['products that leak', (deal) => deal.leaks],
  ['oracles below a fifth', (deal) => deal.oracle < 0.2],
  ['oracles from a fifth to a half', (deal) => deal.oracle >= 0.2 && deal.oracle < 0.5],
  ['oracles from a half', (deal) => deal.oracle >= 0.5],
])('the oracle is calibrated over %s', (_, isIn) => {
  const deals = told.filter(isIn);
  const excess = deals.reduce((sum, deal) => sum + (deal.isWon ? 1 : 0) - deal.oracle, 0);
  const deviation = Math.sqrt(deals.reduce((sum, deal) => sum + deal.oracle * (1 - deal.oracle), 0));
  expect(deals.length).toBeGreaterThan(3000);
  expect(Math.abs(excess / deviation)).toBeLessThan(3.5);
});

test('the truth names every deal of the company and what was planted', () => {
  const company = companyOf(41);
  const { deals, planted } = truth(company);
  expect(planted).toEqual(company.planted);
  expect(deals.map((deal) => deal.id)).toEqual(rowsOf(exportOf(company), 'opportunities.csv').map((row) => row['Opportunity ID']));
  for (const deal of deals) expect(deal.oracle > 0 && deal.oracle < 1).toBe(true);
});
