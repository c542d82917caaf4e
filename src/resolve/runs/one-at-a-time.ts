import { sql, type Kysely } from 'kysely';
import type { WorkspaceTables } from '../../store/index.ts';

const comparingTurn = 4718;

/** Comparisons share the linker's tables, so one waits for the other. The lock is a session's: who is killed lets go of it. */
export const oneAtATime = <T>(state: Kysely<WorkspaceTables>, work: () => Promise<T>): Promise<T> => state.connection().execute(async (connection) => {
  await sql`SELECT pg_advisory_lock(${sql.lit(comparingTurn)})`.execute(connection);
  try {
    return await work();
  } finally {
    await sql`SELECT pg_advisory_unlock(${sql.lit(comparingTurn)})`.execute(connection);
  }
});
