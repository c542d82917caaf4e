import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Failure, type Kind, type MappedRow, type Reject } from '../model/index.ts';
import { hostileFiles } from './hostile-files.ts';
import { planFiles, readMapped } from './index.ts';

const now = Date.UTC(2026, 0, 1);
let folder = '';
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'hostile-')); });
afterAll(async () => { await rm(folder, { recursive: true, force: true }); });

async function imported(file: string) {
  const plan = await planFiles([file], { now, as: 'deal' });
  const rows: MappedRow[] = [];
  const rejects: Reject[] = [];
  for (const table of plan.tables.filter((one) => one.use === 'import')) {
    for await (const item of readMapped({ ...table, kind: table.kind as Kind }, { plan })) {
      if ('row' in item) rows.push(item.row);
      else rejects.push(item.reject);
    }
  }
  return { plan, rows, rejects };
}

test('there are at least sixty of them, each with a name of its own', () => {
  expect(new Set(hostileFiles.map((one) => one.name)).size).toBe(hostileFiles.length);
  expect(hostileFiles.length).toBeGreaterThanOrEqual(60);
});

test.each(hostileFiles.map((hostile, index) => ({ index, ...hostile })))('$name', async (hostile) => {
  const file = path.join(folder, `${hostile.index}-${hostile.file}`);
  await writeFile(file, hostile.bytes());
  const startedMs = process.cpuUsage().user / 1000;
  const outcome = await imported(file).catch((error: unknown) => error);
  const cpuMs = process.cpuUsage().user / 1000 - startedMs;
  if (hostile.refused) {
    expect(outcome).toBeInstanceOf(Failure);
    expect((outcome as Failure).message).toMatch(hostile.refused);
    expect((outcome as Failure).todo).toBeTruthy();
    expect(cpuMs).toBeLessThan(2_000);
    return;
  }
  expect(outcome).not.toBeInstanceOf(Error);
  const { plan, rows, rejects } = outcome as Awaited<ReturnType<typeof imported>>;
  if (hostile.listed) expect(plan.tables[0]?.listedWhy).toMatch(hostile.listed);
  if (hostile.rows !== undefined) expect(rows).toHaveLength(hostile.rows);
  if (hostile.rejects) {
    expect(rejects.map((reject) => reject.reason)).toHaveLength(hostile.rejects.length);
    hostile.rejects.forEach((reason, at) => { expect(rejects[at]?.reason).toMatch(reason); });
  }
  if (hostile.warns) expect(plan.tables[0]?.warnings.join(' ')).toMatch(hostile.warns);
  for (const header of hostile.headers ?? []) expect(plan.tables[0]?.columns.map((column) => column.header)).toContain(header);
  expect(({} as Record<string, unknown>)['admin']).toBeUndefined();
});
