import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from '../product/command.ts';

const folders = ['docs', 'examples'];
const rootPages = ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'SECURITY.md', 'CHANGELOG.md'];

/** Every Markdown page that people read, as a path from the root. */
export function allPages(): string[] {
  const present = readdirSync(repository);
  const inFolders = folders.flatMap((folder) =>
    readdirSync(join(repository, folder), { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => `${folder}/${name}`));
  return [...rootPages.filter((page) => present.includes(page)), ...inFolders.sort()];
}
