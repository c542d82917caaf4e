/**
 * Makes the command once per run of the tests, so that it starts quickly: reading 2,800 modules one by one takes longer than most
 * commands do, and the tests run hundreds of them. It holds the very sources; what a person runs, `bin/hindcast.js`, is run by the
 * pages' own commands (test/docs) and by the packed command (test/house).
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin } from 'vite';

const root = fileURLToPath(new URL('../..', import.meta.url));
const sources = join(root, 'src');
const builds = join(root, 'node_modules', '.cache', 'hindcast-built');
const dayMs = 86_400_000;

/** Processes of the product that are started by the path of their file. They stand beside the module that starts them. */
const entries = { 'command-line': 'main/command-line.ts', worker: 'main/worker.ts', 'chdb-front': 'store/engines/chdb-front.ts' } as const;
const startsEntry = /(worker-process|chdb-launch)\.ts$/;
/** Packages that load their own files by path. */
const left = ['chdb', 'highs', 'mysql2', 'ssh2', 'vite'];

/** Every other file that a module finds beside itself stays where it is. */
const pathsOfSources: Plugin = {
  name: 'paths-of-sources',
  transform: (code, id) => (id.startsWith(sources) && code.includes('import.meta.') && !startsEntry.test(id)
    ? { code: code.replaceAll('import.meta.dirname', JSON.stringify(dirname(id))).replaceAll('import.meta.filename', JSON.stringify(id)).replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href)), map: null }
    : null),
};

function digestOfSources(): string {
  // What is built names its sources by their full path.
  const hash = createHash('sha256').update(root).update(readFileSync(join(root, 'package-lock.json'))).update(readFileSync(import.meta.filename));
  for (const name of readdirSync(sources, { recursive: true, encoding: 'utf8' }).sort()) {
    if (name.endsWith('.ts') && !name.endsWith('.test.ts')) hash.update(name).update('\0').update(readFileSync(join(sources, name))).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Folders of earlier sources; one of today may be in use by another run. */
function removeOld(): void {
  for (const name of existsSync(builds) ? readdirSync(builds) : []) {
    if (Date.now() - statSync(join(builds, name)).mtimeMs > dayMs) rmSync(join(builds, name), { recursive: true, force: true });
  }
}

async function buildInto(folder: string): Promise<void> {
  await build({
    root, configFile: false, logLevel: 'error', publicDir: false, plugins: [pathsOfSources],
    ssr: { noExternal: true, external: left },
    build: { ssr: true, outDir: folder, minify: false, rolldownOptions: { input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(sources, path)])), output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' } } },
  });
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }\n');
  writeFileSync(join(folder, 'hindcast.js'), [
    "import { enableCompileCache } from 'node:module';",
    "process.env.NODE_COMPILE_CACHE ??= new URL('../.compiled', import.meta.url).pathname;",
    'enableCompileCache();',
    "const { main } = await import('./command-line.js');",
    'process.exitCode = await main(process.argv.slice(2));', '',
  ].join('\n'));
}

/** Where `runHindcast` and `startHindcast` find it: the tests' processes inherit the environment. */
export default async function setup(): Promise<void> {
  removeOld();
  const folder = join(builds, digestOfSources());
  if (!existsSync(folder)) {
    const aside = `${folder}.${process.pid}`;
    await buildInto(aside);
    if (existsSync(folder)) rmSync(aside, { recursive: true });
    else renameSync(aside, folder);
  }
  process.env['HINDCAST_BUILT_COMMAND'] = join(folder, 'hindcast.js');
}
