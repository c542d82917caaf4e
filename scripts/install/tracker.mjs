import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The scripts that other sites load, as modes of tracker/vite.config.ts. */
const trackerScripts = ['tracker', 'consent'];
const isSource = (name) => name.endsWith('.ts') && !name.endsWith('.test.ts');

/** Content hash of everything the scripts depend on. */
function sourceHash(root) {
  const hash = createHash('sha256');
  const folder = join(root, 'tracker');
  const names = readdirSync(folder, { recursive: true }).map(String).filter((name) => isSource(name) && !name.startsWith('dist')).sort();
  for (const path of [...names.map((name) => join(folder, name)), join(root, 'package.json'), join(root, 'package-lock.json')]) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Builds tracker/ with the project's own Node when its sources changed since the last build. Throws with Vite's words when it fails. */
export function buildTracker(root, say) {
  const stamp = join(root, 'tracker', 'dist', '.built');
  const hash = sourceHash(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  say('building the tracker …');
  const node = join(root, 'node_modules', '.bin', 'node');
  for (const mode of trackerScripts) {
    const run = spawnSync(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', 'tracker', '--mode', mode, '--logLevel', 'error'], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_ENV: 'production' } });
    if (run.status !== 0) throw new Error(`the tracker could not be built:\n${run.stderr || run.stdout || run.error?.message}`);
  }
  writeFileSync(stamp, hash);
}
