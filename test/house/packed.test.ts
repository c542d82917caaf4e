import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { repository } from '../product/command.ts';

const folder = mkdtempSync(join(tmpdir(), 'hindcast-packed-'));
const installed = join(folder, 'node_modules', 'hindcast');

function run(command: string, words: readonly string[], cwd: string): string {
  const ran = spawnSync(command, words, { cwd, encoding: 'utf8' });
  if (ran.status !== 0) throw new Error(`${command} ${words.join(' ')} failed:\n${ran.stdout}${ran.stderr}`);
  return ran.stdout.trim();
}

beforeAll(() => {
  const tarball = run(process.execPath, [join(repository, 'scripts', 'pack.mjs'), folder], repository);
  mkdirSync(installed, { recursive: true });
  run('tar', ['-xzf', tarball, '-C', installed, '--strip-components=1'], folder);
  writeFileSync(join(folder, 'package.json'), '{"type":"module","private":true}\n');
});
afterAll(() => { rmSync(folder, { recursive: true, force: true }); });

test('hindcast/learn can be imported from the package in an empty project, with nothing else installed', () => {
  const script = "import * as learn from 'hindcast/learn'; console.log(Object.keys(learn).length > 0, typeof learn.wilsonInterval);";
  expect(run(process.execPath, ['--input-type=module', '-e', script], folder)).toBe('true function');
});

test('trees learn on several threads from the package, to the same last bit', () => {
  const script = `import { trainTrees, writeTreeModel } from 'hindcast/learn';
const x = Float64Array.from({ length: 5000 }, (_, row) => (row * 7919) % 5003);
const train = (threads) => writeTreeModel(trainTrees([x], x.map((value) => Math.sin(value / 500)), { objective: { kind: 'squared' }, rounds: 5, threads }).model);
console.log(train(1) === train(3), train(1).length > 500);`;
  expect(run(process.execPath, ['--input-type=module', '-e', script], folder)).toBe('true true');
});

test('the package holds compiled code with types and SQL, and no tests or sources', () => {
  const files = run('find', ['.', '-type', 'f'], installed).split('\n');
  expect(files).toContain('./dist/learn/index.d.ts');
  expect(files).toContain('./dist/main/command-line.js');
  expect(files.some((name) => name.endsWith('.sql'))).toBe(true);
  expect(files.filter((name) => /\.test\.|(?<!\.d)\.ts$/.test(name))).toEqual([]);
});
