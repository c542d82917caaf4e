import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seconds, SideResult } from './settings.ts';
import { features, madeTable, type MadeTable } from './table.ts';

const python = '/usr/bin/python3';
/** One thread of OpenMP must not spin while it waits for another, or its processor time says nothing. */
const quiet = { OMP_WAIT_POLICY: 'PASSIVE', OPENBLAS_NUM_THREADS: '1' };

/** XGBoost's version where Debian's Python has it, else null. */
export function xgboostVersion(): string | null {
  const { status, stdout } = spawnSync(python, ['-c', 'import numpy, xgboost; print(xgboost.__version__)'], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : null;
}

function answerOf<T>(command: string, words: readonly string[]): T {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8', env: { ...process.env, ...quiet } });
  if (status !== 0) throw new Error(`${words[0]} failed: ${stderr}`);
  return JSON.parse(stdout) as T;
}

/** Which table in which folder, and how both sides train on it. */
export interface Task {
  readonly folder: string;
  readonly rows: number;
  readonly testRows: number;
  readonly trees: number;
}

const beside = (name: string): string => join(import.meta.dirname, name);
const wordsOf = ({ folder, rows, testRows, trees }: Task, threads: number): string[] => [folder, String(rows), String(testRows), String(trees), String(threads)];

/** Both phases come from cold processes: one that only bins, one that does all. */
export function ownSide(task: Task, threads: number): SideResult {
  const binning = answerOf<Seconds>(process.execPath, [beside('own-side.ts'), ...wordsOf(task, threads), 'binning']);
  const all = answerOf<SideResult>(process.execPath, [beside('own-side.ts'), ...wordsOf(task, threads)]);
  return { ...all, binning, training: { wall: all.training.wall - binning.wall, cpu: all.training.cpu - binning.cpu } };
}

export const xgboostSide = (task: Task, threads: number): SideResult => answerOf(python, [beside('xgboost-side.py'), ...wordsOf(task, threads)]);

export const scaleSide = (rows: number, trees: number, seed: number): number => answerOf(process.execPath, [beside('scale-side.ts'), String(rows), String(trees), String(seed)]);

/** Writes a made-up table for both sides: by column for one, by row for the other. */
export function writeTask(task: Task, seed: number, interaction: boolean): Task {
  const { rows, testRows } = task;
  const made = madeTable(seed, rows + testRows, interaction);
  writePart(task.folder, 'train', made, 0, rows);
  writePart(task.folder, 'test', made, rows, rows + testRows);
  return task;
}

function writePart(folder: string, name: string, { columns, y }: MadeTable, from: number, to: number): void {
  const count = to - from;
  const [byColumn, byRow] = [new Float32Array(count * features), new Float32Array(count * features)];
  columns.forEach((column, feature) => {
    byColumn.set(column.subarray(from, to), feature * count);
    for (let row = 0; row < count; row += 1) byRow[row * features + feature] = column[from + row] as number;
  });
  writeFileSync(join(folder, `${name}-columns`), byColumn);
  writeFileSync(join(folder, `${name}-rows`), byRow);
  writeFileSync(join(folder, `${name}-outcome`), y.subarray(from, to));
}
