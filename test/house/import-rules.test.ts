import { expect, test } from 'vitest';
import { checkPlanted, checkRepository } from './planted-house.ts';

const clean = {
  'src/model/index.ts': 'export const one = 1;\n',
  'src/learn/index.ts': 'export const mean = (xs: readonly number[]): number => xs.length;\n',
  'src/acquire/index.ts': "export { one } from '../model/index.ts';\n",
  'src/acquire/inside.ts': 'export const inside = 2;\n',
  'src/history/index.ts': "export { one } from '../acquire/index.ts';\n",
  'src/api/index.ts': "export { one } from '../history/index.ts';\n",
  'src/market/index.ts': "export { one } from '../model/index.ts';\n",
  'src/main/index.ts': "export { one } from '../api/index.ts';\n",
};

test('the repository keeps its import rules, and every module was seen', () => {
  const run = checkRepository('imports');
  expect(run.output).toContain('house rules: all 1 kept');
  expect(run.exitCode).toBe(0);
});

test('a clean house passes', () => {
  const run = checkPlanted(clean, 'imports');
  expect(run.output).toContain('import rules over 8 modules');
  expect(run.exitCode).toBe(0);
});

const violations: ReadonlyArray<readonly [rule: string, path: string, text: string]> = [
  ['model-imports-nothing', 'src/model/odd.ts', "import type { mean } from '../learn/index.ts';\nexport type Odd = typeof mean;\n"],
  ['learn-imports-nothing', 'src/learn/odd.ts', "export { one } from '../model/index.ts';\n"],
  ['acquire-looks-left-only', 'src/acquire/odd.ts', "export { one } from '../history/index.ts';\n"],
  ['history-enters-by-the-front-door', 'src/history/odd.ts', "export { inside } from '../acquire/inside.ts';\n"],
  ['api-is-thin', 'src/api/odd.ts', "export { one } from '../store/index.ts';\n"],
  ['market-shares-nothing', 'src/market/odd.ts', "export { mean } from '../learn/index.ts';\n"],
  ['nobody-imports-market', 'src/predict/odd.ts', "export { one } from '../market/index.ts';\n"],
  ['nobody-imports-main', 'src/api/odder.ts', "export { one } from '../main/index.ts';\n"],
  ['web-imports-model-only', 'web/odd.ts', "export { one } from '../src/acquire/index.ts';\n"],
  ['outbound-only-in-net', 'src/act/odd.ts', "import { request } from 'node:http';\nexport const call = request;\n"],
  ['every-import-resolves', 'src/predict/odd.ts', "export { gone } from './gone.ts';\n"],
  ['no-circles', 'src/learn/round.ts', "import { back } from './about.ts';\nexport const round = (): number => back;\n"],
];

test.each(violations)('%s is caught where it is planted', (rule, path, text) => {
  const planted = {
    ...clean,
    'src/store/index.ts': 'export const one = 1;\n',
    'src/learn/about.ts': "import { round } from './round.ts';\nexport const back = round.length;\n",
    'src/learn/round.ts': 'export const round = (): number => 1;\n',
    [path]: text,
  };
  const run = checkPlanted(planted, 'imports');
  expect(run.output).toContain(path);
  expect(run.output).toContain(rule);
  expect(run.exitCode).toBe(1);
});
