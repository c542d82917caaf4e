import type { ColumnAnswer } from '../../../src/model/index.ts';
import { useColumns, useSaveSettings, useSettings } from '../../data/questions.ts';
import { useAddress, useChangeAddress } from '../../data/url-state.ts';
import { Answer } from '../../ui/ask-state.tsx';
import { PlaceLink } from '../../ui/place-link.tsx';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { ScreenHead } from '../../ui/section.tsx';
import { fieldText, many, percentText } from '../../ui/words.ts';

const tones: Record<ColumnAnswer['status'], string> = { used: 'won', refused: 'lost', to_confirm: 'caution' };
const words: Record<ColumnAnswer['status'], string> = { used: 'used', refused: 'left out', to_confirm: 'to confirm' };
const share = (value: number | null): string => (value === null ? '–' : percentText(value));

const columns: Array<Column<ColumnAnswer>> = [
  { id: 'column', header: 'Column', value: (row) => row.column, show: (row) => <><span title={row.column}>{fieldText(row.column)}</span><span className="second-line">{row.kind}</span></>, card: 'title' },
  { id: 'status', header: 'In prediction', value: (row) => words[row.status], show: (row) => <span className={`tag ${tones[row.status]}`}>{words[row.status]}</span> },
  { id: 'rule', header: 'Rule', value: (row) => row.rule.replaceAll('_', ' ') },
  { id: 'why', header: 'Why', value: (row) => row.why },
  { id: 'auc', header: 'AUC alone', value: (row) => row.aucAlone, show: (row) => row.aucAlone?.toFixed(2) ?? '–', number: true },
  { id: 'missing', header: 'Missing, open / closed', value: (row) => row.missingOpen, show: (row) => `${share(row.missingOpen)} / ${share(row.missingClosed)}`, number: true },
  { id: 'decide', header: 'Decide', value: () => null, show: (row) => <Decide row={row} /> },
];

/** Every column: used, left out or to confirm, with the rule that decided and its evidence. */
export function ColumnsScreen() {
  const asked = useColumns();
  const { status } = useAddress();
  const change = useChangeAddress();
  return (
    <Answer of={asked} lines={12}>
      {(rows) => {
        const shown = rows.filter((row) => !status || row.status === status);
        const out = rows.filter((row) => row.status === 'refused').length;
        return (
          <>
            <ScreenHead title="Columns" sentence={rows.length === 0 ? null : `${many(rows.length, 'column')}: ${out} left out of prediction, each with its rule.`} />
            <div className="filters"><label className="plain-field">Show<select value={status ?? ''} onChange={(event) => change({ status: event.currentTarget.value || undefined })}><option value="">All</option>{Object.entries(words).map(([value, name]) => <option key={value} value={value}>{name}</option>)}</select></label></div>
            <RowTable label="Columns" rows={shown} columns={columns} keyOf={(row) => `${row.kind}${row.column}`} csvName="columns" empty={<p>No columns yet. <PlaceLink to="/data/import">Drop a deals export here</PlaceLink>.</p>} />
          </>
        );
      }}
    </Answer>
  );
}

/** A person may declare an undated column stable, or put any column out. */
function Decide({ row }: { row: ColumnAnswer }) {
  const settings = useSettings();
  const save = useSaveSettings();
  if (!settings.data) return null;
  const { stableColumns, refusedColumns } = settings.data;
  const declare = (): void => save.mutate({ stableColumns: [...stableColumns, row.column], refusedColumns: refusedColumns.filter((one) => one !== row.column) });
  const putOut = (): void => save.mutate({ refusedColumns: [...refusedColumns, row.column], stableColumns: stableColumns.filter((one) => one !== row.column) });
  if (row.status === 'used') return <button type="button" className="link-button" onClick={putOut} aria-label={`Leave out ${row.column}`}>Leave out</button>;
  if (row.status === 'to_confirm' || row.rule === 'undated') return <button type="button" className="link-button" onClick={declare} aria-label={`It never changes: ${row.column}`}>It never changes</button>;
  return <span className="muted">–</span>;
}
