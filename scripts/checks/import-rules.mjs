import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, isTypeScript } from './files.mjs';
import { runTool } from './run-tool.mjs';

const roots = ['src', 'web', 'tracker', 'bin'];

/**
 * Who may import whom. With TypeScript 7 alone dependency-cruiser silently sees no modules,
 * so the check also fails when it saw fewer modules than there are files.
 */
export function checkImportRules(root) {
  const present = roots.filter((folder) => existsSync(join(root, folder)));
  const run = runTool(root, 'dependency-cruiser/bin/dependency-cruiser.mjs', ['--config', '.dependency-cruiser.mjs', '--output-type', 'json', ...present]);
  const report = parseReport(run);
  if (report === null) return { line: 'import rules', problems: run.lines };
  const seen = new Set(report.modules.map((module) => module.source));
  const unseen = filesUnder(root, present, isTypeScript).filter((path) => !seen.has(path));
  return {
    line: `import rules over ${seen.size} modules`,
    problems: [...report.summary.violations.map(wording), ...unseen.map((path) => `${path}: was not seen by dependency-cruiser`)],
  };
}

function parseReport(run) {
  try {
    return JSON.parse(run.stdout);
  } catch (error) {
    run.lines.push(`dependency-cruiser gave no report: ${error.message}`);
    return null;
  }
}

const wording = (violation) => `${violation.from} → ${violation.to}: ${violation.rule.name}`;
