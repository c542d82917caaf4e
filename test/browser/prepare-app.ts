import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Builds the app as it ships. Throws with Vite's words when it cannot be built. */
export function prepareApp(): void {
  const run = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'error'], { cwd: root, encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the app could not be built:\n${run.stderr || run.stdout}`);
}
