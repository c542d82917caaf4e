#!/usr/bin/env node
/**
 * Makes a fresh clone ready before `npm start` and `npm test`: packages, the built app and, for tests, Debian's tools.
 * Plain JavaScript on built-in modules only: npm may itself run under an older Node, before anything is installed.
 * Usage: node scripts/install-missing.mjs start|test
 */
import { fileURLToPath } from 'node:url';
import { installPackages, linkOwnCommand } from './install/packages.mjs';
import { buildApp } from './install/app.mjs';
import { buildTracker } from './install/tracker.mjs';
import { installDebianTools } from './install/debian-tools.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const purpose = process.argv[2] === 'test' ? 'test' : 'start';
const say = (line) => process.stderr.write(`hindcast: ${line}\n`);

try {
  installPackages(root, say);
  linkOwnCommand(root);
  buildApp(root, say);
  buildTracker(root, say);
  if (purpose === 'test') installDebianTools(say);
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 1;
}
