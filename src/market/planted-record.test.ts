import { expect, test } from 'vitest';
import { dayMs, momentAt, type Company } from './company.ts';
import { answersOf } from './record/buyer-answers.ts';
import { writesOf } from './record/deal-records.ts';
import { copiesOf } from './record/duplicates.ts';
import { toolUseOf } from './record/tool-use.ts';
import { isGaming, touchesOf } from './record/touches.ts';
import { cell, companiesFrom, exportOf, livesOf, mean, median, moment, rowsOf, share, withPlanted, type Row } from './testing.ts';
import type { DealLife } from './world/deal-life.ts';

const four = companiesFrom(930, 4);
const planted = (change: Parameters<typeof withPlanted>[1]): Company[] => four.map((company) => withPlanted(company, { media: undefined, ...change }));
const both = (companies: readonly Company[]): Array<{ company: Company; life: DealLife }> => companies.flatMap((company) => livesOf(company).map((life) => ({ company, life })));
const isOver = ({ company, life }: { company: Company; life: DealLife }): boolean => life.endsAt < company.endMs;

test('the tool is used on deals that promise well, and changes none of them', () => {
  const tool = { name: 'Proposal Studio', from: 0.4, lean: 1, monthlyCost: 1000 };
  const later = both(planted({ tool })).filter(({ company, life }) => life.createdAt > momentAt(company, tool.from) && life.endsAt - life.createdAt > 40 * dayMs);
  const [used, others] = [true, false].map((is) => later.filter(({ company, life }) => (toolUseOf(company, life) !== null) === is)) as [typeof later, typeof later];
  const wins = (deals: typeof later): number => share(deals, ({ life }) => life.ending === 'won');
  expect(wins(used) - wins(others)).toBeGreaterThan(0.05);
  const untouched = new Map(both(planted({ tool: undefined })).map(({ company, life }) => [`${company.seed} ${life.id}`, life.ending]));
  for (const { company, life } of later) expect(untouched.get(`${company.seed} ${life.id}`)).toBe(life.ending);
  expect(planted({ tool: undefined }).flatMap((company) => exportOf(company).map((table) => table.file))).not.toContain('tool_log.csv');
});

test('gaming reps log calls at the end of the month, from a day on, in deals won and lost alike', () => {
  const gamed = { type: 'Call', from: 0.5, reps: 0.4, perWeek: 0.6 };
  const calls = both(planted({ gamed })).flatMap(({ company, life }) => touchesOf(company, life).filter((touch) => touch.id.includes('-C')).map((touch) => ({ company, life, touch })));
  expect(calls.length).toBeGreaterThan(200);
  for (const { company, life, touch } of calls) {
    expect(isGaming(company, life.rep)).toBe(true);
    expect(touch.at).toBeGreaterThan(momentAt(company, gamed.from) - 5 * dayMs);
    expect(new Date(touch.at + 5 * dayMs).getUTCMonth()).not.toBe(new Date(touch.at).getUTCMonth());
  }
  const pace = (isWon: boolean): number => {
    const deals = both(planted({ gamed })).filter(({ company, life }) => (life.ending === 'won') === isWon && isGaming(company, life.rep) && life.createdAt > momentAt(company, gamed.from) && isOver({ company, life }));
    return deals.reduce((sum, { company, life }) => sum + touchesOf(company, life).filter((touch) => touch.id.includes('-C')).length, 0) / deals.reduce((sum, { life }) => sum + life.endsAt - life.createdAt, 0);
  };
  expect(Math.abs(pace(true) / pace(false) - 1)).toBeLessThan(0.35);
  expect(both(planted({ gamed: undefined })).slice(0, 300).some(({ company, life }) => touchesOf(company, life).some((touch) => touch.id.includes('-C')))).toBe(false);
});

test('where effort follows the score, late stages get more touches than they would', () => {
  const lateShare = (effort: number): number => mean(planted({ effort, gamed: undefined }).map((company) => {
    const touches = livesOf(company).slice(0, 400).flatMap((life) => {
      const late = life.stays.find((stay) => stay.stage === 'Negotiation')?.from;
      return late === undefined ? [] : touchesOf(company, life).map((touch) => touch.at > late);
    });
    return share(touches, (isLate) => isLate);
  }));
  expect(lateShare(0.4)).toBeGreaterThan(1.15 * lateShare(0));
});

