import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** Runs a JavaScript tool of node_modules with this Node; answers its exit code and the lines it wrote. */
export function runTool(root, script, words) {
  const run = spawnSync(process.execPath, [join(root, 'node_modules', script), ...words], { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 });
  return { ok: run.status === 0, stdout: run.stdout ?? '', lines: linesOf(`${run.stdout ?? ''}\n${run.stderr ?? ''}`) };
}

const linesOf = (text) => text.split('\n').map((line) => line.trimEnd()).filter((line) => line !== '');
