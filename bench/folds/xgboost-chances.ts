import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const python = '/usr/bin/python3';
const script = join(import.meta.dirname, 'xgboost-chances.py');
/** OpenMP would spin while it waits, even on one thread of its own. */
const environment = { ...process.env, OMP_NUM_THREADS: '1', OMP_WAIT_POLICY: 'PASSIVE', OPENBLAS_NUM_THREADS: '1' };

export interface XgboostJob {
  readonly columns: readonly Float64Array[];
  readonly y: readonly number[];
  /** The fold of each row, one list a repeat. */
  readonly foldOf: readonly Int32Array[];
  readonly folds: number;
  readonly settings: { readonly rounds: number; readonly depth: number; readonly eta: number; readonly lambda: number };
  /** What each variant adds to the settings, in XGBoost's words. */
  readonly variants: ReadonlyArray<Readonly<Record<string, number>>>;
}

export interface XgboostChances {
  /** By variant and repeat, a chance a row. */
  readonly chances: number[][][];
  readonly version: string;
  /** CPU seconds of the first variant's fits. */
  readonly seconds: number;
}

/** XGBoost's version, or null where it is not installed. */
export function xgboostVersion(): string | null {
  try {
    return execFileSync(python, ['-c', 'import xgboost; print(xgboost.__version__)'], { encoding: 'utf8', env: environment, stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return null;
  }
}

/** Fits XGBoost in a child process; what is exchanged lies in `folder`. */
export function xgboostChances(folder: string, { columns, y, foldOf, folds, settings, variants }: XgboostJob): XgboostChances {
  const write = (name: string, arrays: ReadonlyArray<Float64Array | Int32Array>): void => { writeFileSync(join(folder, name), Buffer.concat(arrays.map((array) => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)))); };
  writeFileSync(join(folder, 'job.json'), JSON.stringify({ rows: y.length, columns: columns.length, repeats: foldOf.length, folds, ...settings, variants }));
  write('x.bin', columns);
  write('y.bin', [Float64Array.from(y)]);
  write('folds.bin', foldOf);
  const { version, seconds } = JSON.parse(execFileSync(python, [script, folder], { encoding: 'utf8', env: environment })) as { version: string; seconds: number };
  const bytes = readFileSync(join(folder, 'chances.bin'));
  const all = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  const chances = variants.map((_, variant) => foldOf.map((_fold, repeat) => Array.from(all.subarray((variant * foldOf.length + repeat) * y.length, (variant * foldOf.length + repeat + 1) * y.length))));
  return { chances, version, seconds };
}
