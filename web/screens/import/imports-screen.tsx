import type { ImportAnswer } from '../../../src/model/index.ts';
import { useImports } from '../../data/questions.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { clockText, countText, filesText, shortDay } from '../../ui/words.ts';
import { UndoImport } from './undo-import.tsx';

const columns: Array<Column<ImportAnswer>> = [
  { id: 'files', header: 'Files', value: (row) => row.files.join(', '), show: (row) => <PlaceLink to={`/data/imports/${encodeURIComponent(row.id)}`}>{filesText(row.files)}</PlaceLink>, card: 'title' },
  { id: 'state', header: 'State', value: (row) => row.state },
  { id: 'created', header: 'When', value: (row) => row.createdAt, show: (row) => <span title={clockText(row.createdAt)}>{shortDay(row.createdAt)}</span> },
  { id: 'by', header: 'By', value: (row) => row.by },
  { id: 'rows', header: 'Rows', value: (row) => row.rowsDone, show: (row) => countText(row.rowsDone), number: true },
  { id: 'rejects', header: 'Rejected', value: (row) => row.receipt?.rejects ?? 0, number: true },
  { id: 'undo', header: 'Undo', value: (row) => row.undoUntil, show: (row) => (row.state === 'done' || row.state === 'partly' ? <UndoImport answer={row} /> : <span className="muted">–</span>) },
];

/** Every import so far, newest first; each can be taken back for 30 days. */
export function ImportsScreen() {
  const imports = useImports();
  return (
    <>
      <ScreenHead title="Imports" />
      <Answer of={imports}>{(rows) => <RowTable label="Imports" rows={rows} columns={columns} keyOf={(row) => row.id} csvName="imports" empty={<p>No imports yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>.</p>} />}</Answer>
    </>
  );
}
