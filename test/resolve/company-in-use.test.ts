/**
 * A small company in four systems that know nothing of each other: its true people and accounts come out, each deal and invoice counts once, and
 * forecast, asking buyers and forgetting somebody work on through merges, splits and their undoing.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal, type AccountRow, type Workspace } from '../../src/model/index.ts';
import { openEmptyHouse, type EmptyHouse } from '../product/imported-set.ts';
import { companies, people, writeFourSmallSystems } from './four-small-systems.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-in-use-'));
let opened: EmptyHouse;
let workspace: Workspace;

beforeAll(async () => {
  opened = await openEmptyHouse();
  workspace = await opened.application.workspace('main');
  for (const source of writeFourSmallSystems(folder)) {
    const { id } = await workspace.startImport({ paths: [path.join(folder, source)], source }, systemPrincipal);
    await opened.application.waitForJob(id, () => undefined);
    const { state, error } = await workspace.import(id);
    if (state !== 'done') throw new Error(`the import of ${source} is ${state}: ${error ?? 'no reason is told'}`);
  }
}, 120_000);
afterAll(async () => {
  await opened.close();
  rmSync(folder, { recursive: true, force: true });
});

const accounts = async (rollUp: 'none' | 'parent' | 'ultimate' = 'none'): Promise<AccountRow[]> => (await workspace.accounts({ limit: 500, rollUp })).rows;
const sum = (rows: readonly AccountRow[], of: (row: AccountRow) => number | null): number => rows.reduce((total, row) => total + (of(row) ?? 0), 0);
/** What must be the same whoever is who: deals and money count once. */
async function counted() {
  const [rows, open, won, [forecast]] = [await accounts(), await workspace.deals({}), await workspace.deals({ status: 'won' }), await workspace.forecast({})];
  expect([...open, ...won].every((deal) => rows.some(({ id }) => id === deal.accountId))).toBe(true);
  expect(forecast?.openDeals ?? 0).toBeGreaterThanOrEqual(0);
  return {
    open: open.length, ids: new Set([...open, ...won].map(({ id }) => id)).size, openDeals: sum(rows, (row) => row.openDeals), wonDeals: sum(rows, (row) => row.wonDeals), openAmount: sum(rows, (row) => row.openAmount), wonAmount: sum(rows, (row) => row.wonAmount),
    invoiced: sum(rows, (row) => row.invoiced), booked: forecast?.bookedSoFar,
  };
}
let before: Awaited<ReturnType<typeof counted>>;

test('before anything is compared each record is an account by itself, and invoices lie apart from deals', async () => {
  before = await counted();
  expect(before).toMatchObject({ open: 60, ids: 120, openDeals: 60, wonDeals: 60 });
  const rows = await accounts();
  expect(rows).toHaveLength(3 * companies);
  expect(rows.some((row) => row.invoiced !== null && row.wonDeals + row.openDeals > 0)).toBe(false);
});

test('compared, the true companies and people come out, and every deal and invoice counts once', async () => {
  const job = await opened.application.waitForJob((await workspace.identity.compare(systemPrincipal)).id, () => undefined);
  expect(job.state, job.error ?? job.stage).toBe('done');
  const rows = await accounts();
  expect(rows).toHaveLength(companies);
  expect(rows.every((row) => row.invoiced !== null)).toBe(true);
  expect(await counted()).toEqual(before);
  const members = await (await opened.house.store.workspace('main')).state.selectFrom('identity_members').select(['record', 'entity']).execute();
  const numberOf = (key: string): string => key.split('-').at(-1) as string;
  const entityOf = new Map(members.map(({ record, entity }) => [record, entity]));
  expect(members.filter(({ record, entity }) => numberOf(record) !== numberOf(entity))).toEqual([]);
  const pairs = people.flatMap((_, n) => [...(n % 2 === 0 ? [`contact:support:S-${n}`] : []), ...(n % 3 === 0 ? [`contact:billing:B-${n}`] : []), ...(n % 4 === 0 ? [`contact:marketing:M-${n}`] : [])].map((other) => [`contact:crm:C-${n}`, other] as const));
  const found = pairs.filter(([a, b]) => entityOf.has(a) && entityOf.get(a) === entityOf.get(b)).length;
  expect(found / pairs.length).toBeGreaterThanOrEqual(0.9);
});

