import { watchedFileStates, type WatchedFolder } from '../../model/index.ts';

/** Watched folders, each with its files. */
export const folderLines = (folders: readonly WatchedFolder[]): string[] =>
  folders.length === 0 ? ['No folder is watched. Watch one: hindcast folder watch /path/to/exports'] : folders.flatMap(({ path, source, fault, lastLookAt, files }) => [
    `${path}${source === null ? '' : `, as ${source}`}: ${fault ?? (lastLookAt === null ? 'not looked into yet' : `${files.length} files, looked into ${lastLookAt.slice(0, 16).replace('T', ' ')}`)}`,
    ...files.map(({ file, state, detail, importId }) => `  ${file}: ${detail ?? watchedFileStates[state]}${importId === null ? '' : `, hindcast imports show ${importId}`}`),
  ]);
