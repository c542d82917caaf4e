import { existsSync } from 'node:fs';
import { Failure, type ImportPlan, type Receipt } from '../../model/index.ts';
import { drainOutbox, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withdrawCorrections } from '../corrections/withdraw-corrections.ts';
import { findImport } from './import-rows.ts';

/**
 * Takes one repair back: the import's rows are withdrawn and it is queued again, remembering which repairs not to make.
 * Returns false where the repair was already undone.
 */
export async function undoRepair(workspace: WorkspaceStore, importId: string, repairId: string, now: number): Promise<boolean> {
  const row = await findImport(workspace.state, importId);
  const receipt = row.receipt as Receipt | null;
  const repair = receipt?.repairs.find((candidate) => candidate.id === repairId);
  if (!receipt || !repair) throw new Failure('not_found', `Import ${importId} has no repair ${repairId}.`, 'Show the import to see its repairs.');
  if (repair.undone) return false;
  const gone = (row.plan as ImportPlan).tables.find(({ reading }) => reading && !existsSync(reading.path));
  if (gone) throw new Failure('conflict', `${gone.file} is no longer there to be read again.`, 'Import the file anew, then undo the repair on that import. Uploaded files are removed when a person is forgotten.');
  const repairs = receipt.repairs.map((candidate) => (candidate.id === repairId ? { ...candidate, undone: true } : candidate));
  await workspace.state.transaction().execute(async (transaction) => {
    await transaction.updateTable('imports').set({ state: 'queued', receipt: JSON.stringify({ ...receipt, repairs }) }).where('id', '=', importId).execute();
    await putInOutbox(transaction, 'batches', [{ batch_id: Number(row.batch_id), import_id: importId, fact: 'withdraw', known_at: row.known_at?.getTime() ?? now, recorded_at: now }]);
    await withdrawCorrections(transaction, now);
  });
  await drainOutbox(workspace.state, workspace.facts);
  return true;
}
