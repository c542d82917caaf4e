import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Access } from '../access/index.ts';
import { DAY_MS, systemPrincipal, type DealFilter, type Principal, type User } from '../model/index.ts';
import { fakeWorkspace, actions } from '../model/testing.ts';
import { allowedHosts } from '../net/index.ts';
import { Store } from '../store/index.ts';
import { withEngines } from '../store/engines/testing.ts';
import { HouseDigests } from './house-digests.ts';
import { HouseMail } from './house-mail.ts';

const engines = withEngines();
let clock = Date.parse('2026-11-20T05:00:00Z');
let store: Store;
let access: Access;
const folder = mkdtempSync(path.join(tmpdir(), 'hindcast-mail-'));
let mail: HouseMail;
let digests: HouseDigests;
let kim: User;
let refuses = false;
const taken: Array<{ to: string[]; text: string }> = [];
const scopes: DealFilter[] = [];
const logged: string[] = [];
const server = new SMTPServer({
  authOptional: true, disabledCommands: ['STARTTLS'],
  onMailFrom: (_address, _session, done) => { done(refuses ? Object.assign(new Error('later, ann@example.com'), { responseCode: 451 }) : null); },
  onData: (stream, session, done) => { let text = ''; stream.on('data', (part) => { text += part; }).on('end', () => { taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), text }); done(); }); },
});

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: () => clock, newId: randomUUID, worker: 'test', log: () => undefined });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  access = new Access({ db: store.peopleTables(), now: () => clock, randomBytes });
  kim = await access.addUser('kim@example.com', { role: 'member', reach: 'own', ownerName: 'Kim' }, systemPrincipal);
  const { port } = server.server.address() as AddressInfo;
  const house = { store, now: () => clock, log: (line: string) => { logged.push(line); }, configuration: { dataFolder: folder, allowHosts: allowedHosts(`127.0.0.1:${port}`) } as never };
  const audit = (by: Principal, what: string, subject: string | null) => access.audit(by, what, subject);
  mail = new HouseMail({ house, audit });
  const workspace = fakeWorkspace({ actions: async (scope) => { scopes.push(scope); return actions; } });
  digests = new HouseDigests({ house, mail, users: () => access.users(), workspace: async () => workspace, publicUrl: async () => 'https://hindcast.example', audit });
}, 60_000);
beforeEach(() => { taken.length = 0; });
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  server.close(() => undefined);
  await store.jobs.stop();
});

const own = () => ({ host: '127.0.0.1', port: (server.server.address() as AddressInfo).port, tls: 'none' as const, user: null, from: 'hindcast@example.com' });

test('without a server nothing is sent, and it is said; with one a test letter arrives', async () => {
  await expect(mail.test('ann@example.com', systemPrincipal)).rejects.toMatchObject({ code: 'bad_request', message: 'No mail server is set.' });
  await mail.set(own(), undefined, systemPrincipal);
  await mail.test('ann@example.com', systemPrincipal);
  expect(taken).toMatchObject([{ to: ['ann@example.com'] }]);
});

test('a password is written and never read back, and stays with the server it was given for', async () => {
  const [first, other] = [{ ...own(), tls: 'starttls' as const, user: 'ann' }, { ...own(), tls: 'starttls' as const, user: 'ann', host: 'smtp.other.example' }];
  expect(await mail.set(first, 'S3CRET', systemPrincipal)).toMatchObject({ hasPassword: true });
  expect(await mail.set({ ...first, from: 'other@example.com' }, undefined, systemPrincipal)).toMatchObject({ hasPassword: true });
  expect(JSON.stringify([await mail.settings(), await access.entries(50)])).not.toContain('S3CRET');
  expect(await mail.set(other, undefined, systemPrincipal)).toMatchObject({ hasPassword: false });
  await expect(mail.set({ ...first, port: 0 }, undefined, systemPrincipal)).rejects.toMatchObject({ code: 'bad_request' });
  await mail.set(own(), undefined, systemPrincipal);
});

test('who asked gets one letter when its time comes, within their own reach; a server that takes none is asked again', async () => {
  expect(await digests.sendDue()).toBe(0);
  await digests.subscribe(undefined, 'Kim@Example.com', 'day', { kind: 'user', user: kim });
  expect(await digests.sendDue()).toBe(0);
  clock += 3_600_000;
  refuses = true;
  expect(await digests.sendDue()).toBe(0);
  expect(logged.at(-1)).toMatch(/tried again/);
  expect(logged.join('\n')).not.toMatch(/ann@|kim@/);
  refuses = false;
  const both = await Promise.all([digests.sendDue(), digests.sendDue()]);
  expect([both.sort(), await digests.sendDue(), taken.length]).toEqual([[0, 1], 0, 1]);
  expect(taken[0]?.to).toEqual(['kim@example.com']);
  expect(taken[0]?.text).toContain('https://hindcast.example');
  expect(scopes.at(-1)).toEqual({ owner: 'Kim' });
  clock += DAY_MS;
  expect(await digests.sendDue()).toBe(1);
  await digests.subscribe(undefined, 'kim@example.com', 'never', systemPrincipal);
  clock += DAY_MS;
  expect([await digests.sendDue(), await digests.readers()]).toEqual([0, []]);
});

test('nobody asks for another, and strangers get nothing', async () => {
  const ann = await access.addUser('ann@example.com', { role: 'admin' }, systemPrincipal);
  await expect(digests.subscribe(undefined, 'kim@example.com', 'day', { kind: 'user', user: ann })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(digests.send(undefined, 'stranger@example.com', 'day', systemPrincipal)).rejects.toMatchObject({ code: 'not_found' });
  expect((await digests.preview(undefined, undefined, 'week')).text).toContain('What to do next');
  await digests.send(undefined, 'ann@example.com', 'week', systemPrincipal);
  expect(taken).toMatchObject([{ to: ['ann@example.com'] }]);
});
