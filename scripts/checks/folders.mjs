import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { filesUnder, foldersUnder } from './files.mjs';

const emptyNames = /^(utils?|helpers?|shared|common|misc)(\.[a-z.]+)?$/;
const stages = ['acquire', 'resolve', 'history', 'predict', 'prescribe', 'act'];
const kebabCase = /^[a-z0-9.]+(-[a-z0-9.]+)*$/;
const ourCode = ['src', 'web', 'tracker', 'test', 'bench', 'scripts'];
const lastPart = (path) => path.slice(path.lastIndexOf('/') + 1);

/** Names say what is inside: no utils, helpers, shared, common, misc; files in kebab-case; every stage has a public face and a README. */
export function checkFolders(root) {
  const files = filesUnder(root, ourCode);
  const paths = [...foldersUnder(root, ourCode), ...files];
  return {
    line: `names of ${paths.length} files and folders`,
    problems: [
      ...paths.filter((path) => emptyNames.test(lastPart(path))).map((path) => `${path}: a name that says nothing`),
      ...files.filter((path) => /\.(tsx?|mjs)$/.test(path) && !kebabCase.test(lastPart(path))).map((path) => `${path}: not kebab-case`),
      ...stages.flatMap((stage) => missingFaces(root, stage, files)),
    ],
  };
}

function missingFaces(root, stage, files) {
  const hasCode = files.some((path) => path.startsWith(`src/${stage}/`) && path.endsWith('.ts'));
  if (!hasCode) return [];
  return ['README.md', 'index.ts'].filter((name) => !existsSync(join(root, 'src', stage, name))).map((name) => `src/${stage}/${name} is missing`);
}
