import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHindcast, exitOf, runHindcast } from '../product/command.ts';
import { writeExport } from '../product/crm-export.ts';
import { processesLeftOn, processesOn } from '../product/processes.ts';
import { startHindcast } from '../product/server.ts';
import { countOf } from './kill-round.ts';
import { strace, straceAllowed } from './strace.ts';

const size = { deals: 300, activities: 20_000, seed: 12 };
const folder = mkdtempSync(join(tmpdir(), 'hindcast-disk-'));
const disk = join(folder, 'small');
let files: { deals: string; activities: string };

const mount = (...words: string[]): boolean => spawnSync('mount', words).status === 0;
const diskMegabytes = 400;
mkdirSync(disk);
const small = process.getuid?.() === 0 && mount('-t', 'tmpfs', '-o', `size=${diskMegabytes}m,mode=0700`, 'tmpfs', disk);
if (!small) process.stderr.write('no small disk can be mounted here: the test of a full disk is skipped\n');
if (!straceAllowed) process.stderr.write('strace cannot attach here: the test of failing fsync is skipped\n');

beforeAll(async () => { files = await writeExport(join(folder, 'files'), size); });
afterAll(() => {
  if (small) spawnSync('umount', [disk]);
  rmSync(folder, { recursive: true, force: true });
});

test.skipIf(!small)('an import on a full disk fails in words, and works once there is room', { timeout: 240_000 }, async () => {
  const dataFolder = join(disk, 'data');
  const ballast = join(disk, 'ballast');
  const server = await startHindcast({ dataFolder, demo: 'none' });
  await askHindcast(['import', files.deals, '--as', 'deal', '--workspace', 'main'], { dataFolder });
  spawnSync('dd', ['if=/dev/zero', `of=${ballast}`, 'bs=64k', `count=${diskMegabytes * 16}`]);

  const refused = await runHindcast(['import', files.activities, '--as', 'activity', '--workspace', 'main', '--json'], { dataFolder, timeoutMs: 90_000 });
  expect(refused.exitCode).toBeGreaterThan(0);
  expect(`${refused.stdout}${refused.stderr}`).not.toMatch(/\n\s+at .+:\d+:\d+/);
  rmSync(ballast);
  await server.stop();

  const again = await startHindcast({ dataFolder, demo: 'none' });
  expect(await countOf('deals', dataFolder)).toBe(size.deals);
  await askHindcast(['import', files.activities, '--as', 'activity', '--workspace', 'main'], { dataFolder });
  expect(await countOf('activities', dataFolder)).toBe(size.activities);
  await again.stop();
  expect(await processesLeftOn(dataFolder, 10_000)).toEqual([]);
});

test.skipIf(!straceAllowed)('where fsync fails, nothing is acknowledged that is not there afterwards', { timeout: 240_000 }, async () => {
  const dataFolder = join(folder, 'failing-fsync');
  const server = await startHindcast({ dataFolder, demo: 'none' });
  await askHindcast(['import', files.deals, '--as', 'deal', '--workspace', 'main'], { dataFolder });

  const engines = processesOn(dataFolder).filter((one) => one.role === 'facts engine').map((one) => one.pid);
  const tracer = await strace(engines, 'fsync,fdatasync:error=EIO', join(folder, 'strace.log'));
  const hurt = await runHindcast(['import', files.activities, '--as', 'activity', '--workspace', 'main', '--json'], { dataFolder, timeoutMs: 60_000 });
  tracer.kill('SIGINT');
  await exitOf(tracer);
  await server.stop();

  const again = await startHindcast({ dataFolder, demo: 'none' });
  expect(await countOf('deals', dataFolder)).toBe(size.deals);
  // Acknowledged means all of it; not acknowledged means nothing, or all where the import resumed by itself after the restart.
  expect(hurt.exitCode === 0 ? [size.activities] : [0, size.activities]).toContain(await countOf('activities', dataFolder));
  await askHindcast(['import', files.activities, '--as', 'activity', '--workspace', 'main'], { dataFolder });
  expect(await countOf('activities', dataFolder)).toBe(size.activities);
  await again.stop();
});
