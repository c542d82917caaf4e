import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const notSources = new Set(['dist', 'node_modules', 'testing']);
const isSource = (name) => !/\.test\.tsx?$/.test(name) && !name.endsWith('.md');

function* sourcesUnder(folder) {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && !notSources.has(entry.name)) yield* sourcesUnder(path);
    if (entry.isFile() && isSource(entry.name)) yield path;
  }
}

/** Committed results that the app shows. */
function benchResults(root) {
  const folder = join(root, 'bench', 'results');
  return existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')).sort().map((name) => join(folder, name)) : [];
}

/** Content hash of everything the built app depends on. */
export function appSourceHash(root) {
  const hash = createHash('sha256');
  const paths = [...sourcesUnder(join(root, 'web')), ...sourcesUnder(join(root, 'src', 'model')), ...benchResults(root), join(root, 'package-lock.json')];
  for (const path of paths) hash.update(path.slice(root.length)).update('\0').update(readFileSync(path)).update('\0');
  return hash.digest('hex');
}

/** Builds web/ with the project's own Node when its sources changed since the last build. Throws with Vite's words when it fails. */
export function buildApp(root, say) {
  if (!existsSync(join(root, 'web', 'index.html'))) return;
  const stamp = join(root, 'web', 'dist', '.built');
  const hash = appSourceHash(root);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const startedMs = Date.now();
  say('building the app …');
  const node = join(root, 'node_modules', '.bin', 'node');
  const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
  const run = spawnSync(node, [vite, 'build', 'web', '--logLevel', 'error'], { cwd: root, stdio: ['ignore', 'pipe', 'pipe'], encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`the app could not be built:\n${run.stderr || run.stdout || run.error?.message}`);
  writeFileSync(stamp, hash);
  say(`app built in ${Math.round((Date.now() - startedMs) / 1000)} s`);
}
