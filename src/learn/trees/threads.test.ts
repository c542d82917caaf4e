import { readFileSync } from 'node:fs';
import { setTimeout as after } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { normalDraw, randomStream, trainTrees, writeTreeModel, type TreeOptions } from '../index.ts';
import { withThreads } from './kernel/team.ts';

const rows = 40_000;
const random = randomStream('threads', 1);
const columns = Array.from({ length: 4 }, (_, at) => Float64Array.from({ length: rows }, () => (random() < 0.1 ? NaN : at === 0 ? Math.floor(random() * 9) : normalDraw(random))));
const signal = Float64Array.from({ length: rows }, (_, row) => columns.reduce((sum, column, at) => sum + (Number.isNaN(column[row]) ? 0.5 : Math.sin((at + 1) * (column[row] as number))), 0));
const won = signal.map((value) => (random() < 1 / (1 + Math.exp(-value)) ? 1 : 0));
const kinds = signal.map((value) => (value < -0.5 ? 0 : value < 0.8 ? 1 : 2));
const weights = signal.map((_, row) => (row % 5) / 3);
const small = { rounds: 3, depth: 5, eta: 0.3 } as const;

const cases: ReadonlyArray<readonly [string, Float64Array, TreeOptions]> = [
  ['logistic, missing values', won, { ...small, objective: { kind: 'logistic' } }],
  ['squared, weighted, monotone', signal, { ...small, objective: { kind: 'squared' }, weights, monotone: [0, 1, -1, 0] }],
  ['logistic, sampled rows and columns, early stopping', won, { ...small, objective: { kind: 'logistic' }, rowShare: 0.6, columnShare: 0.6, seed: 3, weights, validation: { from: 30_000, patience: 2 } }],
  ['several classes', kinds, { ...small, objective: { kind: 'softmax', classes: 3 } }],
  ['quantile', signal, { ...small, objective: { kind: 'quantile', share: 0.7 }, rowShare: 0.7 }],
];

test.each(cases)('%s: the same model, byte for byte, for 1, 2, 3 and 8 threads and in a second run', (_, y, options) => {
  const [one, ...others] = [1, 2, 3, 8, 2].map((threads) => writeTreeModel(trainTrees(columns, y, { ...options, threads }).model));
  for (const model of others) expect(model === one).toBe(true);
});

test('single-precision columns are taken as they are, and give the model of the same numbers as doubles', () => {
  const single = columns.map((column) => Float32Array.from(column));
  const fit = (table: ReadonlyArray<Float32Array | Float64Array>, threads: number): string => writeTreeModel(trainTrees(table, won, { ...small, objective: { kind: 'logistic' }, threads }).model);
  expect(fit(single, 2) === fit(single.map((column) => Float64Array.from(column)), 1)).toBe(true);
});

/** Threads of this process, where the system tells. */
function threadCount(): number {
  try {
    return Number(/Threads:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

async function fallsBackTo(count: number): Promise<boolean> {
  for (let tries = 0; tries < 100; tries += 1) {
    if (threadCount() <= count) return true;
    await after(50);
  }
  return false;
}

test('threads end with training, also when it throws or is stopped', async () => {
  const options = { ...small, objective: { kind: 'logistic' }, threads: 4 } as const;
  const before = threadCount();
  expect(trainTrees(columns, won, { ...options, onRound: () => false }).rounds).toBe(1);
  expect(() => trainTrees(columns, won, { ...options, onRound: () => { throw new Error('stop it'); } })).toThrow('stop it');
  trainTrees(columns, won, options);
  expect(await fallsBackTo(before)).toBe(true);
});

test('a call that fails is an error in the thread that waits, whoever ran it', async () => {
  const before = threadCount();
  const outside = 2 ** 32 - 65_536;
  expect(() => withThreads(3, (team) => { for (let batch = 0; batch < 50; batch += 1) team.run(Array.from({ length: 9 }, () => ['addHistogram', outside, outside, 2 ** 20] as const)); })).toThrow(/failed|out of bounds/);
  expect(await fallsBackTo(before)).toBe(true);
});

test('calls are shared out once each, however many there are', () => {
  withThreads(4, ({ arena, run }) => {
    const place = arena.take(3000 * 16);
    const one = arena.take(16);
    arena.doubles(place, 6000).fill(0);
    arena.doubles(one, 2).set([1, 2]);
    for (let batch = 1; batch <= 20; batch += 1) {
      run(Array.from({ length: 3000 }, (_, at) => ['addHistogram', place + at * 16, one, 16] as const));
      expect(arena.doubles(place, 6000).every((value, at) => value === batch * (1 + (at % 2)))).toBe(true);
    }
  });
});

test('a number of threads that is none is refused', () => {
  for (const threads of [0, -1, 1.5, NaN]) expect(() => trainTrees([[1, 2]], [0, 1], { objective: { kind: 'squared' }, threads })).toThrow(/threads/);
});
