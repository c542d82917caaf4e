import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Store } from '../store.ts';
import { openEngines, type Engines } from './index.ts';
import { temporaryFolder } from './testing.ts';

/** A Postgres that somebody else installed, an older major than ours. */
const binaries = '/usr/lib/postgresql/15/bin';
const asUser = process.getuid?.() === 0 ? ['unshare', '--user', '--map-user=1', '--map-group=1', '--'] : [];
const execFileAsync = promisify(execFile);

describe.runIf(existsSync(binaries))('both engines by URL', () => {
  let folder: string;
  let server: ChildProcess | undefined;
  let front: Engines | undefined;
  let engines: Engines;
  beforeAll(async () => {
    folder = await temporaryFolder();
    const data = path.join(folder, 'data');
    await run([...asUser, `${binaries}/initdb`, '-D', data, '-U', 'hindcast', '--auth=trust', '--encoding=UTF8', '--locale=C']);
    const [command = '', ...rest] = [...asUser, `${binaries}/postgres`, '-D', data, '-k', folder, '-c', 'listen_addresses='];
    server = spawn(command, rest, { stdio: 'ignore' });
    await untilItConnects(folder);
    const port = await freePort();
    front = await openEngines({ dataDir: path.join(folder, 'front'), postgresUrl: urlOf(folder), clickhouseTcpPort: port, log: () => undefined });
    engines = await openEngines({ dataDir: path.join(folder, 'unused'), postgresUrl: urlOf(folder), clickhouseUrl: `http://127.0.0.1:${port}`, log: () => undefined });
  }, 60_000);
  afterAll(async () => {
    await engines.close();
    await front?.close();
    server?.kill('SIGINT');
    if (server) await once(server, 'exit');
    await rm(folder, { recursive: true, force: true });
  }, 30_000);

  test('nothing is launched and no folder is made for engines that are elsewhere', async () => {
    expect(engines.owner).toBe(false);
    expect(engines.processes()).toEqual({});
    expect(await readdir(folder)).not.toContain('unused');
    expect(front?.processes().postgres).toBeUndefined();
    const health = await engines.health();
    expect(health).toMatchObject({ postgres: { ok: true, version: expect.stringMatching(/^15/) }, clickhouse: { ok: true } });
  });

  test('a whole workspace lives there: migrations of both engines, a row in, a row out, and its removal', async () => {
    const store = await Store.open({ engines, now: () => 1_700_000_000_000, newId: () => '00000000-0000-4000-8000-000000000000', worker: 'test', log: () => undefined });
    const workspace = await store.createWorkspace('main', false);
    await workspace.facts.insert('batches', [{ batch_id: 1, import_id: 'ü', fact: 'commit', known_at: 1_700_000_000_123, recorded_at: 1_700_000_000_123 }], { token: 'once' });
    const rows = await workspace.facts.query({ name: 'batches', text: 'SELECT * FROM batches WHERE import_id = {id:String}', parameters: z.object({ id: z.string() }), row: z.object({ batch_id: z.coerce.number(), known_at: z.string() }) }, { id: 'ü' });
    expect(rows).toEqual([{ batch_id: 1, known_at: '2023-11-14T22:13:20.123Z' }]);
    await expect(workspace.analyst.command('CREATE TABLE x (a Int8) ENGINE = Memory')).rejects.toThrow(/readonly/);
    expect((await workspace.state.selectFrom('imports').selectAll().execute())).toEqual([]);
    await store.dropWorkspace('main');
    expect(await engines.factsDatabases()).not.toContain('main');
    expect(await engines.stateDatabases()).toEqual(['system']);
  });

  test('a server that does not answer is said to be unavailable', async () => {
    const nowhere = await openEngines({ dataDir: folder, postgresUrl: urlOf(folder), clickhouseUrl: `http://127.0.0.1:${await freePort()}`, log: () => undefined });
    await expect(nowhere.factsDatabases()).rejects.toEqual(expect.objectContaining({ code: 'storage_unavailable' }));
    expect((await nowhere.health()).clickhouse.ok).toBe(false);
    await nowhere.close();
    await expect(openEngines({ dataDir: folder, postgresUrl: urlOf('/nowhere'), clickhouseUrl: 'http://127.0.0.1:1', log: () => undefined })).rejects.toEqual(expect.objectContaining({ code: 'storage_unavailable' }));
  });
});

const urlOf = (socketDir: string): string => `postgresql://hindcast@localhost/postgres?host=${encodeURIComponent(socketDir)}`;

async function run([command = '', ...rest]: readonly string[]): Promise<void> {
  await execFileAsync(command, rest, { cwd: '/' });
}

async function untilItConnects(socketDir: string): Promise<void> {
  for (let tries = 0; tries < 400; tries += 1) {
    if (await canConnect(socketDir)) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The server did not start.');
}

async function canConnect(socketDir: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: urlOf(socketDir) });
  return client.connect().then(() => client.end()).then(() => true, () => false);
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const listening = net.createServer().listen(0, '127.0.0.1', () => {
      const address = listening.address();
      listening.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
