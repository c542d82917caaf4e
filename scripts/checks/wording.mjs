import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isTypeScript } from './files.mjs';

const marker = (...parts) => parts.join('');
/** What may not be left in the code, with the words to say about it. Spelt in parts, so that this file passes itself. */
const forbidden = [
  { pattern: new RegExp(`\\b(${marker('TO', 'DO')}|${marker('FIX', 'ME')})\\b`), says: 'unfinished; build it, or write it under "Not yet" in the README' },
  { pattern: new RegExp(marker('@ts-', '(ignore|nocheck)')), says: 'the type checker is switched off' },
  { pattern: new RegExp(marker('(eslint|oxlint|biome)-', '(disable|ignore)')), says: 'the linter is switched off' },
  { pattern: new RegExp(marker('\\bas ', 'any\\b')), says: 'a real type is nearly always there to be found' },
  { pattern: /catch\s*(\([^)]*\))?\s*\{\s*\}/, says: 'an error is swallowed' },
];
const readsTheWorld = /\b(Date\.now\(|Math\.random\(|process\.env\b|new Date\(\))/;
const mayReadTheWorld = (path) => !path.startsWith('src/') || path.startsWith('src/main/') || /\.test\.ts$|\/testing\.ts$|chdb-front\.ts$/.test(path);
const isCode = (path) => isTypeScript(path) || path.endsWith('.mjs') || path.endsWith('.sql');

/** No unfinished marks, no switched-off tools, no clock or environment read outside the wiring. */
export function checkWording(root) {
  const files = filesUnder(root, ['src', 'web', 'tracker', 'test', 'bench', 'scripts', 'bin'], isCode);
  return { line: `wording of ${files.length} files`, problems: files.flatMap((path) => problemsIn(path, readFileSync(join(root, path), 'utf8'))) };
}

/** Problems of one file, as "path:line: reason". */
export function problemsIn(path, text) {
  return text.split('\n').flatMap((line, index) => {
    const says = forbidden.filter((one) => one.pattern.test(line)).map((one) => one.says);
    if (!mayReadTheWorld(path) && !/^\s*(\*|\/\/|\/\*)/.test(line) && readsTheWorld.test(line)) says.push('reads the clock, chance or the environment; take it as an argument');
    return says.map((reason) => `${path}:${index + 1}: ${reason}`);
  });
}
