import { afterEach, beforeEach, expect, test } from 'vitest';
import { fakeOrganisation, type FakeOrganisation } from '../../acquire/sources/salesforce/testing.ts';
import { loadLog, logAsOf, type Log } from '../../history/index.ts';
import { systemPrincipal, workspaceSettingsSchema } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { withLiveSources } from './testing.ts';

const { opened } = withLiveSources([{ host: '127.0.0.1', port: null }]);

const day = (n: number): string => `2026-02-${String(n).padStart(2, '0')}T09:00:00.000+0000`;
const id = (prefix: string, n: number): string => `${prefix}${String(n).padStart(12, '0')}AAA`;
const owner = { OwnerId: '005000000000001AAA', Owner: { attributes: {}, Name: 'Ida Roth' } };
const stages = ['Prospecting', 'Proposal', 'Closed Won', 'Closed Lost'];
const opportunity = (n: number, more: object = {}): Record<string, unknown> => {
  const stage = stages[n % 4] as string;
  return {
    Id: id('006', n), Name: `Pumps ${n}`, AccountId: id('001', 1 + (n % 2)), ...owner, StageName: stage, IsClosed: n % 4 > 1, IsWon: n % 4 === 2, Amount: 1000.5 + n, CloseDate: `2026-04-${String(1 + (n % 28)).padStart(2, '0')}`,
    CreatedDate: day(1), SystemModstamp: day(1 + (n % 20)), Type: 'New Business', Probability: 20, IsDeleted: false, ...more,
  };
};
/** Every deal began as a prospect on the first day, with another amount, and came into its stage on the tenth. */
const historyOf = (n: number): Array<Record<string, unknown>> => [[1, 'Prospecting', 500], [10, stages[n % 4], 1000.5 + n]].map(([at, stage, amount], index) => ({
  Id: id('008', n * 10 + index), OpportunityId: id('006', n), StageName: stage, Amount: amount, CloseDate: '2026-04-01', CreatedDate: day(at as number), SystemModstamp: day(at as number), CreatedById: owner.OwnerId, CreatedBy: { Name: 'Ida Roth' }, IsDeleted: false,
}));

let fake: FakeOrganisation;
beforeEach(async () => {
  fake = await fakeOrganisation(20);
  const all = Array.from({ length: 60 }, (_, n) => n + 1);
  fake.rows.set('Account', [1, 2].map((n) => ({ Id: id('001', n), Name: `Borwood ${n}`, Website: 'borwood.example', Industry: 'Tools', CreatedDate: day(1), SystemModstamp: day(2), IsDeleted: false, ...owner })));
  fake.rows.set('Opportunity', all.map((n) => opportunity(n)));
  fake.rows.set('OpportunityHistory', all.flatMap(historyOf));
  fake.rows.set('Task', [1, 2, 3].map((n) => ({ Id: id('00T', n), WhatId: n === 2 ? id('001', 1) : id('006', n), WhoId: id('003', 1), Subject: `Call ${n}`, TaskSubtype: 'Call', IsClosed: n < 3, ActivityDate: '2026-02-05', CompletedDateTime: day(5), CreatedDate: day(4), SystemModstamp: day(5), IsDeleted: false, Description: 'what was said at length', ...owner })));
});
afterEach(() => fake.close());

const create = async (workspace: string) => {
  const opens = await opened(workspace);
  await opens.live.create({ name: 'sf', kind: 'salesforce', settings: { url: fake.url, clientId: 'app' }, secrets: { clientSecret: 'right' } }, systemPrincipal);
  return { ...opens, run: () => opens.live.run('sf', {}, systemPrincipal) };
};
const logOf = ({ facts }: WorkspaceStore): Promise<Log> => loadLog(facts, workspaceSettingsSchema.parse({ wonStages: ['Closed Won'], lostStages: ['Closed Lost'] }), [], 'analyse');
const numbers = async ({ facts }: WorkspaceStore, view: string): Promise<number> => {
  for await (const block of facts.stream(`SELECT count() FROM ${view}`, {})) for (const [n] of block) return Number(n);
  return 0;
};

test('deals come with the history of stage, amount and close date before the first read; a second read changes nothing', async () => {
  const { workspace, run } = await create('sf1');
  const first = await run();
  expect(first).toMatchObject({ state: 'done', error: null, rejected: 0 });
  expect(first.notes.join()).toContain('Campaign is not there');
  const log = await logOf(workspace);
  const deal = log.deals.find((one) => one.id === id('006', 2));
  expect(deal).toMatchObject({ name: 'Pumps 2', owner: [expect.objectContaining({ value: 'Ida Roth' })], hasStageHistory: true, outcome: { kind: 'won' }, accountId: id('001', 1) });
  const before = logAsOf(log, Date.UTC(2026, 1, 5)).deals.find((one) => one.id === id('006', 2));
  expect([before?.stage.map(({ value }) => value), before?.amountCents.map(({ value }) => value), before?.outcome]).toEqual([['Prospecting'], [50_000], null]);
  expect(deal?.stage.map(({ value }) => value)).toEqual(['Prospecting', 'Closed Won']);
  expect(log.deals.find((one) => one.id === id('006', 1))?.touches).toEqual([Date.UTC(2026, 1, 5, 9)]);
  expect([await numbers(workspace, 'deals'), await numbers(workspace, 'stage_changes'), await numbers(workspace, 'accounts'), await numbers(workspace, 'activities')]).toEqual([60, 120, 2, 2]);
  expect(fake.asked.join()).not.toContain('Description');

  const again = await run();
  expect(again).toMatchObject({ state: 'done', taken: 0 });
  expect(fake.asked.filter((path) => path.includes('FROM Opportunity WHERE SystemModstamp >= 2026-02-20T08:50'))).toHaveLength(1);
});

test('what changed comes, what was deleted goes: from the bin, and what left it; what was restored is there again', async () => {
  const { workspace, run } = await create('sf2');
  await run();
  const deals = fake.rows.get('Opportunity') as Array<Record<string, unknown>>;
  deals[2] = opportunity(3, { IsDeleted: true, SystemModstamp: day(25) });
  deals[3] = opportunity(4, { Amount: 7, SystemModstamp: day(25) });
  deals.splice(4, 1);
  fake.purged.set('Opportunity', [id('006', 5), id('006', 999)]);
  const second = await run();
  expect(second).toMatchObject({ state: 'done', taken: 3 });
  const log = await logOf(workspace);
  const there = (n: number, at = Infinity) => logAsOf(log, at).deals.some((one) => one.id === id('006', n));
  expect([there(3), there(5), there(4), there(3, Date.UTC(2026, 1, 28)), there(5, Date.UTC(2026, 1, 28))]).toEqual([false, false, true, true, true]);
  deals[2] = opportunity(3, { SystemModstamp: day(26) });
  fake.purged.clear();
  expect(await run()).toMatchObject({ state: 'done', taken: 1 });
  expect(await numbers(workspace, 'deals')).toBe(59);
});
