import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { openEngines } from './index.ts';
import { startOf } from './process-table.ts';
import { temporaryFolder } from './testing.ts';

const execFileAsync = promisify(execFile);
const isRoot = process.getuid?.() === 0;
const nobody = 65534;
const script = path.join(import.meta.dirname, 'owner-for-tests.ts');

const reportSchema = z.object({
  owner: z.boolean(),
  health: z.object({ postgres: z.object({ ok: z.boolean(), where: z.string() }), clickhouse: z.object({ ok: z.boolean(), where: z.string() }) }),
  processes: z.object({ postgres: z.number(), clickhouse: z.number() }).partial(),
  facts: z.number(), state: z.number(), said: z.array(z.string()),
});
type Report = z.infer<typeof reportSchema>;

let folder: string;
const started: ChildProcess[] = [];
beforeAll(async () => { folder = await temporaryFolder(); });
afterEach(async () => { for (const child of started.splice(0)) await ended(child, 'SIGTERM'); }, 30_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Starts an owner (or one who joins) and waits for its report. */
async function start(dataDir: string, more: object = {}, prefix: readonly string[] = []): Promise<{ child: ChildProcess; report: Report }> {
  const [command = '', ...rest] = [...prefix, process.execPath, script, JSON.stringify({ dataDir, ...more })];
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  let errors = '';
  child.stderr?.on('data', (piece: Buffer) => { errors += piece.toString(); });
  const report = await new Promise<string>((resolve, reject) => {
    child.stdout?.once('data', (piece: Buffer) => resolve(piece.toString()));
    child.once('exit', () => reject(new Error(`it ended before it was ready: ${errors}`)));
  });
  return { child, report: reportSchema.parse(JSON.parse(report)) };
}

async function ended(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** Processes whose command line names the folder. */
async function alive(dataDir: string): Promise<string[]> {
  const { stdout } = await execFileAsync('ps', ['-eo', 'pid=,args=']);
  return stdout.split('\n').filter((line) => line.includes(dataDir) && !line.includes('owner-for-tests') && !line.includes('ps -eo'));
}

async function eventually(condition: () => Promise<boolean>, durationMs: number): Promise<boolean> {
  for (let waitedMs = 0; waitedMs < durationMs; waitedMs += 50) {
    if (await condition()) return true;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return condition();
}

test('kill -9 of the owner leaves no orphan, and a restart works at once with all that was acknowledged', async () => {
  const dataDir = path.join(folder, 'killed');
  let facts = 0;
  for (let round = 1; round <= 3; round += 1) {
    const { child, report } = await start(dataDir);
    expect(report).toMatchObject({ owner: true, facts: facts + 1, state: round });
    facts = report.facts;
    await ended(child, 'SIGKILL');
  }
  expect(await eventually(async () => (await alive(dataDir)).length === 0, 5_000)).toBe(true);
}, 60_000);

test('an engine that outlived its owner is stopped before the next is launched', async () => {
  const dataDir = path.join(folder, 'leftover');
  await mkdir(dataDir);
  const outliving = spawn('sleep', ['60'], { stdio: 'ignore' });
  const bystander = spawn('sleep', ['60'], { stdio: 'ignore' });
  try {
    const engines = [
      { name: 'clickhouse', pid: outliving.pid, startedAt: await startOf(outliving.pid ?? 0), stopWith: 'SIGTERM' },
      // The number was given to another process since: not ours to stop.
      { name: 'postgres', pid: bystander.pid, startedAt: '1', stopWith: 'SIGINT' },
    ];
    await writeFile(path.join(dataDir, 'engines.json'), JSON.stringify(engines));
    await start(dataDir);
    expect(await startOf(outliving.pid ?? 0)).toBe(null);
    expect(await startOf(bystander.pid ?? 0)).not.toBe(null);
  } finally {
    outliving.kill('SIGKILL');
    bystander.kill('SIGKILL');
  }
}, 30_000);

test('a second process on the folder joins the engines of the first and leaves them running', async () => {
  const dataDir = path.join(folder, 'joined');
  const first = await start(dataDir);
  const [second, third] = await Promise.all([start(dataDir), start(dataDir)]);
  for (const { report } of [second, third]) expect(report).toMatchObject({ owner: false, processes: {} });
  expect(second.report.facts + third.report.facts).toBeGreaterThanOrEqual(4);
  await ended(second.child, 'SIGTERM');
  await ended(third.child, 'SIGKILL');
  expect((await alive(dataDir)).length).toBeGreaterThan(0);
  await ended(first.child, 'SIGTERM');
  expect(await eventually(async () => (await alive(dataDir)).length === 0, 3_000)).toBe(true);
}, 60_000);

test('of several that start at the same moment one becomes the owner', async () => {
  const dataDir = path.join(folder, 'raced');
  const all = await Promise.all([start(dataDir), start(dataDir), start(dataDir)]);
  expect(all.filter(({ report }) => report.owner).length).toBe(1);
}, 60_000);

test('an engine that dies is started again, and statements work again', async () => {
  const dataDir = path.join(folder, 'restarted');
  const lines: string[] = [];
  const engines = await openEngines({ dataDir, log: (line) => void lines.push(line) });
  try {
    for (const pid of Object.values(engines.processes())) process.kill(pid, 'SIGKILL');
    const works = async (): Promise<boolean> => { const health = await engines.health(); return health.postgres.ok && health.clickhouse.ok; };
    expect(await eventually(async () => !(await works()), 5_000)).toBe(true);
    expect(await eventually(works, 15_000)).toBe(true);
    // The engine answers others a moment before its owner has noticed and said so.
    expect(await eventually(async () => lines.filter((line) => line.includes('answers again')).length === 2, 5_000)).toBe(true);
  } finally {
    await engines.close();
  }
}, 60_000);

test('a data folder whose path is too long for a socket, or holds pattern characters, gets short sockets', async () => {
  const dataDir = path.join(folder, `long {a,b}* '"${'ö'.repeat(60)}`);
  const { report } = await start(dataDir);
  expect(report.health).toMatchObject({ postgres: { ok: true }, clickhouse: { ok: true } });
  expect(Buffer.byteLength(report.health.clickhouse.where)).toBeLessThan(100);
  const runtime = path.dirname(report.health.clickhouse.where);
  expect((await stat(runtime)).mode & 0o777).toBe(0o700);
  for (const child of started.splice(0)) await ended(child, 'SIGTERM');
  await rm(runtime, { recursive: true });
}, 30_000);

test('it works in a 0700 folder, and leaves nothing there that others can read', async () => {
  const dataDir = path.join(folder, 'private');
  await mkdir(dataDir, { mode: 0o700 });
  await start(dataDir);
  expect((await stat(path.join(dataDir, 'postgres'))).mode & 0o077).toBe(0);
  expect((await stat(path.join(dataDir, 'run'))).mode & 0o077).toBe(0);
  expect((await stat(path.join(dataDir, 'run', 'clickhouse.sock'))).mode & 0o077).toBe(0);
}, 30_000);

test.runIf(isRoot)('it works for an ordinary user in a 0700 folder', async () => {
  const dataDir = path.join(folder, 'ordinary');
  await mkdir(dataDir, { mode: 0o700 });
  await chown(dataDir, nobody, nobody);
  await chmod(folder, 0o711);
  const { child, report } = await start(dataDir, {}, ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups']);
  expect(report).toMatchObject({ owner: true, facts: 1 });
  expect((await stat(path.join(dataDir, 'postgres'))).uid).toBe(nobody);
  await ended(child, 'SIGKILL');
  expect(await eventually(async () => (await alive(dataDir)).length === 0, 5_000)).toBe(true);
}, 30_000);

test.runIf(isRoot && process.platform === 'linux')('where user namespaces are forbidden, root runs Postgres as an unprivileged account and says so', async () => {
  const dataDir = path.join(folder, 'without-namespaces');
  const { child, report } = await start(dataDir, { namespaces: false });
  const home = path.dirname(report.health.postgres.where);
  try {
    expect(report).toMatchObject({ owner: true, facts: 1, state: 1 });
    expect(report.said.join()).toContain(home);
    const status = await readFile(`/proc/${report.processes.postgres}/status`, 'utf8');
    expect(status).toMatch(new RegExp(`^Uid:\\s+${nobody}\\s`, 'm'));
    await ended(child, 'SIGKILL');
    expect(await eventually(async () => (await startOf(report.processes.postgres ?? 0)) === null, 5_000)).toBe(true);
    expect((await start(dataDir, { namespaces: false })).report.state).toBe(2);
  } finally {
    for (const owner of started.splice(0)) await ended(owner, 'SIGTERM');
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);

test('a closed owner leaves no sockets of engines that could be taken for live ones', async () => {
  const dataDir = path.join(folder, 'closed');
  const engines = await openEngines({ dataDir, log: () => undefined });
  await engines.close();
  expect((await readdir(path.join(dataDir, 'run'))).filter((name) => name === 'owner.sock')).toEqual([]);
  expect(JSON.parse(await readFile(path.join(dataDir, 'engines.json'), 'utf8'))).toEqual([]);
}, 30_000);
