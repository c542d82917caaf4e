import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

export interface CheckRun {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs the named house rules on the repository itself. */
export const checkRepository = (...names: string[]): CheckRun => runCheck(root, names);

/** Builds a small house of the given files (path → text) with the project's configuration, and runs the named rules on it. */
export function checkPlanted(files: Readonly<Record<string, string>>, ...names: string[]): CheckRun {
  const house = mkdtempSync(join(tmpdir(), 'hindcast-house-'));
  try {
    symlinkSync(join(root, 'node_modules'), join(house, 'node_modules'));
    for (const name of ['.dependency-cruiser.mjs', '.oxlintrc.json', 'package.json', 'tsconfig.json']) cpSync(join(root, name), join(house, name));
    for (const [path, text] of Object.entries(files)) plant(join(house, path), text);
    return runCheck(house, names);
  } finally {
    rmSync(house, { recursive: true, force: true });
  }
}

function plant(path: string, text: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

function runCheck(house: string, names: readonly string[]): CheckRun {
  const run = spawnSync(process.execPath, [join(root, 'scripts', 'check.mjs'), `--root=${house}`, ...names], { encoding: 'utf8' });
  return { exitCode: run.status ?? -1, output: `${run.stdout}${run.stderr}` };
}