test('an account is found by any of its records; its people are shown once, with since when, and its page tells of all systems', async () => {
  const page = await workspace.account('A-0', {});
  expect([...page.records].sort()).toEqual(['account:billing:K-0', 'account:crm:A-0', 'account:support:O-0']);
  expect(page.records[0]).toBe(`account:${page.account.source}:${page.account.id}`);
  expect((await workspace.account('K-0', {})).account).toEqual(page.account);
  expect((await workspace.account('account:support:O-0', {})).account).toEqual(page.account);
  expect(page.timeline.filter(({ kind }) => kind === 'invoice')).toHaveLength(1);
  expect(page.timeline.filter(({ kind }) => kind === 'activity')).toHaveLength(1);
  const here = people.filter(({ company }) => company === 0);
  expect(page.people).toHaveLength(here.length);
  for (const { from, until } of page.people) expect([from?.slice(0, 4), until]).toEqual(['2024', null]);
  expect(page.people.some(({ records }) => records > 1)).toBe(true);
});

test('sums go up to the parent only where that is asked for, and none is lost', async () => {
  const [each, parents] = [await accounts(), await accounts('parent')];
  expect(parents).toHaveLength(companies - 1);
  const { account } = await workspace.account('A-1', {});
  expect(parents.find(({ id }) => id === account.id)).toMatchObject({ below: 1, wonDeals: account.wonDeals + (await workspace.account('A-2', {})).account.wonDeals });
  for (const of of [(row: AccountRow) => row.openAmount, (row: AccountRow) => row.wonAmount, (row: AccountRow) => row.invoiced, (row: AccountRow) => row.openDeals]) expect(sum(parents, of)).toBeCloseTo(sum(each, of), 6);
});

test('a parent set by hand adds up at once where that is asked for, is told on both pages, was not so before, and is taken back', async () => {
  const [child, parent] = ['account:crm:A-4', 'account:support:O-5'];
  const rows = await accounts('parent');
  expect((await workspace.account('A-4', {})).group).toEqual({ parent: null, reason: null, by: null, at: null, below: [], notHeeded: [] });
  await workspace.companies.setParent(child, parent, systemPrincipal);
  const above = await workspace.account('A-5', {});
  expect((await workspace.account('A-4', {})).group).toMatchObject({ parent: { id: above.account.id, name: above.account.name }, reason: 'somebody said so' });
  expect(above.group.below.map(({ id }) => id)).toEqual([(await workspace.account('A-4', {})).account.id]);
  expect(await accounts('parent')).toHaveLength(rows.length - 1);
  expect((await workspace.accounts({ limit: 500, rollUp: 'parent', asOf: '2026-01-01' })).rows.every(({ below }) => below === 0)).toBe(true);
  await expect(workspace.companies.setParent(parent, child, systemPrincipal)).rejects.toMatchObject({ code: 'conflict' });
  expect(await counted()).toEqual(before);
  await workspace.companies.setParent('account:crm:A-2', null, systemPrincipal);
  expect((await workspace.account('A-2', {})).group).toMatchObject({ parent: null, reason: 'somebody said so', notHeeded: [expect.stringContaining('already counts as below none')] });
  await workspace.companies.takeParentBack('account:crm:A-2', systemPrincipal);
  await workspace.companies.takeParentBack(child, systemPrincipal);
  expect(await accounts('parent')).toEqual(rows);
});

test('what joined two accounts is told; taken back they are two, and deals and money still count once', async () => {
  const [a, b] = ['account:crm:A-3', 'account:billing:K-3'];
  expect(await workspace.companies.explain(a, b)).toMatchObject({ same: true, path: [{ evidence: [{ comparison: 'registry id' }] }] });
  const change = (await workspace.identity.changes({ person: b, limit: 10 })).rows.find(({ kind }) => kind === 'merge');
  await workspace.identity.undo(change?.id as number, systemPrincipal);
  expect(await accounts()).toHaveLength(companies + 2);
  expect(await counted()).toEqual(before);
  expect((await workspace.account('A-3', {})).timeline.some(({ kind }) => kind === 'invoice')).toBe(false);
  await workspace.companies.say(a, b, 'same', systemPrincipal);
  expect((await workspace.account('A-3', {})).timeline.some(({ kind }) => kind === 'invoice')).toBe(true);
  expect(await counted()).toEqual(before);
});

