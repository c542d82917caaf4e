import type { Kysely, Transaction } from 'kysely';
import type { Facts } from './contract.ts';
import type { WorkspaceTables } from './state/tables.ts';

/** Tables that the outbox may write to. */
export const outboxTables = ['batches', 'decisions', 'holding_reasons', 'assignments', 'outcomes', 'refusals', 'source_closures', 'identity_decisions', 'ask_facts', 'delay_facts'] as const;
export type OutboxTable = (typeof outboxTables)[number];

/** Puts facts beside a change of state, in its transaction: both happen or neither does. */
export async function putInOutbox(transaction: Transaction<WorkspaceTables>, table: OutboxTable, rows: readonly Record<string, unknown>[]): Promise<void> {
  await transaction.insertInto('outbox').values({ fact_table: table, rows: JSON.stringify(rows) }).execute();
}

/**
 * Moves waiting facts to the facts engine, oldest first. The row id is the dedupe token, so a crash between
 * insert and delete doubles nothing. Returns how many were moved.
 */
export async function drainOutbox(state: Kysely<WorkspaceTables>, facts: Facts): Promise<number> {
  let moved = 0;
  for (;;) {
    const next = await state.selectFrom('outbox').selectAll().orderBy('id').limit(1).executeTakeFirst();
    if (!next) return moved;
    const table = outboxTables.find((name) => name === next.fact_table);
    if (!table) throw new Error(`The outbox holds rows for "${next.fact_table}", which is not one of its tables`);
    await facts.insert(table, next.rows, { token: `outbox-${next.id}` });
    await state.deleteFrom('outbox').where('id', '=', next.id).execute();
    moved += 1;
  }
}
