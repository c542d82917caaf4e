import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseSync } from '@swc/core';
import { filesUnder, isTypeScript } from './files.mjs';

const longestFile = 450;
const longestMedian = 10;
const folders = ['src', 'web', 'tracker', 'test', 'bench'];
const isProduct = (path) => /^(src|web|tracker)\//.test(path) && !/\.test\.tsx?$/.test(path);

/** No file over 450 lines (generated ones excepted), and half of all product functions under ten. */
export function checkLengths(root) {
  const sources = filesUnder(root, folders, isTypeScript).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const problems = sources
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1, generated: text.startsWith('// Generated') }))
    .filter((file) => file.lines > longestFile && !file.generated)
    .map((file) => `${file.path}: ${file.lines} lines; split by what it is about`);
  const lengths = sources.filter(({ path }) => isProduct(path)).flatMap(functionLengths).sort((a, b) => a - b);
  const median = lengths[Math.floor(lengths.length / 2)] ?? 0;
  if (median >= longestMedian) problems.push(`the median function has ${median} lines; half of all should have fewer than ${longestMedian}`);
  return { line: `lengths: ${sources.length} files, ${lengths.length} functions, median ${median} lines`, problems };
}

const functionNodes = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression', 'ClassMethod', 'PrivateMethod', 'MethodProperty', 'Constructor']);

function functionLengths({ path, text }) {
  const bytes = Buffer.from(text, 'utf8');
  const program = parseSync(text, { syntax: 'typescript', tsx: path.endsWith('.tsx'), target: 'es2022' });
  const lengths = [];
  visit(program, (node) => {
    if (functionNodes.has(node.type) && hasBlock(node)) lengths.push(linesIn(bytes, node.span));
  });
  return lengths;
}

// One-expression callbacks would flatter the median.
const hasBlock = (node) => /^(BlockStatement|FunctionBody)$/.test((node.body ?? node.function?.body)?.type ?? '');

// swc counts positions in bytes, from 1.
const linesIn = (bytes, span) => bytes.subarray(span.start - 1, span.end - 1).toString('utf8').split('\n').length;

function visit(node, see) {
  if (Array.isArray(node)) for (const child of node) visit(child, see);
  if (node === null || typeof node !== 'object') return;
  if (typeof node.type === 'string') see(node);
  for (const child of Object.values(node)) if (child !== null && typeof child === 'object') visit(child, see);
}
