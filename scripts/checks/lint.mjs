import { runTool } from './run-tool.mjs';

/** oxlint with .oxlintrc.json: no eval, no any, no focused or disabled tests, no empty catch. */
export function checkLint(root) {
  const run = runTool(root, 'oxlint/bin/oxlint', ['--format', 'unix', '--deny-warnings', '.']);
  return { line: 'lint', problems: run.ok ? [] : run.lines };
}
