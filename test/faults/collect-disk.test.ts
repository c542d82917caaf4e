/** A full disk, and fsync that fails, under load: what was acknowledged is there, and once all is sent again everything is there exactly once. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { askHindcast, exitOf } from '../product/command.ts';
import { processesOn } from '../product/processes.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';
import { Traffic, untilReadable } from './collect-rounds.ts';
import { strace, straceAllowed } from './strace.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-collect-disk-'));
const disk = join(folder, 'small');
const diskMegabytes = 400;
mkdirSync(disk);
const small = process.getuid?.() === 0 && spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${diskMegabytes}m,mode=0700`, 'tmpfs', disk]).status === 0;
if (!small) process.stderr.write('no small disk can be mounted here: the test of a full disk is skipped\n');
if (!straceAllowed) process.stderr.write('strace cannot attach here: the test of failing fsync is skipped\n');
afterAll(() => {
  if (small) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function begin(dataFolder: string): Promise<{ server: RunningHindcast; traffic: Traffic }> {
  const server = await startHindcast({ dataFolder, demo: 'none' });
  const { writeKey } = await askHindcast<{ writeKey: string }>(['source', 'create', 'shop', '--workspace', 'main'], { dataFolder });
  const traffic = new Traffic(writeKey);
  await traffic.load(server.url, 500);
  return { server, traffic };
}

/** After the trouble, on engines that were started again. */
async function expectAllOnce(dataFolder: string, server: RunningHindcast, traffic: Traffic): Promise<void> {
  await server.stop();
  const again = await startHindcast({ dataFolder, demo: 'none' });
  const before = await untilReadable(dataFolder);
  expect([...traffic.acknowledged].filter((message) => !before.messages.has(message))).toEqual([]);
  await traffic.repeatPending(again.url, 60_000);
  const after = await untilReadable(dataFolder);
  expect([after.accepted, after.messages.size]).toEqual([traffic.sent, traffic.sent]);
  await again.stop();
}

test.skipIf(!small)('a full disk', { timeout: 240_000 }, async () => {
  const dataFolder = join(disk, 'data');
  const { server, traffic } = await begin(dataFolder);
  const ballast = join(disk, 'ballast');
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k', `count=${diskMegabytes * 16}`]);
  await traffic.load(server.url, 3_000);
  expect(traffic.pending.length).toBeGreaterThan(0);
  rmSync(ballast);
  await expectAllOnce(dataFolder, server, traffic);
});

test.skipIf(!straceAllowed)('fsync that fails', { timeout: 240_000 }, async () => {
  const dataFolder = join(folder, 'failing-fsync');
  const { server, traffic } = await begin(dataFolder);
  const engines = processesOn(dataFolder).filter((one) => one.role === 'facts engine').map((one) => one.pid);
  const tracer = await strace(engines, 'fsync,fdatasync:error=EIO', join(folder, 'strace.log'));
  await Promise.race([traffic.load(server.url, 2_000), pause(30_000)]);
  tracer.kill('SIGINT');
  await exitOf(tracer);
  expect(traffic.pending.length).toBeGreaterThan(0);
  await expectAllOnce(dataFolder, server, traffic);
});
