import { createHash } from 'node:crypto';
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const stampPath = (root) => join(root, 'node_modules', '.hindcast-lock');

const lockHash = (root) => createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex');

const modifiedMs = (path) => (existsSync(path) ? statSync(path).mtimeMs : 0);

/** True when node_modules was filled from the lockfile as it is now. A fresh checkout changes times, so the content decides. */
export function packagesAreCurrent(root) {
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  if (existsSync(stampPath(root))) return readFileSync(stampPath(root), 'utf8') === lockHash(root);
  return modifiedMs(installed) >= modifiedMs(join(root, 'package-lock.json'));
}

// `npm ci` is never used: the lockfile cannot list chdb's packages for other platforms, and `npm ci` fails on that.
const installArguments = ['install', '--no-audit', '--no-fund', '--loglevel=error'];

function npmCommand() {
  const cli = process.env.npm_execpath;
  return cli && cli.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
}

/** Installs packages when node_modules is missing or was filled from another lockfile. Throws with the reason when npm fails. */
export function installPackages(root, say) {
  if (packagesAreCurrent(root)) return;
  const startedMs = Date.now();
  say('installing packages (both engines are among them, about 1 GB on disk; needs the network once) …');
  const [command, before] = npmCommand();
  const run = spawnSync(command, [...before, ...installArguments], { cwd: root, stdio: ['ignore', 'ignore', 'inherit'] });
  if (run.error) throw new Error(`npm could not be started: ${run.error.message}`);
  if (run.status !== 0) throw new Error(`npm install failed with exit code ${run.status}; the lines above say why`);
  writeFileSync(stampPath(root), lockHash(root));
  say(`packages installed in ${Math.round((Date.now() - startedMs) / 1000)} s`);
}

/** npm links the commands of dependencies but not of the project itself: with this, `npm exec hindcast` works in the checkout. */
export function linkOwnCommand(root) {
  const command = join(root, 'bin', 'hindcast.js');
  const link = join(root, 'node_modules', '.bin', 'hindcast');
  if (!existsSync(command) || existsSync(link)) return;
  chmodSync(command, 0o755);
  symlinkSync(join('..', '..', 'bin', 'hindcast.js'), link);
}
