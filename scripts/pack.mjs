/**
 * Makes the package that people install: `src` compiled to `dist`, the built app, the command and the pages.
 * In the repository `exports` points at `src`; in the package it points at `dist`.
 * Usage: node scripts/pack.mjs FOLDER   (the tarball's path is printed)
 */
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const target = resolve(process.argv[2] ?? '.');
const asTheyAre = ['bin', 'README.md', 'LICENSE', 'CHANGELOG.md', 'SECURITY.md', 'web/dist', 'tracker/dist'];

function run(command, words, cwd) {
  const ran = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${ran.stdout}${ran.stderr}`);
  return ran.stdout.trim();
}

/** Compiles src without tests, and copies what is not TypeScript (SQL, READMEs) beside the result. */
function compile(staging) {
  const project = join(staging, 'tsconfig.json');
  writeFileSync(project, JSON.stringify({
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { noEmit: false, declaration: true, rootDir: join(root, 'src'), outDir: join(staging, 'dist'), typeRoots: [join(root, 'node_modules', '@types')] },
    include: [join(root, 'src')],
    exclude: [join(root, 'src/**/*.test.ts'), join(root, 'src/**/testing.ts')],
  }));
  run(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', project], root);
  rmSync(project);
  for (const name of readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.sql')) copy(join(root, 'src', name), join(staging, 'dist', name));
  }
}

function copy(from, to) {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to, { recursive: true });
}

const compiled = (path) => path.replace(/^\.\/src\//, './dist/').replace(/\.ts$/, '.js');

/** The manifest of the package: no scripts, no development packages, exports of compiled files with their types. */
function writeManifest(staging) {
  const { scripts: _scripts, devDependencies: _tools, private: _private, exports = {}, ...manifest } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const faces = { './learn': './src/learn/index.ts', './model': './src/model/index.ts', ...exports };
  const { './tracker': _script, ...compiledFaces } = faces;
  const published = Object.entries(compiledFaces).map(([name, path]) => [name, { types: compiled(path).replace(/\.js$/, '.d.ts'), default: compiled(path) }]);
  writeFileSync(join(staging, 'package.json'), `${JSON.stringify({ ...manifest, files: ['dist', 'tracker/public-types.d.ts', ...asTheyAre], exports: { ...Object.fromEntries(published), './tracker': { types: './tracker/public-types.d.ts', default: './tracker/dist/tracker.js' } } }, null, 2)}\n`);
}

const staging = mkdtempSync(join(tmpdir(), 'hindcast-pack-'));
try {
  compile(staging);
  writeManifest(staging);
  // Types only, so the file is its own declaration.
  copy(join(root, 'tracker/public-types.ts'), join(staging, 'tracker/public-types.d.ts'));
  for (const name of asTheyAre) if (existsSync(join(root, name))) copy(join(root, name), join(staging, name));
  mkdirSync(target, { recursive: true });
  const [packed] = JSON.parse(run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', target], staging));
  process.stdout.write(`${join(target, packed.filename)}\n`);
} finally {
  rmSync(staging, { recursive: true, force: true });
}
