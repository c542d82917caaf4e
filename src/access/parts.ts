import type { Kysely } from 'kysely';
import type { AccessTables } from '../store/state/access-tables.ts';

/** What every function of this folder works with: the system database, the clock (epoch ms) and a source of chance. */
export interface AccessParts {
  readonly db: Kysely<AccessTables>;
  readonly now: () => number;
  readonly randomBytes: (size: number) => Uint8Array;
}
