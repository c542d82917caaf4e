import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The version that package.json states. */
export const packageVersion = (): string => {
  const file = path.resolve(import.meta.dirname, '../../package.json');
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
};
