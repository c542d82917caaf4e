import { Failure, type ImportPlan, type Kind, type Repair, type TablePlan } from '../model/index.ts';
import { applyCorrections, approvedCorrections, findImport, findRepairs, keepTerms, readMapped, runImport, withCorrections, withRepairs } from '../acquire/index.ts';
import type { JobContext, WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import { asOfFor } from './kept-answers.ts';
import { resolveWhatIsNew } from './resolve-job.ts';
import { recallPartsOf } from './recall-parts.ts';
import { settingsFromPlan } from './settings-from-plan.ts';
import { WorkspaceState } from './workspace-state.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'analyst' | 'now' | 'newId' | 'log'>;
/** Days within which an import can be undone. */
export const undoDays = 30;

/** Imports planned files, remembers what their confirmations say, and computes the first answers. */
export async function importFiles(parts: Parts, job: JobContext, importId: string): Promise<void> {
  const workspace = await parts.store.workspace(job.workspace);
  const state = new WorkspaceState(workspace.state, parts.now, parts.newId);
  const plan = (await findImport(workspace.state, importId)).plan as ImportPlan;
  await state.setSettings(settingsFromPlan(plan, await state.settings()));
  const corrections = await approvedCorrections(workspace.state);
  await runImport(importId, {
    workspace, system: parts.store.system, now: parts.now, signal: job.signal, undoDays,
    progress: job.progress,
    findRepairs,
    read: (whole: ImportPlan, table: TablePlan & { kind: Kind }, repairs: readonly Repair[], knownAt: number) =>
      withCorrections(withRepairs(readMapped(table, { plan: whole, signal: job.signal }), table, repairs), table, corrections.filter((row) => (row.known_at?.getTime() ?? Infinity) <= knownAt)),
  });
  await applyCorrections({ store: workspace, system: parts.store.system, now: parts.now(), asOf: await asOfFor(undefined, state, parts.now()) });
  await keepTerms(recallPartsOf(parts, workspace));
  await forgetUploadIfRecalled(parts, workspace, importId);
  await resolveWhatIsNew(parts, job);
  await parts.analyst.forget(job.workspace);
  await computeFirstAnswers(parts, job);
  await keepFirstFinding(parts, job, importId);
}

/** Files of an import under way stay when somebody is forgotten; they go when it has ended. */
async function forgetUploadIfRecalled(parts: Parts, workspace: WorkspaceStore, importId: string): Promise<void> {
  const { created_at } = await findImport(workspace.state, importId);
  const since = await workspace.state.selectFrom('recalls').select('id').where('at', '>=', created_at).executeTakeFirst();
  if (since) await recallPartsOf(parts, workspace).forgetUploads();
}

/** Writes onto the receipt the first thing found that needs no model. A finding is an extra: the import was done before it. */
async function keepFirstFinding(parts: Parts, job: JobContext, importId: string): Promise<void> {
  const { state } = await parts.store.workspace(job.workspace);
  const { findings } = await parts.analyst.answer(job.workspace, { name: 'leaks', scope: {} });
  const { receipt } = await findImport(state, importId);
  if (!receipt || findings[0] === undefined) return;
  await state.updateTable('imports').set({ receipt: JSON.stringify({ ...receipt, firstFinding: findings[0].sentence }) }).where('id', '=', importId).execute();
}

/** The answers of every screen, so that the first look waits for nothing. */
export async function computeFirstAnswers(parts: Parts, job: JobContext): Promise<void> {
  const names = ['deals', 'forecast', 'leaks', 'actions', 'columns', 'coverage', 'journey', 'inquiries', 'accounts', 'backtest', 'overview'] as const;
  for (const [index, name] of names.entries()) {
    if (job.signal.aborted) throw new Failure('busy', 'The work was cancelled.');
    await job.progress(`computing ${name}`, index, names.length);
    await parts.analyst.answer(job.workspace, { name, scope: {} });
  }
}

