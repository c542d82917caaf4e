import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { bookOf } from '../../bench/truth/company-book.ts';
import { coverageOf, missesOf, pointsAt, rangeScores } from '../../bench/truth/forecast-scores.ts';
import { leakScore, type LeakScore } from '../../bench/truth/leak-scores.ts';
import { simulate, truth, writeDemo, type SimulateOptions } from '../../src/market/index.ts';
import type { BacktestPoint, LeaksAnswer } from '../../src/model/index.ts';
import { importInto, openEmptyHouse, type EmptyHouse } from './imported-set.ts';

/** An alarm, not a proof: `npm run bench -- truth` judges a hundred companies and more of what is said. */
const seeds = Array.from({ length: 10 }, (_, index) => 31_000 + index);
const weeks = [1, 4, 8] as const;

/** What is said of a company's past quarters and of its leaks. */
interface Said {
  readonly points: readonly BacktestPoint[];
  readonly leaks: LeaksAnswer;
}

const optionsOf = (seed: number): SimulateOptions => ({ seed, size: 'S', endsAt: '2026-06-30' });

async function askedOf(house: EmptyHouse, seed: number): Promise<Said> {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-ten-'));
  try {
    await writeDemo(folder, optionsOf(seed), () => undefined);
    const { workspace } = await importInto(house, `company_${seed}`, folder);
    return { points: (await workspace.backtest({})).points, leaks: await workspace.leaks({}) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function judged(seed: number, leaks: LeaksAnswer): LeakScore {
  const company = simulate(optionsOf(seed));
  return leakScore(leaks, truth(company), bookOf(company), new Set());
}

const said: Said[] = [];
beforeAll(async () => {
  const house = await openEmptyHouse();
  try {
    for (const seed of seeds) said.push(await askedOf(house, seed));
  } finally {
    await house.close();
  }
}, 1_800_000);

test('on ten made-up companies ranges hold about as often as they promise, and middles and ranges beat the simple rules', () => {
  const records = said.map(({ points }) => points);
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

test('on these companies most clear planted leaks are found, and next to none is shown where nothing differs', () => {
  const scores = said.map(({ leaks }, index) => judged(seeds[index] as number, leaks));
  const clear = scores.flatMap(({ planted }) => (planted !== null && planted.oraclePower >= 0.9 ? [planted] : []));
  expect(clear.length).toBeGreaterThanOrEqual(4);
  expect(clear.filter((one) => one.found).length).toBeGreaterThanOrEqual(Math.ceil(clear.length * 0.6));
  expect(scores.reduce((sum, score) => sum + score.chance, 0)).toBeLessThanOrEqual(2);
});
