import { expect, test } from 'vitest';
import { randomStream } from '../../learn/index.ts';
import { DAY_MS } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { aDeal, aLog } from '../testing.ts';
import { dealsOfLeak, findLeaks } from './find-leaks.ts';

const stages = ['Qualify', 'Propose', 'Legal'];
const industries = ['retail', 'metal', 'food'];
const countries = ['DE', 'FR', 'IT', 'PL'];
const spanDays = 1400;
const asOf = spanDays * DAY_MS;

interface World {
  readonly deals: number;
  readonly seed: number;
  /** Multiplies the daily rate of losing and of moving on. */
  readonly lossTimes?: (stage: string, deal: DealLog) => number;
  readonly moveTimes?: (stage: string, deal: DealLog) => number;
}

/** Deals that pass through three stages at constant daily rates, whatever their segment unless told otherwise. */
function world({ deals, seed, lossTimes = () => 1, moveTimes = () => 1 }: World): Log {
  const random = randomStream(seed, 'leaks');
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  return aLog({ stageOrder: stages, deals: Array.from({ length: deals }, (_, index) => {
    const createdAt = random() * (spanDays - 30) * DAY_MS;
    const start = aDeal({ id: `d${index}`, createdAt, stable: { industry: pick(industries), country: pick(countries) }, amountCents: [{ at: createdAt, value: 1_000_000 }] });
    return live(start, random, lossTimes, moveTimes);
  }) });
}

function live(start: DealLog, random: () => number, lossTimes: NonNullable<World['lossTimes']>, moveTimes: NonNullable<World['moveTimes']>): DealLog {
  const entries: Array<{ at: number; value: string }> = [];
  let at = start.createdAt as number;
  for (const stage of stages) {
    entries.push({ at, value: stage });
    const loss = 0.012 * lossTimes(stage, start);
    const move = 0.03 * moveTimes(stage, start);
    at += (-Math.log(1 - random()) / (loss + move)) * DAY_MS;
    const lost = random() < loss / (loss + move);
    if (at > asOf) return { ...start, stage: entries, hasStageHistory: true };
    if (lost) return { ...start, stage: entries, hasStageHistory: true, outcome: { kind: 'lost', at, closedAt: at } };
  }
  return { ...start, stage: entries, hasStageHistory: true, outcome: { kind: 'won', at, closedAt: at } };
}

test('a segment that loses twice as often in one stage is found, confirmed and priced near the truth', () => {
  const log = world({ deals: 3000, seed: 1, lossTimes: (stage, deal) => (stage === 'Legal' && deal.stable['industry'] === 'metal' ? 2.2 : 1) });
  const answer = findLeaks(log, asOf);
  const leak = answer.leaks.find((one) => one.kind === 'loss');
  expect(leak).toMatchObject({ from: 'Legal', segment: 'industry: metal', confirmedLater: true, moneyIs: 'revenue', currency: 'EUR' });
  const lost = dealsOfLeak(log, asOf, leak?.id ?? '');
  expect(lost).toHaveLength(leak?.deals ?? -1);
  expect(lost.every((id) => log.deals.find((deal) => deal.id === id)?.outcome?.kind === 'lost')).toBe(true);
  const truth = (lost.length * (1 - 1 / 2.2) * 10_000) / (spanDays / 91.3125);
  expect(leak?.moneyPerQuarter).toBeGreaterThan(truth * 0.5);
  expect(leak?.moneyPerQuarter).toBeLessThan(truth * 1.5);
});

test('a stage that holds one country up is found as a wait in days', () => {
  const log = world({ deals: 3000, seed: 2, moveTimes: (stage, deal) => (stage === 'Propose' && deal.stable['country'] === 'PL' ? 0.45 : 1) });
  const [leak] = findLeaks(log, asOf).leaks.filter((one) => one.kind === 'wait');
  expect(leak).toMatchObject({ from: 'Propose', to: 'Legal', segment: 'country: PL', confirmedLater: true });
  expect(leak?.excess).toBeGreaterThan(15);
  expect(leak?.excess).toBeLessThan(60);
  expect(leak?.sentence).toMatch(/^Propose → Legal, country: PL: \d+ deals wait \d+ days longer than comparable ones\. About /);
});

test('where segments do not matter, at most the nominal share of logs shows a leak', () => {
  const withLeaks = Array.from({ length: 50 }, (_, seed) => findLeaks(world({ deals: 500, seed: 100 + seed }), asOf)).filter((answer) => answer.leaks.length > 0);
  expect(withLeaks.length).toBeLessThanOrEqual(5);
});

test('a segment that merely decides faster has no loss leak', () => {
  const faster = (_: string, deal: DealLog): number => (deal.stable['industry'] === 'metal' ? 2.5 : 1);
  const claims = [21, 22, 23, 24, 25].filter((seed) => findLeaks(world({ deals: 2000, seed, lossTimes: faster, moveTimes: faster }), asOf).leaks.some((leak) => leak.kind === 'loss'));
  expect(claims.length).toBeLessThanOrEqual(1);
});

test('without stage history whole lives are compared and the refusal says so', () => {
  const log = world({ deals: 3000, seed: 3, lossTimes: (_, deal) => (deal.stable['industry'] === 'food' ? 2.5 : 1) });
  const bare = { ...log, deals: log.deals.map((deal) => ({ ...deal, stage: [], hasStageHistory: false })) };
  const answer = findLeaks(bare, asOf);
  expect(answer.refusal).toMatchObject({ code: 'no_history' });
  expect(answer.leaks.find((leak) => leak.kind === 'loss')).toMatchObject({ segment: 'industry: food', from: 'Created' });
});

test('facts after the date change nothing', () => {
  const log = world({ deals: 800, seed: 4 });
  const at = 1000 * DAY_MS;
  const grown = { ...log, deals: [...log.deals, aDeal({ id: 'later', createdAt: at + 1, stable: { industry: 'metal' } })] };
  expect(findLeaks(grown, at)).toEqual(findLeaks({ ...log, deals: log.deals.filter((deal) => (deal.createdAt ?? 0) <= at) }, at));
});
