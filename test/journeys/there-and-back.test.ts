import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { askHindcast, repository, runHindcast, type CommandOptions } from '../product/command.ts';
import { startHindcast } from '../product/server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-back-'));
const optionsOf = (name: string): CommandOptions => ({ dataFolder: join(folder, name), timeoutMs: 180_000 });
const main = ['--workspace', 'main'];
const questions = [['deals'], ['deals', '--as-of', '2025-03-31'], ['forecast'], ['leaks'], ['actions'], ['changes', '--since', '2025-06-30'], ['columns']] as const;

/** Answers to every question, by question; asked beside a running server so that the engines start once. */
async function answersOf(options: CommandOptions): Promise<Record<string, unknown>> {
  const answers: Record<string, unknown> = {};
  for (const question of questions) answers[question.join(' ')] = await askHindcast([...question, ...main], options);
  return answers;
}

async function beside<T>(options: CommandOptions, work: () => Promise<T>): Promise<T> {
  const server = await startHindcast({ ...options, demo: 'none' });
  try {
    return await work();
  } finally {
    await server.stop();
  }
}

let before: Record<string, unknown>;
const original = optionsOf('original');
const exported = join(folder, 'exported');
const saved = join(folder, 'saved');

beforeAll(async () => {
  before = await beside(original, async () => {
    await askHindcast(['import', join(repository, 'examples', 'small-company'), ...main], original);
    await askHindcast(['export', exported, ...main], original);
    await askHindcast(['backup', saved], original);
    return answersOf(original);
  });
}, 240_000);
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test('there is something to compare', () => {
  expect((before['deals'] as unknown[]).length).toBeGreaterThan(5);
});

test('an export imports into an empty workspace, and every answer is identical', { timeout: 240_000 }, async () => {
  const copy = optionsOf('copy');
  const after = await beside(copy, async () => {
    await askHindcast(['import', exported, ...main], copy);
    return answersOf(copy);
  });
  expect(after).toEqual(before);
});

test('a backup restores into an empty folder, and every answer is identical', { timeout: 240_000 }, async () => {
  const restored = optionsOf('restored');
  await askHindcast(['restore', saved], restored);
  expect(await beside(restored, () => answersOf(restored))).toEqual(before);
});

test('importing the same files again changes nothing', { timeout: 240_000 }, async () => {
  const after = await beside(original, async () => {
    const receipt = await runHindcast(['import', join(repository, 'examples', 'small-company'), ...main, '--json'], original);
    expect(receipt.exitCode, receipt.stderr).toBe(0);
    return answersOf(original);
  });
  expect(after).toEqual(before);
});
