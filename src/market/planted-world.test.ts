import { expect, test } from 'vitest';
import { dayMs, momentAt, type Company } from './company.ts';
import { companiesFrom, livesOf, mean, median, share, winGap, withPlanted } from './testing.ts';
import { holdOut, upliftOf } from './truth/trial.ts';
import { truth, unseenShare } from './truth/truth.ts';
import { friendOf, isOnLine, listensToQuiet, satisfactionOf, supplierListOf } from './world/buyer-leanings.ts';
import { influenceShares } from './world/buying-group.ts';
import type { DealLife } from './world/deal-life.ts';

const six = companiesFrom(900, 6);
/** What comes of all deals of the six companies with something planted in each. */
const deals = (change: Parameters<typeof withPlanted>[1]): Array<{ company: Company; life: DealLife }> => six.map((company) => withPlanted(company, { media: undefined, ...change })).flatMap((company) => livesOf(company).map((life) => ({ company, life })));
const gap = (all: ReturnType<typeof deals>, isIn: (company: Company, life: DealLife) => boolean): number => {
  const inside = new Set(all.filter(({ company, life }) => isIn(company, life)).map(({ life }) => life));
  return winGap(all.map(({ life }) => life), (life) => inside.has(life));
};

test('across a line buyers buy more, or less, and at another pace', () => {
  const line = { attribute: 'purchasing', value: 'Central', effect: 0.8, paceFactor: 1.4 } as const;
  const more = deals({ line });
  expect(gap(more, (company, life) => isOnLine(company, life.account))).toBeGreaterThan(0.08);
  expect(gap(deals({ line: { ...line, effect: -0.8 } }), (company, life) => isOnLine(company, life.account))).toBeLessThan(-0.08);
  const days = (isIn: boolean): number => median(more.filter(({ life }) => (life.account.purchasing === 'Central') === isIn).map(({ life }) => life.endsAt - life.createdAt));
  expect(days(true) / days(false)).toBeGreaterThan(1.2);
});

test('a false line goes with the true one, and does nothing by itself', () => {
  const all = deals({ line: { attribute: 'ownership', value: 'Family', effect: 0.9, paceFactor: 1.3 }, falseLine: { attribute: 'purchasing', value: 'Central', agreement: 0.8 } });
  expect(share(all, ({ life }) => (life.account.purchasing === 'Central') === (life.account.ownership === 'Family'))).toBeGreaterThan(0.72);
  expect(gap(all, (_, life) => life.account.purchasing === 'Central')).toBeGreaterThan(0.04);
  const within = ['Family', 'Group'].map((ownership) => gap(all.filter(({ life }) => life.account.ownership === ownership), (_, life) => life.account.purchasing === 'Central'));
  expect(Math.abs(mean(within))).toBeLessThan(0.035);
  const none = deals({ line: undefined, falseLine: { attribute: 'purchasing', value: 'Central', agreement: 0.8 } });
  expect(Math.abs(gap(none, (_, life) => life.account.purchasing === 'Central'))).toBeLessThan(0.035);
});

test('the quiet one moves those who listen; without one, nobody listens', () => {
  const all = deals({ quiet: { kind: 'consultant', name: 'Dr. X', reach: 0.3, effect: 0.9, share: 0.5 } });
  expect(gap(all, (company, life) => listensToQuiet(company, life.account.index))).toBeGreaterThan(0.1);
  const weight = (listens: boolean): number => mean(all.filter(({ company, life }) => listensToQuiet(company, life.account.index) === listens).map(({ company, life }) => influenceShares(company, life).consultant));
  expect(weight(true)).toBeGreaterThan(0.5);
  expect(weight(false)).toBeLessThan(0.2);
  expect(deals({ quiet: undefined }).some(({ company, life }) => listensToQuiet(company, life.account.index))).toBe(false);
});

test('the loud one weighs next to nothing', () => {
  const press = (loud: boolean): number => mean(deals({ loud: loud ? { kind: 'press', name: 'X', visits: 0.15 } : undefined }).map(({ company, life }) => influenceShares(company, life).press));
  expect(press(true)).toBeLessThan(0.01);
  expect(press(false)).toBeGreaterThan(0.02);
});

