import type { Kysely, Selectable } from 'kysely';
import { Failure, type ImportAnswer, type ImportPlan, type Receipt } from '../../model/index.ts';
import type { WorkspaceTables } from '../../store/index.ts';

export type ImportRow = Selectable<WorkspaceTables['imports']>;

export async function findImport(state: Kysely<WorkspaceTables>, id: string): Promise<ImportRow> {
  const isId = /^[0-9a-f-]{36}$/i.test(id);
  const row = isId ? await state.selectFrom('imports').selectAll().where('id', '=', id).executeTakeFirst() : undefined;
  if (!row) throw new Failure('not_found', `There is no import ${id}.`, 'List the imports to see their ids.');
  return row;
}

/** An import as it is shown. */
export function importAnswer(row: ImportRow): ImportAnswer {
  return {
    id: row.id,
    state: row.state as ImportAnswer['state'],
    createdAt: row.created_at.toISOString(),
    finishedAt: row.finished_at?.toISOString() ?? null,
    by: row.by_user,
    files: row.files,
    rowsDone: Number(row.rows_done),
    rowsTotal: row.rows_total === null ? null : Number(row.rows_total),
    stage: row.stage,
    plan: row.plan as ImportPlan,
    receipt: row.receipt as Receipt | null,
    error: row.error,
    undoUntil: row.undo_until?.toISOString() ?? null,
  };
}
