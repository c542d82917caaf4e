import { expect, test } from 'vitest';
import { checkPlanted } from './planted-house.ts';

/** Written in parts, so that this file keeps the rule that it tests. */
const join = (...parts: string[]): string => parts.join('');

const planted: ReadonlyArray<readonly [says: string, check: string, path: string, text: string]> = [
  ['no-eval', 'lint', 'src/model/a.ts', "export const run = (text: string): unknown => eval(text);\n"],
  ['no-new-func', 'lint', 'src/model/a.ts', "export const run = (text: string): unknown => new Function(text)();\n"],
  ['no-explicit-any', 'lint', 'src/model/a.ts', 'export const run = (x: any): unknown => x;\n'],
  ['no-focused-tests', 'lint', 'src/model/a.test.ts', "import { expect, test } from 'vitest';\ntest.only('a', () => { expect(1).toBe(1); });\n"],
  ['no-empty', 'lint', 'src/model/a.ts', join('export function run(f: () => void): void {\n  try {\n    f();\n  } catch {', '}\n}\n')],
  ['TS2322', 'types', 'src/model/a.ts', "export const n: number = 'one';\n"],
  ['TS1294', 'types', 'src/model/a.ts', 'export enum Colour { Red }\n'],
  ['a name that says nothing', 'folders', 'src/model/utils/a.ts', 'export const n = 1;\n'],
  ['a name that says nothing', 'folders', 'src/model/helpers.ts', 'export const n = 1;\n'],
  ['not kebab-case', 'folders', 'src/model/dealPage.ts', 'export const n = 1;\n'],
  ['src/predict/README.md is missing', 'folders', 'src/predict/index.ts', 'export const n = 1;\n'],
  ['reads people past the gate', 'gate', 'src/history/pages/people.ts', "export const text = 'SELECT name FROM contacts_versions';\n"],
  ['past the address guard', 'outbound', 'src/api/a.ts', "export const call = (): Promise<Response> => fetch('https://example.com');\n"],
  ['past the address guard', 'outbound', 'src/main/a.ts', "import { request } from 'node:https';\nexport const call = request;\n"],
  ['hex colour', 'colours', 'web/screens/deals/page.tsx', "export const ink = '#1C1D20';\n"],
  ['451 lines', 'lengths', 'src/model/a.ts', 'export const n = 1;\n'.repeat(451)],
  ['unfinished', 'wording', 'src/model/a.ts', join('// TO', 'DO write this\n')],
  ['the type checker is switched off', 'wording', 'src/model/a.ts', join('// @ts-', 'ignore\n')],
  ['an error is swallowed', 'wording', 'src/model/a.ts', join('try { f(); } catch (error) {', ' }\n')],
  ['reads the clock', 'wording', 'src/learn/a.ts', 'export const now = Date.now();\n'],
  ['reads the clock', 'wording', 'src/learn/a.ts', 'export const today = new Date();\n'],
];

test.each(planted)('"%s" is said by the check of %s', (says, check, path, text) => {
  const run = checkPlanted({ 'src/model/index.ts': 'export const one = 1;\n', [path]: text }, check);
  expect(run.output).toContain(says);
  expect(run.exitCode).toBe(1);
});

test('a clean house passes every check that reads files', () => {
  const clean = { 'src/model/index.ts': 'export const one = 1;\n', 'web/screens/deals/page.tsx': "export const ink = 'var(--ink)';\n" };
  const run = checkPlanted(clean, 'lint', 'types', 'folders', 'colours', 'gate', 'outbound', 'lengths', 'wording');
  expect(run.output).toContain('house rules: all 8 kept');
  expect(run.exitCode).toBe(0);
});
