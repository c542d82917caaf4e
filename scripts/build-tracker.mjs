/** Builds tracker/dist when its sources changed. Usage: node scripts/build-tracker.mjs */
import { fileURLToPath } from 'node:url';
import { buildTracker } from './install/tracker.mjs';

buildTracker(fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, ''), (line) => process.stderr.write(`${line}\n`));
