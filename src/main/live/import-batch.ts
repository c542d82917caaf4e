import { applyCorrections, approvedCorrections, keepTerms, readMapped, readTerms, refuseEndedLoans, runImport, withCorrections, type ImportBatch } from '../../acquire/index.ts';
import type { ImportPlan, Kind, Receipt, TablePlan } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { createImport } from '../create-import.ts';
import type { House } from '../house.ts';
import { undoDays } from '../import-files.ts';
import { asOfFor } from '../kept-answers.ts';
import { recallPartsOf } from '../recall-parts.ts';
import { settingsFromPlan } from '../settings-from-plan.ts';
import { WorkspaceState } from '../workspace-state.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>;

/** Imports what a live source told, as files are imported: receipt, rejects, undo, people's corrections and who was forgotten included. */
export async function importLiveBatch(parts: Parts, workspace: WorkspaceStore, by: string | null, batch: ImportBatch): Promise<Receipt> {
  const state = new WorkspaceState(workspace.state, parts.now, parts.newId);
  refuseEndedLoans(batch.plan, await readTerms(workspace.state), parts.now());
  const importId = await createImport(workspace, batch.plan, { paths: [] }, by, parts.now(), parts.newId);
  await batch.begun(importId);
  try {
    if (batch.plan.confirmations.length > 0) await state.setSettings(settingsFromPlan(batch.plan, await state.settings()));
    const receipt = await runLiveImport(parts, workspace, importId, batch);
    await applyCorrections({ store: workspace, system: parts.store.system, now: parts.now(), asOf: await asOfFor(undefined, state, parts.now()) });
    await keepTerms(recallPartsOf(parts, workspace));
    return receipt;
  } catch (error) {
    const outcome = batch.signal.aborted ? 'cancelled' : 'failed';
    await workspace.state.updateTable('imports').set({ state: outcome, error: batch.signal.aborted ? null : error instanceof Error ? error.message : String(error), finished_at: new Date(parts.now()) })
      .where('id', '=', importId).where('state', 'in', ['queued', 'running']).execute();
    throw error;
  }
}

async function runLiveImport(parts: Parts, workspace: WorkspaceStore, importId: string, batch: ImportBatch): Promise<Receipt> {
  const corrections = await approvedCorrections(workspace.state);
  return runImport(importId, {
    workspace, system: parts.store.system, now: parts.now, signal: batch.signal, undoDays,
    progress: async () => undefined,
    // Spellings are compared between the tables of a whole export; a batch of a live source is a part of one.
    findRepairs: async () => [],
    read: (plan: ImportPlan, table: TablePlan & { kind: Kind }, _repairs, knownAt) =>
      withCorrections(readMapped(table, { plan, signal: batch.signal }), table, corrections.filter((row) => (row.known_at?.getTime() ?? Infinity) <= knownAt)),
    withCommit: batch.withCommit,
  });
}
