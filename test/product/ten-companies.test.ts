import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { coverageOf, missesOf, pointsAt, rangeScores } from '../../bench/truth/forecast-scores.ts';
import { writeDemo } from '../../src/market/index.ts';
import type { BacktestPoint } from '../../src/model/index.ts';
import { importSet } from './imported-set.ts';

/** An alarm, not a proof: `npm run bench -- truth` judges a hundred companies and more of what is said. */
const seeds = Array.from({ length: 10 }, (_, index) => 31_000 + index);
const weeks = [1, 4, 8] as const;

async function recordOf(seed: number): Promise<readonly BacktestPoint[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-ten-'));
  await writeDemo(folder, { seed, size: 'S', endsAt: '2026-06-30' }, () => undefined);
  const set = await importSet(folder);
  try {
    return (await set.workspace.backtest({})).points;
  } finally {
    await set.close();
    await rm(folder, { recursive: true, force: true });
  }
}

test('on ten made-up companies ranges hold about as often as they promise, and middles and ranges beat the simple rules', { timeout: 900_000 }, async () => {
  const records: Array<readonly BacktestPoint[]> = [];
  for (const seed of seeds) records.push(await recordOf(seed));
  for (const week of weeks) {
    const series = records.map((points) => pointsAt(points, week));
    const counts = series.map(coverageOf);
    const inside = counts.reduce((sum, count) => sum + count.inside, 0) / counts.reduce((sum, count) => sum + count.of, 0);
    expect(inside, `week ${week}: share of quarters inside the 8-in-10 range`).toBeGreaterThan(0.68);
    expect(inside).toBeLessThan(0.92);
    const misses = series.flatMap((points) => missesOf(points) ?? []);
    expect(misses.filter((one) => one.product < one.chosenRule).length, `week ${week}: companies where the middle misses less than the rule chosen before`).toBeGreaterThanOrEqual(6);
    const scores = series.flatMap((points) => rangeScores(points) ?? []);
    const better = scores.filter((one) => one.product < Math.min(...one.rules.values()));
    expect(better.length, `week ${week}: companies where the range beats the best rule in hindsight`).toBeGreaterThanOrEqual(4);
  }
});
