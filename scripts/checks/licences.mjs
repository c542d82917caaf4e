import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const free = new Set(['MIT', 'MIT-0', 'ISC', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD', 'Apache-2.0', 'Unlicense', 'CC0-1.0', 'BlueOak-1.0.0', 'Python-2.0', 'PostgreSQL', 'OFL-1.1']);
// Weak copyleft is accepted only in tools that build or test, and in the style compiler the app build brings along.
const freeForTools = new Set([...free, 'MPL-2.0', 'CC-BY-4.0', 'CC-BY-3.0']);
const buildTools = /^node_modules\/(lightningcss|axe-core)/;

/** Licences of everything installed, read from the packages themselves; an expression passes when one of its choices does. */
export function checkLicences(root) {
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const installed = Object.entries(lock.packages).filter(([path]) => path !== '' && existsSync(join(root, path, 'package.json')));
  const problems = installed.flatMap(([path, entry]) => {
    const licence = licenceOf(root, path);
    const allowed = entry.dev || buildTools.test(path) ? freeForTools : free;
    return passes(licence, allowed) ? [] : [`${path.replace('node_modules/', '')}: licence ${licence || 'unknown'}`];
  });
  return { line: `licences of ${installed.length} packages`, problems };
}

function licenceOf(root, path) {
  const { license, licenses } = JSON.parse(readFileSync(join(root, path, 'package.json'), 'utf8'));
  const declared = license ?? licenses;
  const file = /^SEE LICEN[CS]E IN (.+)$/i.exec(typeof declared === 'string' ? declared : '')?.[1];
  if (file !== undefined) return licenceIn(join(root, path, file));
  if (Array.isArray(declared)) return declared.map((one) => one.type ?? one).join(' OR ');
  return typeof declared === 'object' && declared !== null ? declared.type : (declared ?? '');
}

/** MIT by its words, where a package names a file instead of a licence. */
function licenceIn(file) {
  const text = existsSync(file) ? readFileSync(file, 'utf8').replace(/\s+/g, ' ') : '';
  const isMit = text.includes('Permission is hereby granted, free of charge, to any person obtaining a copy of this software') && text.includes('without restriction') && text.includes('shall be included in all copies');
  return isMit ? 'MIT' : '';
}

/** "(A OR B) AND C" passes when every AND part has an allowed choice. */
export const passes = (expression, allowed) =>
  expression !== '' && expression.split(/\s+AND\s+/).every((part) => part.replace(/[()]/g, '').split(/\s+OR\s+/).some((choice) => allowed.has(choice.trim())));
