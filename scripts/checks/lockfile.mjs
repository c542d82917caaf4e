import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const exact = /^\d+\.\d+\.\d+(-[\w.]+)?$/;
const dependencyFields = ['dependencies', 'devDependencies', 'optionalDependencies'];
const read = (root, name) => JSON.parse(readFileSync(join(root, name), 'utf8'));

/** Versions are exact, every package carries its integrity, and no address of a registry is written down. */
export function checkLockfile(root) {
  const manifest = read(root, 'package.json');
  const packages = Object.entries(read(root, 'package-lock.json').packages).filter(([path]) => path !== '');
  return {
    line: `lockfile of ${packages.length} packages`,
    problems: [
      ...dependencyFields.flatMap((field) => Object.entries(manifest[field] ?? {})).filter(([, version]) => !exact.test(version)).map(([name, version]) => `${name}: version ${version} is not exact`),
      ...packages.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => `${path}: records an address`),
      ...packages.filter(([, entry]) => entry.integrity === undefined && !entry.link).map(([path]) => `${path}: has no integrity`),
    ],
  };
}
