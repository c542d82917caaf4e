import { describe, expect, test } from 'vitest';
import { dayMs, quarterEnd, type Company } from './company.ts';
import type { Planted } from './planted.ts';
import { writesOf } from './record/deal-records.ts';
import { touchesOf } from './record/touches.ts';
import { cell, companyOf, exportOf, livesOf, median, rowsOf, share } from './testing.ts';

const hundreds = Array.from({ length: 200 }, (_, seed) => companyOf(seed + 1000).planted);

describe('over two hundred companies', () => {
  test.each<[keyof Planted, (planted: Planted) => boolean]>([
    ['leak', (one) => one.leak === undefined],
    ['segment', (one) => one.segment === undefined],
    ['leakyColumn', (one) => !one.leakyColumn],
    ['idleActivity', (one) => one.idleActivity === undefined],
    ['bunching', (one) => one.bunching === 0],
    ['season', (one) => one.season === 0],
    ['quarterShock', (one) => one.quarterShock === 0],
    ['line', (one) => one.line === undefined],
    ['falseLine', (one) => one.falseLine === undefined],
    ['quiet', (one) => one.quiet === undefined],
    ['loud', (one) => one.loud === undefined],
    ['wordOfMouth', (one) => one.wordOfMouth === 0],
    ['supplierLists', (one) => one.supplierLists === undefined],
    ['media', (one) => one.media === undefined],
    ['tool', (one) => one.tool === undefined],
    ['action', (one) => one.action === undefined],
    ['gamed', (one) => one.gamed === undefined],
    ['disparity', (one) => one.disparity === undefined],
    ['effort', (one) => one.effort === 0],
    ['duplicates', (one) => one.duplicates === undefined],
    ['missing', (one) => one.missing === 0],
    ['answering', (one) => one.answering.misnames === 0],
  ])('%s is absent in about three in ten', (_, isAbsent) => {
    const share = hundreds.filter(isAbsent).length / hundreds.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.4);
  });

  test('strengths stay within what the page says', () => {
    for (const one of hundreds) {
      if (one.leak) expect([one.leak.waitFactor >= 1.8, one.leak.waitFactor <= 3, one.leak.extraLoss >= 0.12, one.leak.extraLoss <= 0.25]).toEqual([true, true, true, true]);
      if (one.segment) expect([Math.abs(one.segment.effect) >= 0.5, Math.abs(one.segment.effect) <= 1]).toEqual([true, true]);
      if (one.line) expect([Math.abs(one.line.effect) >= 0.5, Math.abs(one.line.effect) <= 0.9]).toEqual([true, true]);
      if (one.falseLine && one.line) expect(one.falseLine.attribute).not.toBe(one.line.attribute);
      if (one.quiet && one.loud) expect(one.quiet.kind).not.toBe(one.loud.kind);
      for (const [value, low, high] of [[one.wordOfMouth, 0.15, 0.35], [one.effort, 0.2, 0.4], [one.missing, 0.4, 0.9], [one.answering.misnames, 0.05, 0.2]] as const) expect(value === 0 || (value >= low && value <= high)).toBe(true);
      for (const [value, low, high] of [[one.bunching, 0.25, 0.45], [one.season, 0.1, 0.3], [one.quarterShock, 0.1, 0.35]] as const) expect(value === 0 || (value >= low && value <= high)).toBe(true);
    }
  });
});

/** The first companies that have, or lack, what is asked for. */
function companiesWhere(is: (planted: Planted) => boolean, count: number): Company[] {
  const found: Company[] = [];
  for (let seed = 300; found.length < count; seed += 1) {
    const company = companyOf(seed, 'S');
    if (is(company.planted)) found.push(company);
  }
  return found;
}

test('a leak holds its product in its stage longer and loses more of it there', () => {
  const ratios = companiesWhere((one) => one.leak !== undefined, 4).map((company) => {
    const leak = company.planted.leak as NonNullable<Planted['leak']>;
    const stays = livesOf(company).flatMap((life) => life.stays.flatMap((stay, at) => {
      const next = life.stays[at + 1];
      return stay.stage === leak.stage && next ? [{ leaks: life.product.name === leak.product, waitMs: next.from - stay.from }] : [];
    }));
    return median(stays.filter((stay) => stay.leaks).map((stay) => stay.waitMs)) / median(stays.filter((stay) => !stay.leaks).map((stay) => stay.waitMs));
  });
  expect(median(ratios)).toBeGreaterThan(1.5);
});

