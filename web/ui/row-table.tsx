import { Button } from '@mantine/core';
import { tableFeatures, useTable, type ColumnDef } from '@tanstack/react-table';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { csvOf, saveFile, type Cell } from './csv.ts';
import { useIsPhone } from './use-is-phone.ts';

/** One column: its header (with the unit), what is shown, and the plain value for sorting and CSV. */
export interface Column<Row> {
  readonly id: string;
  readonly header: string;
  readonly value: (row: Row) => Cell;
  readonly show?: (row: Row) => ReactNode;
  readonly number?: boolean;
  /** Kept on the phone's cards. */
  readonly card?: 'title' | 'line' | 'none';
}

interface RowTableProps<Row> {
  readonly label: string;
  readonly rows: readonly Row[];
  readonly columns: ReadonlyArray<Column<Row>>;
  readonly keyOf: (row: Row) => string;
  readonly open?: (row: Row) => void;
  readonly total?: ReactNode;
  readonly empty: ReactNode;
  readonly csvName?: string;
  /** `column` ascending, `-column` descending. */
  readonly sort?: string | undefined;
  readonly onSort?: (sort: string) => void;
}

const features = tableFeatures({});
const pageRows = 100;

/** A table of rows (cards on the phone): sorted by header, walked by j and k, opened by Enter, saved as CSV, a totals row at the end. */
export function RowTable<Row extends object>(props: RowTableProps<Row>) {
  const { rows, columns, label, empty, csvName } = props;
  const phone = useIsPhone();
  const [ownSort, setOwnSort] = useState<string | undefined>(undefined);
  const sort = props.sort ?? ownSort;
  const sorted = useMemo(() => sortRows(rows, columns, sort), [rows, columns, sort]);
  const [shown, setShown] = useState(pageRows);
  if (rows.length === 0) return <>{empty}</>;
  const visible = sorted.slice(0, shown);
  return (
    <div className="row-table">
      {phone ? <CardList {...props} rows={visible} /> : <DeskTable {...props} rows={visible} sort={sort} onSort={props.onSort ?? setOwnSort} />}
      <div className="table-foot">
        {props.total ? <p className="table-total">{props.total}</p> : <span />}
        <div className="table-tools">
          {rows.length > shown ? <Button onClick={() => setShown(shown + pageRows)}>Show more ({rows.length - shown} left)</Button> : null}
          {csvName ? <Button variant="subtle" onClick={() => saveRows(csvName, columns, sorted)} aria-label={`Save ${label} as CSV`}>CSV</Button> : null}
        </div>
      </div>
    </div>
  );
}

function DeskTable<Row extends object>({ label, rows, columns, keyOf, open, sort, onSort }: RowTableProps<Row>) {
  const definitions = useMemo(() => columns.map((column): ColumnDef<typeof features, Row, unknown> => ({ id: column.id, accessorFn: column.value, header: column.header })), [columns]);
  const table = useTable({ features, columns: definitions, data: rows as Row[] });
  const byId = new Map(columns.map((column) => [column.id, column]));
  const body = useRef<HTMLTableSectionElement>(null);
  useRowKeys(body);
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => <HeaderCell key={header.id} column={byId.get(header.id) as Column<Row>} sort={sort} {...(onSort ? { onSort } : {})} />)}
            </tr>
          ))}
        </thead>
        <tbody ref={body}>
          {table.getRowModel().rows.map((row) => (
            <tr key={keyOf(row.original)} data-row tabIndex={-1} onDoubleClick={() => open?.(row.original)} onKeyDown={(event) => { if (event.key === 'Enter' && event.target === event.currentTarget) open?.(row.original); }}>
              {row.getAllCells().map((cell) => <BodyCell key={cell.id} column={byId.get(cell.column.id) as Column<Row>} row={row.original} />)}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: string | undefined; onSort?: (sort: string) => void }) {
  const direction = sort === column.id ? 'ascending' : sort === `-${column.id}` ? 'descending' : 'none';
  const next = direction === 'descending' ? column.id : `-${column.id}`;
  return (
    <th scope="col" aria-sort={direction} className={column.number ? 'number' : ''}>
      {onSort ? <button type="button" className="sort-button" onClick={() => onSort(next)}>{column.header}{direction === 'none' ? '' : direction === 'ascending' ? ' ↑' : ' ↓'}</button> : column.header}
    </th>
  );
}

const BodyCell = <Row,>({ column, row }: { column: Column<Row>; row: Row }) => <td className={column.number ? 'number' : ''}>{shownCell(column, row)}</td>;

function CardList<Row extends object>({ rows, columns, keyOf, label }: RowTableProps<Row>) {
  return (
    <ul className="cards" aria-label={label}>
      {rows.map((row) => (
        <li key={keyOf(row)} className="card">
          {columns.filter((column) => column.card === 'title').map((column) => <div className="card-title" key={column.id}>{shownCell(column, row)}</div>)}
          <dl>
            {columns.filter((column) => column.card !== 'title' && column.card !== 'none').map((column) => <div key={column.id}><dt>{column.header}</dt><dd>{shownCell(column, row)}</dd></div>)}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function shownCell<Row>(column: Column<Row>, row: Row): ReactNode {
  if (column.show) return column.show(row);
  const value = column.value(row);
  return value === null || value === undefined || value === '' ? <span className="muted">–</span> : String(value);
}

/** Rows in the order of one column; empty values last in either direction. */
export function sortRows<Row>(rows: readonly Row[], columns: ReadonlyArray<Column<Row>>, sort: string | undefined): readonly Row[] {
  const column = columns.find((one) => one.id === sort?.replace(/^-/, ''));
  if (!column || !sort) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return rows.toSorted((a, b) => compare(column.value(a), column.value(b), sign));
}

function compare(a: Cell, b: Cell, sign: number): number {
  const [emptyA, emptyB] = [a === null || a === undefined || a === '', b === null || b === undefined || b === ''];
  if (emptyA || emptyB) return Number(emptyA) - Number(emptyB);
  return typeof a === 'number' && typeof b === 'number' ? sign * (a - b) : sign * String(a).localeCompare(String(b));
}

const saveRows = <Row,>(name: string, columns: ReadonlyArray<Column<Row>>, rows: readonly Row[]): void =>
  saveFile(`${name}.csv`, csvOf(columns.map((column) => column.header), rows.map((row) => columns.map((column) => column.value(row)))));

function useRowKeys(body: React.RefObject<HTMLTableSectionElement | null>): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if ((event.key !== 'j' && event.key !== 'k') || isTyping(event)) return;
      const all = [...(body.current?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
      const at = all.indexOf(document.activeElement as HTMLElement);
      all[Math.max(0, Math.min(all.length - 1, at + (event.key === 'j' ? 1 : -1)))]?.focus();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [body]);
}

export const isTyping = (event: KeyboardEvent): boolean =>
  event.ctrlKey || event.metaKey || event.altKey || (event.target instanceof HTMLElement && (event.target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)));
