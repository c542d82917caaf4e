import type { ColumnMatch, ImportRequest, Kind, TablePlan } from '../../../src/model/index.ts';
import { kinds, kindNames } from '../../../src/model/kinds.ts';
import { countText, fileText, many, percentText } from '../../ui/words.ts';

export interface PlanChanges { readonly kinds: NonNullable<ImportRequest['kinds']>; readonly columns: NonNullable<ImportRequest['columns']> }
interface Changing { readonly changes: PlanChanges; readonly change: (changes: PlanChanges) => void }

/** Each file: kind, rows, matched columns with samples, sure or check. Only "check" is open. */
export function PlanTables({ tables, changes, change }: { tables: readonly TablePlan[] } & Changing) {
  return <div>{tables.map((table) => <TableCard key={`${table.file}${table.format.sheet ?? ''}`} table={table} changes={changes} change={change} />)}</div>;
}

function TableCard({ table, changes, change }: { table: TablePlan } & Changing) {
  const checks = table.columns.filter((column) => column.check).length;
  const kind = changes.kinds.find((one) => one.file === table.file)?.kind ?? table.kind;
  return (
    <details className="plan-table" open={checks > 0}>
      <summary>
        <strong title={table.file}>{fileText(table.file)}</strong>
        <span>{table.use === 'import' && kind ? kinds[kind].plural : 'listed, not imported'}</span>
        <span className="muted">{many(table.rows, 'row')} · {formatText(table)}</span>
        {table.use === 'import' ? <span className={checks > 0 ? 'tag caution' : 'tag won'}>{checks > 0 ? `${checks} to check` : 'sure'}</span> : null}
      </summary>
      <p className="muted">{table.use === 'list' ? (table.listedWhy ?? table.kindWhy) : `${table.kindWhy} (${percentText(table.kindConfidence)} sure)`}</p>
      {table.warnings.map((warning) => <p key={warning} className="caution-text">{warning}</p>)}
      <KindChoice table={table} kind={kind} changes={changes} change={change} />
      <ColumnTable table={table} kind={kind} changes={changes} change={change} />
    </details>
  );
}

const delimiters: Record<string, string> = { ',': 'commas', ';': 'semicolons', '\t': 'tabs', '|': 'bars' };
const delimiterText = (sign: string | null): string | null => (sign === null ? null : (delimiters[sign] ?? sign));

const formatText = ({ format, layout }: TablePlan): string => [layout, format.container.toUpperCase(), format.gzip ? 'gzip' : null, format.sheet, format.encoding, delimiterText(format.delimiter)].filter(Boolean).join(' · ');

function KindChoice({ table, kind, changes, change }: { table: TablePlan; kind: Kind | null } & Changing) {
  const set = (value: string): void => change({ ...changes, kinds: [...changes.kinds.filter((one) => one.file !== table.file), { file: table.file, kind: value === '' ? null : (value as Kind) }] });
  return (
    <label className="plain-field narrow">What these rows are
      <select value={kind ?? ''} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">Do not import</option>
        {kindNames.map((name) => <option key={name} value={name}>{kinds[name].plural}</option>)}
      </select>
    </label>
  );
}

function ColumnTable({ table, kind, changes, change }: { table: TablePlan; kind: Kind | null } & Changing) {
  return (
    <div className="table-scroll after-chart" tabIndex={0} role="region" aria-label={`Columns of ${fileText(table.file)}`}>
      <table>
        <thead><tr><th scope="col">Column</th><th scope="col">Becomes</th><th scope="col">Values</th><th scope="col" className="number">Empty</th><th scope="col">Sure?</th></tr></thead>
        <tbody>{table.columns.map((column) => <ColumnRow key={column.header} table={table} kind={kind} column={column} changes={changes} change={change} />)}</tbody>
      </table>
    </div>
  );
}

function ColumnRow({ table, kind, column, changes, change }: { table: TablePlan; kind: Kind | null; column: ColumnMatch } & Changing) {
  const own = changes.columns.find((one) => one.file === table.file && one.header === column.header);
  const field = own ? own.field : column.field;
  const set = (value: string): void => change({ ...changes, columns: [...changes.columns.filter((one) => one !== own), { file: table.file, header: column.header, field: value || null }] });
  return (
    <tr>
      <th scope="row">{column.header}</th>
      <td>
        <select aria-label={`${column.header} becomes`} value={field ?? ''} onChange={(event) => set(event.currentTarget.value)}>
          <option value="">kept as it is</option>
          {field && (!kind || !(field in kinds[kind].fields)) ? <option value={field}>{field}</option> : null}
          {kind ? Object.keys(kinds[kind].fields).map((name) => <option key={name} value={name}>{name}</option>) : null}
        </select>
      </td>
      <td className="samples">{column.samples.slice(0, 3).join(' · ')}{column.format ? ` (${column.format})` : ''}</td>
      <td className="number">{percentText(column.emptyShare)}</td>
      <td>{column.check ? <span className="tag caution" title={column.why}>check</span> : <span className="muted" title={column.why}>{countText(column.confidence * 100)} %</span>}</td>
    </tr>
  );
}