test('the country that is treated worse waits longer for answers, and gets less of a discount', () => {
  const unfair = planted({ disparity: { country: 'Poland', responseFactor: 2.2, discount: 0.06 } });
  const wins = both(unfair).filter(({ life }) => life.ending === 'won');
  const paid = (isThere: boolean): number => median(wins.filter(({ life }) => (life.account.country === 'Poland') === isThere).map(({ life }) => life.lastAmount / life.firstAmount));
  expect(paid(true) - paid(false)).toBeGreaterThan(0.02);
  const waits = (companies: readonly Company[], isThere: boolean): number => median(companies.flatMap((company) => {
    const countries = new Map(livesOf(company).map((life) => [life.account.name, life.account.country]));
    return rowsOf(exportOf(company), 'leads.csv').filter((row) => row['First Response Date'] !== '' && (countries.get(cell(row, 'Company')) === 'Poland') === isThere).map((row) => moment(row, 'First Response Date') - moment(row, 'Created Date'));
  }));
  expect(waits(unfair, true) / waits(unfair, false)).toBeGreaterThan(1.5);
  const fair = planted({ disparity: undefined });
  expect(Math.abs(waits(fair, true) / waits(fair, false) - 1)).toBeLessThan(0.4);
});

test('buyers answer more after a win, less where somebody out of sight decided, and some name what is visible', () => {
  const answering = { responds: 0.3, wonLean: 0.8, shyLean: 0.6, misnames: 0.2 };
  const asked = (change: typeof answering) => both(planted({ answering: change })).flatMap(({ company, life }) => answersOf(company, life).map((answer) => ({ life, answer })));
  const leaning = asked(answering);
  const answered = (all: typeof leaning, isIn: (one: (typeof leaning)[number]) => boolean): number => share(all.filter(isIn), ({ answer }) => answer.answeredAt !== null);
  expect(answered(leaning, ({ life }) => life.ending === 'won') - answered(leaning, ({ life }) => life.ending !== 'won')).toBeGreaterThan(0.06);
  expect(answered(leaning, ({ answer }) => answer.truly === 'boss' || answer.truly === 'colleague') - answered(leaning, ({ answer }) => answer.truly === 'search' || answer.truly === 'our material')).toBeLessThan(0);
  expect(share(leaning, ({ answer }) => answer.said !== answer.truly)).toBeGreaterThan(0.15);
  expect(asked({ ...answering, misnames: 0 }).every(({ answer }) => answer.said === answer.truly)).toBe(true);
});

test('second records repeat accounts and contacts as often as planted, and never where none were', () => {
  const copies = planted({ duplicates: { accounts: 0.05, contacts: 0.08 } }).map(copiesOf);
  expect(mean(copies.map(({ accounts }) => accounts.length / 360))).toBeGreaterThan(0.03);
  expect(mean(copies.map(({ contacts }) => contacts.length / 1620))).toBeGreaterThan(0.05);
  const [clean] = planted({ duplicates: undefined });
  expect(copiesOf(clean as Company)).toEqual({ accounts: [], contacts: [] });
  const filed = planted({ duplicates: { accounts: 0.05, contacts: 0.08 } }).flatMap((company) => {
    const seconds = new Set(copiesOf(company).accounts.map((copy) => copy.id));
    return rowsOf(exportOf(company), 'opportunities.csv').filter((row) => seconds.has(cell(row, 'Account ID')));
  });
  expect(filed.length).toBeGreaterThan(3);
});

test('amounts, industries and titles are missing where nobody cared, and evenly where that was not planted', () => {
  const emptyAmount = (missing: number): number => {
    const empty = both(planted({ missing })).filter(({ company, life }) => writesOf(company, life)[0]?.set.amount === null);
    return mean(empty.map(({ life }) => life.readiness));
  };
  expect(emptyAmount(0.9)).toBeLessThan(-0.4);
  expect(Math.abs(emptyAmount(0))).toBeLessThan(0.2);
  const blank = (missing: number, file: string, column: string, isIn: (row: Row) => boolean): number => mean(planted({ missing, duplicates: undefined }).map((company) => share(rowsOf(exportOf(company), file).filter(isIn), (row) => row[column] === '')));
  expect(blank(0.9, 'accounts.csv', 'Industry', (row) => row['Size Band'] === '1-49')).toBeGreaterThan(0.15);
  expect(blank(0.9, 'accounts.csv', 'Industry', (row) => row['Size Band'] !== '1-49')).toBe(0);
  expect(blank(0, 'contacts.csv', 'Title', () => true)).toBe(0);
  expect(blank(0.9, 'contacts.csv', 'Title', () => true)).toBeGreaterThan(0.08);
});

test('followers of the loud one come to the site, whatever they buy; without one, they do not', () => {
  const visits = (loud: boolean): number => mean(planted({ loud: loud ? { kind: 'press', name: 'X', visits: 0.2 } : undefined }).map((company) => rowsOf(exportOf(company), 'web_visits.csv').filter((row) => row['Referrer'] === 'press').length));
  expect(visits(true)).toBeGreaterThan(500);
  expect(visits(false)).toBe(0);
});
