import type { Reject } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { findImport } from './import-rows.ts';

/** Everything an import could not take, in the order of the files, with line, column and reason. */
export async function* readRejects(workspace: WorkspaceStore, importId: string): AsyncIterable<Reject> {
  const row = await findImport(workspace.state, importId);
  if (row.batch_id === null) return;
  const text = 'SELECT file, line, column_name, reason, value FROM rejects WHERE batch_id = {batch:UInt64} ORDER BY file, line, column_name';
  for await (const block of workspace.facts.stream(text, { batch: Number(row.batch_id) })) {
    for (const [file, line, column, reason, value] of block) {
      yield { file: String(file), line: Number(line), column: column === null ? null : String(column), reason: String(reason), value: value === null ? null : String(value) };
    }
  }
}
