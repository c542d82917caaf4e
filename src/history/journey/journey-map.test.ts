import { expect, test } from 'vitest';
import { DAY_MS } from '../../model/index.ts';
import type { DealLog } from '../log.ts';
import { aDeal, aLog } from '../testing.ts';
import { journeyMap } from './journey-map.ts';

const day = (n: number): number => n * DAY_MS;
const travels = (id: string, ...stays: ReadonlyArray<readonly [string, number]>): DealLog =>
  aDeal({ id, stage: stays.map(([value, at]) => ({ at: day(at), value })) });
const won = (deal: DealLog, at: number): DealLog => ({ ...deal, outcome: { kind: 'won', at: day(at), closedAt: day(at) }, stage: [...deal.stage, { at: day(at), value: 'Closed Won' }] });
const lost = (deal: DealLog, at: number): DealLog => ({ ...deal, outcome: { kind: 'lost', at: day(at), closedAt: day(at) } });

const log = aLog({ deals: [
  won(travels('a', ['Meet', 0], ['Offer', 10], ['Sign', 30]), 40),
  won(travels('b', ['Meet', 0], ['Offer', 20], ['Sign', 40]), 50),
  lost(travels('c', ['Meet', 0], ['Offer', 5], ['Meet', 15], ['Offer', 35]), 45),
  travels('d', ['Meet', 0], ['Sign', 8]),
] });

test('stages stand in the order in which deals met them, without the one that only names the outcome', () => {
  expect(journeyMap(log, day(100)).stages.map((stage) => stage.name)).toEqual(['Meet', 'Offer', 'Sign']);
  expect(journeyMap({ ...log, stageOrder: ['Sign', 'Meet'] }, day(100)).stages.map((stage) => stage.name)).toEqual(['Sign', 'Meet', 'Offer']);
});

test('waits, steps back, skips and loops are counted', () => {
  const map = journeyMap(log, day(100));
  expect(map.stages[1]).toMatchObject({ name: 'Offer', deals: 3, openNow: 0, waitMedianDays: 15, wonShare: 2 / 3 });
  expect(map.steps.find((step) => step.direction === 'back')).toMatchObject({ from: 'Offer', to: 'Meet', deals: 1, medianDays: 10 });
  expect(map.steps.find((step) => step.direction === 'skip')).toMatchObject({ from: 'Meet', to: 'Sign', deals: 1 });
  expect(map.steps.find((step) => step.direction === 'won')).toMatchObject({ from: 'Sign', deals: 2, medianDays: 10 });
  expect(map.loops).toEqual([{ stage: 'Meet', deals: 1, extraDays: 20 }, { stage: 'Offer', deals: 1, extraDays: 10 }]);
  expect(map.paths[0]).toEqual({ path: ['Meet', 'Offer', 'Sign'], deals: 2, wonShare: 1 });
});

test('on an earlier date the deals that closed later are open', () => {
  expect(journeyMap(log, day(32)).stages.find((stage) => stage.name === 'Sign')).toMatchObject({ deals: 2, openNow: 2, wonShare: null });
});

test('without dated stage changes it refuses and says what works', () => {
  const bare = aLog({ deals: [aDeal({ stage: [{ at: 0, value: 'Meet' }], hasStageHistory: false })] });
  expect(journeyMap(bare, day(1)).refusal).toMatchObject({ code: 'no_history' });
});
