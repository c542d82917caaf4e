/**
 * Trains and scores in a process of its own, and prints a SideResult.
 * Usage: node own-side.ts FOLDER ROWS TEST_ROWS TREES THREADS [binning]   with `binning`: only bins, and prints those seconds.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { logLoss, trainTrees, treeScorer, type TreeModel } from '../../src/learn/index.ts';
import { features } from './table.ts';
import { settings, type Seconds, type SideResult } from './settings.ts';

const [folder = '', ...words] = process.argv.slice(2);
const [rows = 0, testRows = 0, rounds = 0, threads = 1] = words.slice(0, 4).map(Number);

const floats = (name: string): Float32Array => {
  const bytes = readFileSync(join(folder, name));
  return new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
};
const columnsIn = (all: Float32Array, count: number): Float32Array[] => Array.from({ length: features }, (_, feature) => all.subarray(feature * count, (feature + 1) * count));

function timed<T>(work: () => T): Seconds & { readonly result: T } {
  const [cpu, wall] = [process.cpuUsage(), performance.now()];
  const result = work();
  const { user, system } = process.cpuUsage(cpu);
  return { result, wall: (performance.now() - wall) / 1000, cpu: (user + system) / 1e6 };
}

function oneRow(model: TreeModel, columns: readonly Float32Array[]): number {
  const scorer = treeScorer(model);
  const rowAt = (row: number): Float64Array => Float64Array.from(columns, (column) => column[row] as number);
  const given = Array.from({ length: 2000 }, (_, row) => rowAt(row % testRows));
  for (const values of given) scorer.row(values);
  return (timed(() => { for (const values of given) scorer.row(values); }).wall / given.length) * 1e6;
}

const columns = columnsIn(floats('train-columns'), rows);
const y = floats('train-outcome');
const fit = (count: number): ReturnType<typeof trainTrees> => trainTrees(columns, y, { ...settings, objective: { kind: 'logistic' }, rounds: count, threads });
if (words[4] === 'binning') {
  const { wall, cpu } = timed(() => fit(0));
  process.stdout.write(JSON.stringify({ wall, cpu }));
} else {
  const { result: { model }, wall, cpu } = timed(() => fit(rounds));
  const test = columnsIn(floats('test-columns'), testRows);
  const scorer = treeScorer(model, { threads });
  const scored = timed(() => scorer.batch(test));
  // Of this process alone: the resource usage would begin with what its parent held.
  const peakMb = Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024;
  const result: SideResult = {
    version: process.version, binning: { wall: 0, cpu: 0 }, training: { wall, cpu }, scoring: { wall: scored.wall, cpu: scored.cpu },
    oneRow: oneRow(model, test), peakMb, logLoss: logLoss(Array.from(floats('test-outcome')), Array.from(scored.result)),
  };
  process.stdout.write(JSON.stringify(result));
}
