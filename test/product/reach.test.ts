/** Somebody who may see only their own deals learns nothing of anybody else's, whatever they ask. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHindcast, repository, type CommandOptions } from './command.ts';
import { signIn, signInWith, startHindcast, type RunningHindcast } from './server.ts';

interface Deal { readonly id: string; readonly name: string | null; readonly account: string | null; readonly accountId: string | null; readonly owner: string | null }

const folder = mkdtempSync(join(tmpdir(), 'hindcast-reach-'));
const options: CommandOptions = { dataFolder: join(folder, 'data'), timeoutMs: 120_000 };
let server: RunningHindcast;
let cookie: string;
let owner: string;
let own: Deal[];
let others: Deal[];

beforeAll(async () => {
  server = await startHindcast({ ...options, demo: 'none' });
  await askHindcast(['import', join(repository, 'examples', 'small-company'), '--workspace', 'main'], options);
  const deals = await askHindcast<Deal[]>(['deals', '--workspace', 'main'], options);
  owner = deals.find((deal) => deal.owner !== null)?.owner ?? '';
  own = deals.filter((deal) => deal.owner === owner);
  others = deals.filter((deal) => deal.owner !== owner);
  await askHindcast(['users', 'add', 'kim@example.com', '--role', 'member', '--reach', 'own', '--owner-name', owner], options);
  cookie = await signInWith(server, await askHindcast<{ url: string }>(['users', 'link', 'kim@example.com'], options));
}, 120_000);
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

interface OpenApi { readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>> }
const openApi = JSON.parse(readFileSync(join(repository, 'docs', 'openapi.json'), 'utf8')) as OpenApi;
const needed: Readonly<Record<string, string>> = { '/api/w/{workspace}/search': '?q=e', '/api/w/{workspace}/changes': '?since=2025-01-01', '/api/w/{workspace}/filters': '?screen=deals' };

/** Every address that can be read, with a deal and an account of others where it asks for one. */
function addresses(deal: Deal): string[] {
  return Object.entries(openApi.paths).filter(([, verbs]) => 'get' in verbs).map(([path]) => path
    .replace('{workspace}', 'main').replace('deals/{id}', `deals/${encodeURIComponent(deal.id)}`).replace('accounts/{id}', `accounts/${encodeURIComponent(deal.accountId ?? 'none')}`) + (needed[path] ?? ''))
    .filter((path) => !path.includes('{') && !path.includes('/events'));
}

const ask = async (path: string): Promise<string> => (await fetch(`${server.url}${path}`, { headers: { cookie }, redirect: 'manual' })).text();

test('there are deals of several people', () => {
  expect(own.length).toBeGreaterThan(0);
  expect(others.length).toBeGreaterThan(3);
});

/** Where a text names a deal or an account, other than to say that it is not there. */
const names = (text: string, secret: string): boolean => text.includes(`"${secret}`) && !text.includes(`no deal \\"${secret}`) && !text.includes(`no account \\"${secret}`);

test('somebody who may see everything is told of them, so silence means something', async () => {
  const all = await signIn(server, options);
  const text = await (await fetch(`${server.url}/api/w/main/deals`, { headers: { cookie: all } })).text();
  expect(others.filter((deal) => names(text, deal.id))).toHaveLength(others.length);
});

test('no answer names a deal of somebody else, nor an account of which none is theirs', async () => {
  const theirs = new Set(own.map((deal) => deal.account));
  const secrets = others.flatMap((deal) => [deal.id, ...(deal.account !== null && !theirs.has(deal.account) ? [deal.account] : [])]);
  const stranger = others.find((deal) => !theirs.has(deal.account)) as Deal;
  const told: string[] = [];
  for (const path of addresses(stranger)) {
    const text = await ask(path);
    told.push(...secrets.filter((secret) => names(text, secret)).map((secret) => `${path}: ${secret}`));
  }
  expect(told).toEqual([]);
});

test('their own deals and sums are there', async () => {
  const deals = JSON.parse(await ask('/api/w/main/deals')) as Deal[];
  expect(deals.map((deal) => deal.id).sort()).toEqual(own.map((deal) => deal.id).sort());
  const { rows } = JSON.parse(await ask('/api/w/main/accounts')) as { rows: Array<{ openDeals: number }> };
  expect(rows.reduce((sum, row) => sum + row.openDeals, 0)).toBe(own.length);
});
