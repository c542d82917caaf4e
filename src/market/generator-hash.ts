import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 (hex) of the source files of this folder and those below, tests and folders with a hash of their own left out: it changes exactly when the demo companies may. Throws where the sources are not at hand. */
export function generatorHash(): string {
  const folder = import.meta.dirname;
  const files = sourceFiles(folder);
  if (files.length === 0) throw new Error('no TypeScript sources here to hash: the built package does not carry them');
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}

const hashedApart = /^(contacts|four-systems)\//;

const sourceFiles = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .map((file) => file.split(path.sep).join('/')).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts') && file !== 'testing.ts' && !hashedApart.test(file)).sort();
