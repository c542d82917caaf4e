import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 (hex) of the sources of this folder, tests left out: it changes exactly when the contacts may. Throws where the sources are not at hand. */
export function contactsHash(): string {
  const folder = import.meta.dirname;
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((file) => file.split(path.sep).join('/')).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts')).sort();
  if (files.length === 0) throw new Error('no TypeScript sources here to hash: the built package does not carry them');
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(path.join(folder, file)));
  return hash.digest('hex');
}
