import type { Transaction } from 'kysely';
import { putInOutbox, type WorkspaceTables } from '../../store/index.ts';

/**
 * Takes corrected records back with an import, in its transaction: each is a copy of a record that may go with it. They
 * are written again, by `applyCorrections`, for the records that stay.
 */
export async function withdrawCorrections(transaction: Transaction<WorkspaceTables>, now: number): Promise<void> {
  const held = await transaction.updateTable('corrections as row').from('corrections as before').whereRef('row.id', '=', 'before.id').where('before.batch_id', 'is not', null)
    .set({ batch_id: null }).returning(['before.batch_id as batch', 'row.id', 'row.known_at']).execute();
  const batches = new Map(held.map((row) => [Number(row.batch), row]));
  if (batches.size === 0) return;
  await putInOutbox(transaction, 'batches', [...batches].map(([id, row]) => ({ batch_id: id, import_id: `correction:${row.id}`, fact: 'withdraw', known_at: row.known_at?.getTime() ?? now, recorded_at: now })));
}