test('shares of influence sum to one, and what is unseen depends on what a tracker sees', () => {
  const company = six[0] as Company;
  const told = truth(company);
  expect(Object.values(told.influence).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  for (const life of livesOf(company).slice(0, 50)) expect(Object.values(influenceShares(company, life)).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 9);
  const unseen = unseenShare(told, ['search', 'online community', 'our material', 'press'], company.endMs);
  expect(unseen).toBeGreaterThan(0.5);
  expect(unseen).toBeLessThan(0.98);
  expect(unseenShare(told, [], company.endMs)).toBe(1);
  for (const deal of told.deals) expect(deal.group.length).toBeGreaterThanOrEqual(2);
  expect(share(told.deals.flatMap((deal) => deal.group), (one) => one.contact === null)).toBeGreaterThan(0.1);
});

test('word of mouth: deals fare better where a content customer talks', () => {
  const lean = (wordOfMouth: number): number => {
    const heard = deals({ wordOfMouth }).flatMap(({ company, life }) => {
      const friend = friendOf(company, life.account.index, life.createdAt);
      return friend === null ? [] : [{ company, life, satisfaction: satisfactionOf(company, friend) }];
    });
    return gap(heard, (company, life) => satisfactionOf(company, friendOf(company, life.account.index, life.createdAt) as number) > 0);
  };
  expect(lean(0.35)).toBeGreaterThan(lean(0) + 0.05);
});

test('those who keep a list on which the seller does not stand buy less', () => {
  expect(gap(deals({ supplierLists: { share: 0.4, effect: 1.2 } }), (company, life) => supplierListOf(company, life.account.index) === 'not listed')).toBeLessThan(-0.12);
  expect(deals({ supplierLists: undefined }).every(({ company, life }) => supplierListOf(company, life.account.index) === 'none')).toBe(true);
});

test('bad news loses open deals of its industries within a month, and none elsewhere', () => {
  const media = { industries: ['Food', 'Energy'], at: [0.4, 0.55, 0.7], loses: 0.35, meanDays: 10 };
  const lostSoon = (isIn: boolean): number => {
    const open = deals({ media }).flatMap(({ company, life }) => media.at.map((at) => momentAt(company, at)).filter((at) => life.createdAt < at && life.endsAt > at && media.industries.includes(life.account.industry) === isIn).map((at) => life.ending !== 'won' && life.endsAt - at < 30 * dayMs));
    return share(open, (isLost) => isLost);
  };
  expect(lostSoon(true) - lostSoon(false)).toBeGreaterThan(0.12);
});

test('a hold-out finds the uplift that was planted, where it was planted, and nothing where there is none', () => {
  const action = { name: 'Visit with an engineer', family: 'Meter', inFamily: 0.25, elsewhere: 0, harmed: '1-49', harm: 0.1 };
  const found = (isIn: (life: DealLife) => boolean, planted: typeof action | undefined): { seen: number; truly: number } => {
    const trials = six.map((company) => withPlanted(company, { action: planted, media: undefined })).flatMap((company) => {
      const lives = new Map(livesOf(company).map((life) => [life.id, life]));
      return holdOut(company, { key: 'a', treated: 0.5, from: company.startMs, until: company.endMs }).filter((deal) => isIn(lives.get(deal.id) as DealLife));
    });
    const rate = (treated: boolean): number => share(trials.filter((deal) => deal.treated === treated), (deal) => deal.isWon);
    return { seen: rate(true) - rate(false), truly: mean(trials.map((deal) => deal.uplift)) };
  };
  const helped = found((life) => life.product.family === 'Meter' && life.account.sizeBand !== '1-49', action);
  expect(helped.truly).toBeGreaterThan(0.2);
  expect(Math.abs(helped.seen - helped.truly)).toBeLessThan(0.06);
  const harmed = found((life) => life.account.sizeBand === '1-49', action);
  expect(harmed.truly).toBeLessThan(-0.07);
  expect(Math.abs(harmed.seen - harmed.truly)).toBeLessThan(0.06);
  const nothing = found(() => true, undefined);
  expect(nothing.truly).toBe(0);
  expect(Math.abs(nothing.seen)).toBeLessThan(0.04);
  const company = withPlanted(six[0] as Company, { action: undefined });
  expect(upliftOf(company, 'OPP-000007')).toBe(0);
  expect(() => upliftOf(company, 'OPP-999999')).toThrow('no deal OPP-999999');
});

test('the leak is priced as what would have been won without it', () => {
  const leak = { stage: 'Proposal', product: 'Meter One', waitFactor: 2, extraLoss: 0.25 };
  const priced = six.map((company) => truth(withPlanted(company, { leak, media: undefined })).leak);
  const sum = (of: 'wouldHaveWonPerQuarter' | 'expectedPerQuarter'): number => priced.reduce((total, price) => total + (price?.[of] ?? 0), 0);
  expect(sum('expectedPerQuarter')).toBeGreaterThan(0);
  expect(sum('wouldHaveWonPerQuarter') / sum('expectedPerQuarter')).toBeGreaterThan(0.75);
  expect(sum('wouldHaveWonPerQuarter') / sum('expectedPerQuarter')).toBeLessThan(1.3);
  for (const price of priced) expect([price?.oraclePower.byWaits, price?.oraclePower.byLosses].every((power) => power !== undefined && power > 0.9 && power <= 1)).toBe(true);
  const faint = truth(withPlanted(six[0] as Company, { leak: { ...leak, extraLoss: 0.01, waitFactor: 1.02 } })).leak?.oraclePower;
  expect(Math.max(faint?.byLosses ?? 1, faint?.byWaits ?? 1)).toBeLessThan(0.5);
  expect(truth(withPlanted(six[0] as Company, { leak: undefined })).leak).toBeNull();
});
