import { runTool } from './run-tool.mjs';

/** knip: files, exports and dependencies that nothing uses, and imports that package.json does not list. */
export function checkDeadCode(root) {
  const run = runTool(root, 'knip/bin/knip.js', ['--no-progress', '--no-config-hints']);
  return { line: 'dead code and unlisted packages', problems: run.ok ? [] : run.lines };
}
