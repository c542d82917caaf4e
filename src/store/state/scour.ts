import type { Pool } from 'pg';

/**
 * Makes what was deleted from some tables leave the files of the server: tables are rewritten, the planner's samples of them
 * are dropped, and the write-ahead log moves on (the embedded server removes old segments instead of using them again).
 * A server elsewhere may not allow all of it; what it refused is returned, in its words.
 */
export async function scour(pool: Pool, tables: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  const attempt = async (text: string, values: unknown[] = []): Promise<void> => {
    try {
      await pool.query(text, values);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      refused.push(`${text}: ${(error as Error).message}`);
    }
  };
  await attempt('DELETE FROM pg_statistic WHERE starelid = ANY (SELECT to_regclass(quote_ident(name)) FROM unnest($1::text[]) AS name)', [tables]);
  for (const table of tables) await attempt(`VACUUM (FULL, ANALYZE) "${table}"`);
  await attempt('VACUUM FULL pg_statistic');
  // A checkpoint keeps the segment it began in: the second one lets go of what the first still needed.
  for (let round = 0; round < 2; round += 1) {
    await attempt('SELECT pg_switch_wal()');
    await attempt('CHECKPOINT');
  }
  return refused;
}

/** SQLSTATE 42501: insufficient privilege. */
const isRefusal = (error: unknown): boolean => (error as { code?: string }).code === '42501';
