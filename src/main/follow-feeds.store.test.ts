import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { coverageAlerts, followedFeeds } from '../acquire/index.ts';
import { Failure, systemPrincipal, workspaceSettingsSchema } from '../model/index.ts';
import { refusedForms } from '../net/testing.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { configurationFrom } from './configuration.ts';
import { feedsOut } from './feeds-out.ts';
import { followFeeds } from './follow-feeds.ts';
import { HouseListening } from './house-listening.ts';
import { openHouse, type House } from './house.ts';
import { WorkspaceState } from './workspace-state.ts';

let root = '';
let server: Server;
let port = 0;
let house: House;
let workspace: WorkspaceStore;
let listening: HouseListening;
let items = '';
const agents = new Set<string>();

beforeAll(async () => {
  root = await mkdtemp(path.join(tmpdir(), 'follow-'));
  await mkdir(path.join(root, 'data'));
  server = createServer((request, response) => {
    agents.add(String(request.headers['user-agent']));
    if (request.url === '/away') response.writeHead(302, { location: 'http://169.254.169.254/latest/meta-data/' }).end();
    else if (request.url === '/endless') response.writeHead(200, { 'content-type': 'text/xml' }).write('<rss>'.repeat(3_000_000));
    else response.writeHead(200, { 'content-type': 'text/xml' }).end(`<rss><channel><language>en</language>${items}</channel></rss>`);
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  ({ port } = server.address() as AddressInfo);
  house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: path.join(root, 'data'), HINDCAST_ALLOW_HOSTS: `127.0.0.1:${port}` }, root), now: Date.now, newId: randomUUID, log: () => undefined });
  workspace = await house.store.createWorkspace('main', false);
  listening = new HouseListening({ house, store: workspace, state: new WorkspaceState(workspace.state, Date.now, randomUUID), audit: async () => undefined });
}, 120_000);
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await house.close();
  await rm(root, { recursive: true, force: true });
}, 60_000);

test('negative coverage is an alert within a minute of its arrival, and is raised once', async () => {
  await listening.setName('own', { name: 'Quandel', domains: ['quandel.example'] }, systemPrincipal);
  await listening.follow({ name: 'news', service: 'feed', what: `http://127.0.0.1:${port}/feed` }, systemPrincipal);
  items = '<item><guid>1</guid><title>Quandel recalls robots after an accident</title></item>';
  const arrived = Date.now();
  const stop = followFeeds(house);
  await stop();
  expect(await listening.alerts()).toMatchObject([{ brand: 'Quandel', source: 'news', tone: { tone: 'negative' } }]);
  expect(Date.now() - arrived).toBeLessThan(60_000);
  expect(await listening.poll('news', systemPrincipal)).toMatchObject({ state: 'fine', lastOutcome: 'Nothing new.', kept: 1 });
  expect(await coverageAlerts(workspace.facts, 10)).toHaveLength(1);
  expect([...agents]).toEqual([expect.stringMatching(/^Hindcast\/\d+\.\d+\.\d+ \(feed reader\)$/)]);
});

test('a redirect into the own network and an answer without end are the feed\'s failures', async () => {
  for (const [name, place, outcome] of [['away', '/away', /169\.254/], ['endless', '/endless', /./]] as const) {
    await listening.follow({ name, service: 'feed', what: `http://127.0.0.1:${port}${place}` }, systemPrincipal);
    expect(await listening.poll(name, systemPrincipal)).toMatchObject({ state: 'failing', failures: 1, kept: 0, lastOutcome: expect.stringMatching(outcome) as string });
  }
});

test('addresses that must not be called are refused where they are saved and where they are called', async () => {
  const { fetchFeed } = feedsOut({ allowHosts: [] }, workspaceSettingsSchema.parse({}));
  const before = (await followedFeeds(workspace.state)).length;
  expect(refusedForms.length).toBeGreaterThanOrEqual(60);
  for (const [what, address] of refusedForms.filter(([, one]) => !one.includes('.example'))) {
    await expect(listening.follow({ name: 'refused', service: 'feed', what: address }, systemPrincipal), what).rejects.toThrow(Failure);
    expect([what, await fetchFeed(address, {})]).toEqual([what, { reason: expect.stringMatching(/./) as string }]);
  }
  for (const server of ['http://127.0.0.1:1', 'https://169.254.169.254', 'https://[::1]']) {
    await expect(listening.follow({ name: 'refused', service: 'mastodon', what: 'pumps', server }, systemPrincipal)).rejects.toThrow(Failure);
  }
  expect(await followedFeeds(workspace.state)).toHaveLength(before);
});
