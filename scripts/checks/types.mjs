import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runTool } from './run-tool.mjs';

/** TypeScript, strict, over the server and, with the browser's library, over the app. */
export function checkTypes(root) {
  const projects = ['.', ...(existsSync(join(root, 'web', 'tsconfig.json')) ? ['web'] : [])];
  const problems = projects.flatMap((project) => {
    const run = runTool(root, 'typescript/bin/tsc', ['-p', project, '--noEmit']);
    return run.ok ? [] : run.lines;
  });
  return { line: `types of ${projects.length} projects`, problems };
}