test('companies of the planted size band win more, or less, as the sign of the effect says', () => {
  const gap = (company: Company): number => {
    const { sizeBand } = company.planted.segment as NonNullable<Planted['segment']>;
    const lives = livesOf(company);
    const winRate = (isIn: boolean): number => share(lives.filter((life) => (life.account.sizeBand === sizeBand) === isIn), (life) => life.ending === 'won');
    return winRate(true) - winRate(false);
  };
  const mean = (companies: readonly Company[]): number => companies.reduce((sum, company) => sum + gap(company), 0) / companies.length;
  expect(mean(companiesWhere((one) => (one.segment?.effect ?? 0) > 0, 3))).toBeGreaterThan(0.06);
  expect(mean(companiesWhere((one) => (one.segment?.effect ?? 0) < 0, 3))).toBeLessThan(-0.06);
});

test('a season opens more deals in spring than in autumn', () => {
  const lean = (companies: readonly Company[]): number => {
    const months = companies.flatMap(livesOf).map((life) => new Date(life.createdAt).getUTCMonth());
    return months.filter((month) => month >= 2 && month <= 4).length / months.filter((month) => month >= 8 && month <= 10).length;
  };
  expect(lean(companiesWhere((one) => one.season > 0.2, 3))).toBeGreaterThan(1.15 * lean(companiesWhere((one) => one.season === 0, 3)));
});

test('bunching closes more wins in the last days of a quarter', () => {
  const late = (companies: readonly Company[]): number => share(companies.flatMap(livesOf).filter((life) => life.ending === 'won'), (life) => quarterEnd(life.endsAt) - life.endsAt < 9 * dayMs);
  expect(late(companiesWhere((one) => one.bunching > 0, 3))).toBeGreaterThan(1.5 * late(companiesWhere((one) => one.bunching === 0, 3)));
});

test('the leaky column tells the outcome, is empty before it, and is empty everywhere where it was not planted', () => {
  const [leaky, clean] = [companiesWhere((one) => one.leakyColumn, 1)[0], companiesWhere((one) => !one.leakyColumn, 1)[0]] as [Company, Company];
  const rows = rowsOf(exportOf(leaky), 'opportunities.csv');
  const scores = (stage: string): number[] => rows.filter((row) => row['Stage'] === stage).map((row) => Number(cell(row, 'Fit Score')));
  expect(median(scores('Closed Won')) - median(scores('Closed Lost'))).toBeGreaterThan(30);
  expect(rowsOf(exportOf(clean), 'opportunities.csv').every((row) => row['Fit Score'] === '')).toBe(true);
});

/** How much more of an activity a week of a deal that will be won brings than a week of one that will not. */
function leanOf(company: Company, isAsked: (type: string) => boolean): number {
  const pace = (isWon: boolean): number => {
    const lives = livesOf(company).filter((life) => (life.ending === 'won') === isWon && life.endsAt < company.endMs && life.endsAt - life.createdAt > 30 * dayMs);
    const touches = lives.reduce((sum, life) => sum + touchesOf(company, life).filter((touch) => isAsked(touch.type)).length, 0);
    return touches / lives.reduce((sum, life) => sum + life.endsAt - life.createdAt, 0);
  };
  return pace(true) / pace(false);
}

test('the idle activity comes at one pace in deals won and lost; the others lean towards the won', () => {
  const companies = companiesWhere((one) => one.idleActivity === 'Call', 2);
  for (const company of companies) {
    expect(Math.abs(leanOf(company, (type) => type === 'Call') - 1)).toBeLessThan(0.12);
    expect(leanOf(company, (type) => type === 'Email')).toBeGreaterThan(1.2);
  }
  for (const company of companiesWhere((one) => one.idleActivity === undefined, 2)) expect(leanOf(company, (type) => type === 'Call')).toBeGreaterThan(1.2);
});

test('more noise means later recording and more deals left open after their end', () => {
  const [low, high] = [companyOf(5, 'S'), companyOf(5, 'S')].map((company, at) => ({ ...company, noise: at === 0 ? 0.5 : 1.6 })) as [Company, Company];
  const delay = (company: Company): number => livesOf(company).reduce((sum, life) => {
    const written = writesOf(company, life).find((write) => write.set.stage?.startsWith('Closed') === true);
    return sum + (written ? written.at - life.endsAt : 0);
  }, 0);
  expect(delay(high)).toBeGreaterThan(2 * delay(low));
  const zombies = (company: Company): number => livesOf(company).filter((life) => life.zombie).length;
  expect(zombies(high)).toBeGreaterThan(zombies(low));
});
