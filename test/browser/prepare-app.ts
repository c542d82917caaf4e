import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * The app as it ships. `npm test` builds it whenever its sources changed; here it is built only where it is missing, because a
 * build empties the folder that another test file may be serving. Throws with Vite's words when it cannot be built.
 */
export function prepareApp(): void {
  if (existsSync(`${root}/web/dist/index.html`)) return;
  // The test runner's own mode would build React for development.
  const environment = { ...process.env, NODE_ENV: 'production' };
  const run = spawnSync(process.execPath, ['node_modules/vite/bin/vite.js', 'build', 'web', '--logLevel', 'error'], { cwd: root, encoding: 'utf8', env: environment });
  if (run.status !== 0) throw new Error(`the app could not be built:\n${run.stderr || run.stdout}`);
}

type Manifest = Record<string, { file: string; imports?: string[]; css?: string[] }>;

/** Bytes after gzip of everything that the first screen (Home) loads. */
export function firstLoadBytes(): { script: number; style: number } {
  const manifest = JSON.parse(readFileSync(`${root}/web/dist/.vite/manifest.json`, 'utf8')) as Manifest;
  const chunks = new Set<string>();
  for (const entry of ['index.html', 'screens/home/index.ts']) addWithImports(manifest, entry, chunks);
  const styles = new Set([...chunks].flatMap((chunk) => manifest[chunk]?.css ?? []));
  return { script: sumOf([...chunks].map((chunk) => manifest[chunk]?.file ?? '')), style: sumOf([...styles]) };
}

function addWithImports(manifest: Manifest, chunk: string, into: Set<string>): void {
  if (into.has(chunk)) return;
  into.add(chunk);
  for (const imported of manifest[chunk]?.imports ?? []) addWithImports(manifest, imported, into);
}

const sumOf = (files: readonly string[]): number => files.reduce((sum, file) => sum + gzipSync(readFileSync(`${root}/web/dist/${file}`)).length, 0);
