import { randomUUID } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchFolder, forgetFolder, watchedFolders } from '../acquire/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { configurationFrom } from './configuration.ts';
import { openHouse, type House } from './house.ts';
import { lookEverywhere } from './watch-folders.ts';

let root = '';
let folder = '';
let outside = '';
let house: House;
let workspace: WorkspaceStore;
let now = Date.parse('2026-11-26T12:00:00.000Z');

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'watched-'));
  [folder, outside] = [path.join(root, 'exports'), path.join(root, 'outside')];
  await Promise.all([mkdir(folder), mkdir(outside), mkdir(path.join(root, 'data'))]);
  house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: path.join(root, 'data') }, root), now: () => now, newId: randomUUID, log: () => undefined });
  workspace = await house.store.createWorkspace('main', false);
}, 120_000);
afterAll(async () => {
  await house.close();
  await rm(root, { recursive: true, force: true });
}, 60_000);

const deals = (from: number, to: number): string => ['Deal ID,Deal Name,Stage,Amount,Created Date', ...Array.from({ length: to - from }, (_, n) => `D-${from + n},Deal ${from + n},Proposal,100,2026-01-0${1 + (n % 9)}`), ''].join('\n');
const look = async (afterSeconds = 31): Promise<Record<string, string>> => {
  now += afterSeconds * 1000;
  await lookEverywhere(house);
  return Object.fromEntries(((await watchedFolders(workspace.state)).find(({ path: one }) => one === folder)?.files ?? []).map(({ file, state, detail }) => [file, detail ?? state]));
};
const imports = async () => workspace.state.selectFrom('imports').select(['id', 'state', 'rows_total']).orderBy('created_at').execute();

const filesUnder = async (at: string): Promise<string[]> => (await readdir(at, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).map(({ name }) => name);

test('a file is imported once it no longer changes, with those that settled beside it; the same content is not imported again', async () => {
  await watchFolder(workspace.state, { path: folder }, path.join(root, 'data'));
  await writeFile(path.join(folder, 'deals.csv'), deals(0, 5));
  await writeFile(path.join(folder, 'accounts.csv'), 'Account ID,Account Name\nA-1,Nordholm\nA-2,Quandel\n');
  expect(await look()).toEqual({ 'accounts.csv': 'arriving', 'deals.csv': 'arriving' });
  expect(await look(10)).toEqual({ 'accounts.csv': 'arriving', 'deals.csv': 'arriving' });
  await appendFile(path.join(folder, 'accounts.csv'), 'A-3,Zalvendo\n');
  expect(await look()).toEqual({ 'accounts.csv': 'arriving', 'deals.csv': 'queued' });
  expect(await look()).toEqual({ 'accounts.csv': 'queued', 'deals.csv': 'queued' });
  const held = await imports();
  expect(held.map(({ rows_total: rows }) => Number(rows))).toEqual([5, 3]);
  await house.runJob(held[0]?.id ?? '');
  expect((await imports())[0]?.state).toBe('done');
  await workspace.state.updateTable('imports').set({ state: 'done', finished_at: new Date(now) }).where('id', '=', held[1]?.id ?? '').execute();
  expect((await filesUnder(path.join(root, 'data', 'uploads'))).sort()).toEqual(['accounts.csv', 'deals.csv']);
  await rename(path.join(folder, 'deals.csv'), path.join(folder, 'deals-again.csv'));
  await look();
  expect(await look()).toEqual({ 'accounts.csv': 'queued', 'deals-again.csv': 'known' });
  expect(await imports()).toHaveLength(2);
  expect(await filesUnder(path.join(root, 'data', 'uploads'))).toEqual([]);
}, 120_000);

test('content whose import failed is taken again when the file comes again', async () => {
  await writeFile(path.join(folder, 'more.csv'), deals(10, 14));
  await look();
  expect((await look())['more.csv']).toBe('queued');
  const last = (await imports()).at(-1);
  await workspace.state.updateTable('imports').set({ state: 'failed' }).where('id', '=', last?.id ?? '').execute();
  await look();
  expect(await imports()).toHaveLength(3);
  await utimes(path.join(folder, 'more.csv'), new Date(now), new Date(now));
  await look();
  expect((await look())['more.csv']).toBe('queued');
  expect(await imports()).toHaveLength(4);
});

test('links are never followed, out of the folder or within; hidden and unfinished files are passed over', async () => {
  await writeFile(path.join(outside, 'secret.csv'), deals(20, 24));
  await symlink(path.join(outside, 'secret.csv'), path.join(folder, 'link.csv'));
  await symlink(outside, path.join(folder, 'linked-folder'));
  await symlink('/dev/zero', path.join(folder, 'zero.csv'));
  for (const name of ['.hidden.csv', 'a.csv.part', '~$b.xlsx', 'c.csv~', 'd.crdownload']) await writeFile(path.join(folder, name), deals(30, 34));
  await look();
  expect(Object.keys(await look()).sort()).toEqual(['accounts.csv', 'deals-again.csv', 'more.csv']);
});

test('a folder that becomes a link between two looks leads nowhere', async () => {
  await mkdir(path.join(folder, 'sub'));
  await writeFile(path.join(folder, 'sub', 'secret.csv'), deals(20, 24));
  await look();
  await rm(path.join(folder, 'sub'), { recursive: true });
  await symlink(outside, path.join(folder, 'sub'));
  expect(Object.keys(await look())).not.toContain('sub/secret.csv');
  expect(await imports()).toHaveLength(4);
});

test('what is no table is refused with the reason, once, and stops no other', async () => {
  await writeFile(path.join(folder, 'noise.csv'), Buffer.alloc(5000));
  await look();
  expect((await look())['noise.csv']).toMatch(/not text/);
  await writeFile(path.join(folder, 'fine.csv'), deals(40, 44));
  await look();
  expect(await look()).toMatchObject({ 'noise.csv': expect.stringMatching(/not text/) as string, 'fine.csv': 'queued' });
});

test('a folder that goes away is a fault of its own; one of Hindcast\'s cannot be watched; a forgotten one is no longer looked into', async () => {
  const lost = path.join(root, 'lost');
  await mkdir(lost);
  await watchFolder(workspace.state, { path: lost, source: 'legacy' }, path.join(root, 'data'));
  await rm(lost, { recursive: true });
  await look();
  expect((await watchedFolders(workspace.state)).find(({ path: one }) => one === lost)).toMatchObject({ source: 'legacy', fault: 'It cannot be read.' });
  for (const wrong of [root, path.join(root, 'data'), path.join(root, 'nothing'), 'relative', path.join(folder, 'deals-again.csv')]) await expect(watchFolder(workspace.state, { path: wrong }, path.join(root, 'data'))).rejects.toThrow(/own data|no folder/);
  await forgetFolder(workspace.state, folder);
  expect(await look()).toEqual({});
  await expect(forgetFolder(workspace.state, folder)).rejects.toThrow(/not watched/);
});
