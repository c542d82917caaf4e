import { describe, expect, test } from 'vitest';
import { dayMs, momentAt, quarterEnd, quarterStart, type Company } from '../company.ts';
import { dealLife } from '../world/deal-life.ts';
import { normalAbove, tailAbove } from './normal-curve.ts';
import { Chance } from '../chance.ts';
import { oracleAt, type OracleChance } from './oracle.ts';
import { oracleQuarter } from './oracle-quarter.ts';
import { companyOf } from '../testing.ts';

interface Judged extends OracleChance {
  readonly isWon: boolean;
  readonly isWonInQuarter: boolean;
}

const shares = [0.3, 0.45, 0.6, 0.75];
const dates = (company: Company): number[] => shares.map((share) => Math.floor(company.startMs + share * (company.endMs - company.startMs)));

function judged(company: Company, at: number): Judged[] {
  const lives = new Map(Array.from({ length: company.deals }, (_, index) => dealLife(company, index)).map((life) => [life.id, life]));
  return oracleAt(company, at, 60).map((chance) => {
    const life = lives.get(chance.id);
    const isWon = life?.ending === 'won';
    return { ...chance, isWon, isWonInQuarter: isWon && life.endsAt < quarterEnd(at) };
  });
}

/** Nobody can foresee bad news, the oracle neither: its chances are judged where none comes. */
const calm = (company: Company): Company => ({ ...company, planted: { ...company.planted, media: undefined } });

const all = Array.from({ length: 20 }, (_, seed) => calm(companyOf(seed + 600, 'S'))).flatMap((company) => dates(company).flatMap((at) => judged(company, at)));
const running = all.filter((one) => !one.isOver);

/** Wins less chances, in standard deviations of what chances alone would give. */
function excess(deals: readonly Judged[], chance: (deal: Judged) => number, came: (deal: Judged) => boolean): number {
  const sum = deals.reduce((total, deal) => total + (came(deal) ? 1 : 0) - chance(deal), 0);
  return sum / Math.sqrt(deals.reduce((total, deal) => total + chance(deal) * (1 - chance(deal)), 0));
}

describe('chances of open deals hold over many companies', () => {
  test.each<[string, (deal: Judged) => boolean]>([
    ['all', () => true],
    ['below a tenth', (deal) => deal.win < 0.1],
    ['from a tenth to four tenths', (deal) => deal.win >= 0.1 && deal.win < 0.4],
    ['from four to seven tenths', (deal) => deal.win >= 0.4 && deal.win < 0.7],
    ['from seven tenths', (deal) => deal.win >= 0.7],
  ])('%s', (_, isIn) => {
    const deals = running.filter(isIn);
    expect(deals.length).toBeGreaterThan(400);
    expect(Math.abs(excess(deals, (deal) => deal.win, (deal) => deal.isWon))).toBeLessThan(3.5);
    expect(Math.abs(excess(deals, (deal) => deal.winInQuarter, (deal) => deal.isWonInQuarter))).toBeLessThan(3.5);
  });
});

test('the oracle tells far more than the win rate does', () => {
  const rate = running.filter((deal) => deal.isWon).length / running.length;
  const brier = (chance: (deal: Judged) => number): number => running.reduce((sum, deal) => sum + (chance(deal) - (deal.isWon ? 1 : 0)) ** 2, 0) / running.length;
  expect(brier((deal) => deal.win) / brier(() => rate)).toBeLessThan(0.8);
});

test('bad news that has been told counts, in the industries that it reached', () => {
  const at = 0.5;
  const deals = Array.from({ length: 20 }, (_, seed) => companyOf(seed + 600, 'S')).flatMap((company) => {
    const hit = { ...company, planted: { ...company.planted, media: { industries: ['Food', 'Energy'], at: [at], loses: 0.4, meanDays: 12 } } };
    const industries = new Map(Array.from({ length: hit.deals }, (_, index) => dealLife(hit, index)).map((life) => [life.id, life.account.industry]));
    return judged(hit, momentAt(hit, at) + 3 * dayMs).filter((deal) => !deal.isOver && ['Food', 'Energy'].includes(industries.get(deal.id) as string));
  });
  expect(deals.length).toBeGreaterThan(300);
  expect(Math.abs(excess(deals, (deal) => deal.win, (deal) => deal.isWon))).toBeLessThan(3);
  expect(deals.filter((deal) => deal.win < 0.01).length / deals.length).toBeGreaterThan(0.1);
});

test('a deal that is over is known to be over, and no chance to win in the quarter exceeds that to win at all', () => {
  for (const deal of all) expect(deal.winInQuarter).toBeLessThanOrEqual(deal.win + 1e-12);
  for (const deal of all.filter((one) => one.isOver)) expect([deal.win, deal.winInQuarter]).toEqual(deal.isWon ? [1, 1] : [0, 0]);
});

test('chances are the same whenever they are asked for, and know nothing that comes later', () => {
  const company = companyOf(601);
  const at = company.startMs + 700 * dayMs;
  expect(oracleAt(company, at, 40)).toEqual(oracleAt(company, at, 40));
  const later = { ...company, planted: { ...company.planted, leakyColumn: !company.planted.leakyColumn } };
  expect(oracleAt(later, at, 40)).toEqual(oracleAt(company, at, 40));
});

test('the tail of the normal curve, and draws from it, are those of the tables', () => {
  for (const [z, tail] of [[0, 0.5], [1, 0.158655254], [-1, 0.841344746], [2.5, 0.006209665], [3, 0.001349898], [4, 0.0000316712]] as const) expect(tailAbove(z)).toBeCloseTo(tail, 8);
  for (const [low, mean] of [[1, 1.525135], [2.5, 2.822738], [-0.5, 0.509160]] as const) {
    const chance = new Chance('tail', low);
    const drawn = Array.from({ length: 20_000 }, () => normalAbove(chance, low));
    expect(Math.min(...drawn)).toBeGreaterThan(low);
    expect(Math.abs(drawn.reduce((sum, z) => sum + z, 0) / drawn.length - mean)).toBeLessThan(0.02);
  }
});

test('the oracle of a quarter covers what came as often as its range says', () => {
  let covered = 0;
  let quarters = 0;
  let below = 0;
  for (let seed = 640; seed < 660; seed += 1) {
    const company = calm(companyOf(seed, 'S'));
    const lives = Array.from({ length: company.deals }, (_, index) => dealLife(company, index));
    for (const share of [0.5, 0.6, 0.7, 0.8]) {
      const start = quarterStart(momentAt(company, share));
      const { totals, wonSoFar } = oracleQuarter(company, start + 28 * dayMs, 200);
      const came = lives.filter((life) => life.ending === 'won' && life.endsAt >= start && life.endsAt < quarterEnd(start)).reduce((sum, life) => sum + life.lastAmount, 0);
      expect(came).toBeGreaterThanOrEqual(wonSoFar);
      const [low, high] = [totals[20] as number, totals[179] as number];
      covered += came >= low && came <= high ? 1 : 0;
      below += came < (totals[100] as number) ? 1 : 0;
      quarters += 1;
    }
  }
  expect(covered / quarters).toBeGreaterThan(0.68);
  expect(covered / quarters).toBeLessThan(0.92);
  expect(below / quarters).toBeGreaterThan(0.35);
  expect(below / quarters).toBeLessThan(0.65);
});
