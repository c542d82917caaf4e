import { Failure, kindNames, type ImportState } from '../../model/index.ts';
import { drainOutbox, putInOutbox, removeBatches, type WorkspaceStore } from '../../store/index.ts';
import { withdrawCorrections } from '../corrections/withdraw-corrections.ts';
import { findImport } from './import-rows.ts';
import { mayBecome } from './import-states.ts';

/**
 * Takes an import back: a withdrawal fact, after which none of its rows count. What was held before is as it was.
 * Possible until `undo_until`; the rows themselves are removed after that day by `removeWithdrawn`.
 */
export async function undoImport(workspace: WorkspaceStore, importId: string, now: number): Promise<void> {
  const row = await findImport(workspace.state, importId);
  if (!mayBecome(row.state as ImportState, 'undone')) throw new Failure('conflict', `Import ${importId} is ${row.state} and cannot be undone.`, 'Only finished imports can be undone.');
  if (row.undo_until && row.undo_until.getTime() < now) throw new Failure('conflict', `Import ${importId} could be undone until ${row.undo_until.toISOString().slice(0, 10)}.`, 'Import the earlier files again to go back.');
  await workspace.state.transaction().execute(async (transaction) => {
    await transaction.updateTable('imports').set({ state: 'undone', finished_at: new Date(now) }).where('id', '=', importId).execute();
    await putInOutbox(transaction, 'batches', [{ batch_id: Number(row.batch_id), import_id: importId, fact: 'withdraw', known_at: row.known_at?.getTime() ?? now, recorded_at: now }]);
    await withdrawCorrections(transaction, now);
  });
  await drainOutbox(workspace.state, workspace.facts);
}

/** Physically removes rows of imports whose 30 days after undoing are over. Returns how many imports were cleared. */
export async function removeWithdrawn(workspace: WorkspaceStore, now: number): Promise<number> {
  const due = await workspace.state.selectFrom('imports').select('batch_id').where('state', '=', 'undone').where('undo_until', '<', new Date(now)).execute();
  const batches = due.flatMap((row) => (row.batch_id === null ? [] : [Number(row.batch_id)]));
  for (const kind of kindNames) await removeBatches(workspace.facts, kind, batches);
  return batches.length;
}
