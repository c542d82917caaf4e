import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHindcast, repository, runHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast, type RunningHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-broken-'));
const options: CommandOptions = { dataFolder: join(folder, 'data') };
const deals = readFileSync(join(repository, 'examples', 'small-company', 'deals.csv'));
let server: RunningHindcast;

beforeAll(async () => { server = await startHindcast({ ...options, demo: 'none' }); });
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

function fileOf(name: string, content: string | Buffer): string {
  const path = join(folder, name.replace(/\W/g, '-'), name);
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, content);
  return path;
}

const held = async (): Promise<number> => {
  const answer = await askHindcast<{ rows: Array<Array<string | number>> }>(['sql', 'SELECT count() AS n FROM deals', '--workspace', 'main'], options);
  return Number(answer.rows[0]?.[0]);
};

const broken: ReadonlyArray<readonly [what: string, name: string, content: string | Buffer]> = [
  ['a truncated gzip', 'deals.csv.gz', gzipSync(deals).subarray(0, 900)],
  ['a gzip bomb', 'bomb.csv.gz', gzipSync(Buffer.alloc(300_000_000, 'a'))],
  ['a file that is not what its name says', 'deals.xlsx', Buffer.from('PK\u0003\u0004 and then nothing')],
  ['an empty file', 'deals.csv', ''],
];

test.each(broken)('%s is refused in words, and nothing of it is written', async (_what, name, content) => {
  const run = await runHindcast(['import', fileOf(name, content), '--workspace', 'main'], options);
  expect(run.exitCode).toBeGreaterThan(0);
  expect(run.stderr).toContain(name);
  expect(run.stderr).not.toMatch(/\n\s+at .+:\d+:\d+/);
  expect(await held()).toBe(0);
});

test('rows that cannot be read are rejected with their line, and their neighbours are imported', async () => {
  const lines = deals.toString('utf8').trimEnd().split('\n');
  const text = [...lines.slice(0, 20), `DEAL-900,${'x'.repeat(2_000_000)},,,,,Proposal,1.00,EUR,2025-01-01,2025-02-01,`, ...lines.slice(20)].join('\n');
  const run = await runHindcast(['import', fileOf('half-good.csv', text), '--as', 'deal', '--workspace', 'main', '--json'], options);
  const answer = JSON.parse(run.stdout) as { receipt: { rejects: number; firstRejects: Array<{ line: number; reason: string }> } };
  expect(answer.receipt.rejects).toBe(1);
  expect(answer.receipt.firstRejects[0]?.line).toBe(21);
  expect(await held()).toBe(60);
});
