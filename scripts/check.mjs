/**
 * The house rules. One line per check, problems below it, a summary at the end; exit code 1 when any rule is broken.
 * Usage: node scripts/check.mjs [--root=FOLDER] [NAME…]   names: types lint imports dead-code lengths folders colours gate outbound wording lockfile licences
 */
import { fileURLToPath } from 'node:url';
import { checkColours } from './checks/colours.mjs';
import { checkDeadCode } from './checks/dead-code.mjs';
import { checkFolders } from './checks/folders.mjs';
import { checkGate } from './checks/gate.mjs';
import { checkImportRules } from './checks/import-rules.mjs';
import { checkLengths } from './checks/lengths.mjs';
import { checkLicences } from './checks/licences.mjs';
import { checkLint } from './checks/lint.mjs';
import { checkLockfile } from './checks/lockfile.mjs';
import { checkOutbound } from './checks/outbound.mjs';
import { checkTypes } from './checks/types.mjs';
import { checkWording } from './checks/wording.mjs';

const rootOption = process.argv.find((word) => word.startsWith('--root='));
const root = rootOption?.slice('--root='.length) ?? fileURLToPath(new URL('..', import.meta.url));
const checks = {
  types: checkTypes,
  lint: checkLint,
  imports: checkImportRules,
  'dead-code': checkDeadCode,
  lengths: checkLengths,
  folders: checkFolders,
  colours: checkColours,
  gate: checkGate,
  outbound: checkOutbound,
  wording: checkWording,
  lockfile: checkLockfile,
  licences: checkLicences,
};
const shownProblems = 40;

const chosen = process.argv.slice(2).filter((word) => word !== rootOption);
const names = Object.keys(checks).filter((name) => chosen.length === 0 || chosen.includes(name));
const unknown = chosen.filter((name) => !(name in checks));
if (unknown.length > 0) throw new Error(`unknown check: ${unknown.join(', ')}; there are ${Object.keys(checks).join(', ')}`);

const broken = names.filter((name) => !passes(name));
process.stdout.write(broken.length === 0 ? `house rules: all ${names.length} kept\n` : `house rules: ${broken.length} of ${names.length} broken (${broken.join(', ')})\n`);
process.exitCode = broken.length === 0 ? 0 : 1;

function passes(name) {
  const { line, problems } = checks[name](root);
  process.stdout.write(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${line}\n`);
  for (const problem of problems.slice(0, shownProblems)) process.stdout.write(`       ${problem}\n`);
  if (problems.length > shownProblems) process.stdout.write(`       … and ${problems.length - shownProblems} more\n`);
  return problems.length === 0;
}