test('a buyer is asked and counted once, whichever of the records is named, through a split and back', async () => {
  const deal = (await workspace.account('A-0', {})).deals[0]?.id as string;
  await workspace.people.setConsent('S-0', { purpose: 'contact', statement: 'grant' }, systemPrincipal);
  await workspace.buyers.ask({ dealId: deal, contactId: 'C-0' }, systemPrincipal);
  const asked = async () => [(await workspace.buyers.results({})).asked, (await workspace.buyers.asks(deal)).length];
  expect(await asked()).toEqual([1, 1]);
  const change = (await workspace.identity.changes({ person: 'contact:crm:C-0', limit: 10 })).rows.find(({ kind }) => kind === 'merge');
  await workspace.identity.undo(change?.id as number, systemPrincipal);
  expect((await workspace.account('A-0', {})).people.length).toBeGreaterThan(people.filter(({ company }) => company === 0).length);
  expect(await asked()).toEqual([1, 1]);
  await workspace.identity.undo((await workspace.identity.changes({ person: 'contact:crm:C-0', limit: 1 })).rows[0]?.id as number, systemPrincipal);
  expect((await workspace.account('A-0', {})).people).toHaveLength(people.filter(({ company }) => company === 0).length);
  expect(await counted()).toEqual(before);
});

test('a blocked value is not heeded by the next comparison, which shows who changes before it counts', async () => {
  const { name, email } = people[24] as (typeof people)[number];
  const listed = await workspace.identity.blocked();
  expect(listed.changed).toBe(false);
  expect(listed.rows.find(({ pattern }) => pattern === 'noreply@*')?.records).toBe(0);
  await workspace.identity.block({ kind: 'email', pattern: email.replace('.de', '.*').toUpperCase() }, true, systemPrincipal);
  for (const written of [name, name.split(' ').toReversed().join(' ')]) await workspace.identity.block({ kind: 'name', pattern: written }, true, systemPrincipal);
  expect((await workspace.identity.blocked()).changed).toBe(true);
  const job = await opened.application.waitForJob((await workspace.identity.compare(systemPrincipal)).id, () => undefined);
  expect(job.stage).toContain('waiting for approval');
  const [run] = (await workspace.identity.review(1)).runs;
  const preview = await workspace.identity.preview(run?.id as number);
  expect(JSON.stringify(preview.largest)).toContain('-24"');
  await workspace.identity.approve(run?.id as number, systemPrincipal);
  const { rows, changed } = await workspace.identity.blocked();
  expect(changed).toBe(false);
  expect(rows.find(({ pattern }) => pattern.includes('@') && pattern.startsWith(email.slice(0, 4).toUpperCase()))?.records).toBe(4);
  await expect(workspace.identity.block({ kind: 'name', pattern: 'nobody at all' }, false, systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
  expect(await counted()).toEqual(before);
});

test('somebody who is forgotten by one record is gone from all four systems, and the rest counts as before', async () => {
  const gone = people[12] as (typeof people)[number];
  const everywhere = async (): Promise<string> => JSON.stringify([
    await workspace.people.list({ search: gone.name }), await workspace.people.list({ search: gone.email }), (await workspace.account(`A-${gone.company}`, {})).people, await workspace.identity.changes({ limit: 200 }), await workspace.identity.review(100), await workspace.identity.blocked(),
    (await workspace.sql(`SELECT * FROM contacts WHERE email = '${gone.email}'`)).rows,
  ]).toLowerCase();
  const named = ['c-12"', 's-12"', 'b-12"', 'm-12"', gone.email, gone.name.toLowerCase()];
  await workspace.identity.block({ kind: 'email', pattern: gone.email }, true, systemPrincipal);
  const held = await everywhere();
  expect(named.filter((name) => held.includes(name))).toEqual(named);
  expect((await workspace.people.recall('B-12', systemPrincipal)).records).toBe(4);
  const left = await everywhere();
  expect(named.filter((name) => left.includes(name))).toEqual([]);
  expect(await counted()).toEqual(before);
  expect(await accounts()).toHaveLength(companies);
  const job = await opened.application.waitForJob((await workspace.identity.compare(systemPrincipal)).id, () => undefined);
  expect(job.state, job.error ?? job.stage).toBe('done');
  expect(named.filter((name) => left.includes(name))).toEqual([]);
  expect(await counted()).toEqual(before);
});

test('an import that is taken back leaves its accounts and merges behind', async () => {
  const billing = (await workspace.imports()).find(({ files }) => files.some((file) => file.includes('customers')));
  await workspace.undoImport(billing?.id as string, systemPrincipal);
  const rows = await accounts();
  expect(rows).toHaveLength(companies);
  expect(sum(rows, (row) => row.invoiced)).toBe(0);
  expect([...(await workspace.account('A-0', {})).records].sort()).toEqual(['account:crm:A-0', 'account:support:O-0']);
  expect({ ...await counted(), invoiced: before.invoiced }).toEqual(before);
});
