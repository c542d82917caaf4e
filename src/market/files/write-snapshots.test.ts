import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dayMs } from '../company.ts';
import { companyOf } from '../testing.ts';
import { snapshotAt } from '../truth/truth.ts';
import { writeSnapshots } from './write-snapshots.ts';

let folder: string;
beforeAll(async () => { folder = await mkdtemp(path.join(tmpdir(), 'market-nights-')); });
afterAll(() => rm(folder, { recursive: true, force: true }));

const company = companyOf(14);
const days = ['2024-11-04', '2024-11-05', '2025-02-28'];

test('a folder a night holds what the CRM held that night', async () => {
  const seen: string[] = [];
  const rows = await writeSnapshots(folder, company, days, (day) => void seen.push(day));
  expect(seen).toEqual(days);
  expect((await readdir(folder)).sort()).toEqual(days);
  let read = 0;
  for (const day of days) {
    const lines = (await readFile(path.join(folder, day, 'opportunities.csv'), 'utf8')).trimEnd().split('\n').slice(1);
    const held = snapshotAt(company, Date.parse(day) + dayMs - 1);
    expect(lines.length).toBe(held.size);
    for (const line of lines) expect(line.split(',')[4]).toBe(held.get(line.split(',')[0] as string)?.stage);
    read += lines.length;
  }
  expect(rows).toBe(read);
});

test('nights that would fill the disk are refused before a file is written', async () => {
  const many = Array.from({ length: 40_000 }, () => '2024-11-04');
  await expect(writeSnapshots(path.join(folder, 'many'), company, many)).rejects.toThrow('ask for fewer nights');
  expect(await readdir(folder)).not.toContain('many');
});
