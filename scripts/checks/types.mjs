import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';

/** TypeScript, strict, over the server and, with the browser's library, over the app and the tracker. */
export function checkTypes(root) {
  const projects = ['.', ...['web', 'tracker'].filter((folder) => existsSync(join(root, folder, 'tsconfig.json')))];
  const problems = projects.flatMap((project) => {
    const run = runTool(root, 'typescript/bin/tsc', ['-p', project, '--noEmit']);
    return run.ok ? [] : run.lines;
  });
  return { line: `types of ${projects.length} projects`, problems };
}
