import { Failure } from '../../../model/index.ts';
import type { SqlSettings } from './sql-settings.ts';

/** A failure of the server in its words: they name relations and settings, and never rows. What is no failure of the server stays as it is. */
export function serverWords(error: unknown, { host, database }: SqlSettings, tryWith: string): unknown {
  if (error instanceof Failure || !(error instanceof Error) || !('code' in error)) return error;
  return new Failure('storage_unavailable', `The database ${database} at ${host} says: ${error.message}`, `Check address, user and rights with the same user in ${tryWith}.`);
}
