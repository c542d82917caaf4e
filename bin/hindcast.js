#!/usr/bin/env node
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
const isRecent = major > 22 || (major === 22 && minor >= 18);

if (isRecent) await runHere();
else runOnOwnNode();

async function runHere() {
  // Compiling the sources is half of a short command. The cache is the project's own: one under the temporary folder could be anybody's.
  // In the environment for the worker, which is a process of its own.
  process.env['NODE_COMPILE_CACHE'] ??= join(root, 'node_modules', '.cache', 'hindcast');
  enableCompileCache();
  const source = join(root, 'src', 'main', 'command-line.ts');
  const entry = existsSync(source) ? source : join(root, 'dist', 'main', 'command-line.js');
  const { main } = await import(pathToFileURL(entry).href);
  process.exitCode = await main(process.argv.slice(2));
}

/** An older Node cannot run the sources; the project brings its own. */
function runOnOwnNode() {
  const own = [join(root, 'node_modules', 'node', 'bin', 'node'), join(root, 'node_modules', '.bin', 'node')].find((path) => existsSync(path));
  if (own === undefined) {
    process.stderr.write(`hindcast: Node ${process.versions.node} is too old; 22.18 or newer is needed.\n  Run npm install in ${root}, which brings its own, or install a newer Node.\n`);
    process.exitCode = 1;
    return;
  }
  const child = spawn(own, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], { stdio: 'inherit' });
  // The child decides how it ends; a terminal's Ctrl+C reaches it by itself.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => { process.stderr.write(`hindcast: ${error.message}\n`); process.exitCode = 1; });
  child.on('exit', (code, signal) => { process.exitCode = code ?? (signal === 'SIGINT' ? 130 : 1); });
}
