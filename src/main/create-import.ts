import { ForgottenPeople, planWithoutForgotten, readForgotten, readTerms, refuseEndedLoans } from '../acquire/index.ts';
import { Failure, withoutSamples, type ImportPlan, type ImportRequest } from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';

/** Puts a planned import down as queued; returns its id. */
export async function createImport(workspace: WorkspaceStore, plan: ImportPlan, request: ImportRequest, by: string | null, now: number, newId: () => string): Promise<string> {
  const id = newId();
  const { list } = await readForgotten(workspace.state);
  const kept = withoutSamples(list ? planWithoutForgotten(plan, new ForgottenPeople(list)) : plan);
  await workspace.state.insertInto('imports').values({
    id, state: 'queued', created_at: new Date(now), by_user: by,
    request: JSON.stringify(request), files: JSON.stringify(plan.tables.map((table) => table.file)), plan: JSON.stringify(kept),
    receipt: null, rows_total: plan.tables.reduce((rows, table) => rows + (table.use === 'import' ? table.rows : 0), 0),
    finished_at: null, error: null, batch_id: null, known_at: null, undo_until: null,
  }).execute();
  return id;
}

/** Throws where a plan holds nothing to import (`unreadable_file`), or rows of a loan that is over (`conflict`). */
export async function requireImportable(workspace: WorkspaceStore, plan: ImportPlan, now: number): Promise<void> {
  if (!plan.tables.some((table) => table.use === 'import')) {
    throw new Failure('unreadable_file', 'None of these files holds a table that can be imported.', `Found: ${plan.tables.map((table) => `${table.file} (${table.listedWhy ?? 'listed'})`).join(', ') || 'no files'}.`);
  }
  refuseEndedLoans(plan, await readTerms(workspace.state), now);
}
