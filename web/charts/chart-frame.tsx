import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import { csvOf, saveFile, type Cell } from '../ui/csv.ts';

export interface ChartTable { readonly headers: readonly string[]; readonly rows: ReadonlyArray<readonly Cell[]> }

/** A chart that answers a sentence: the title is the finding, the subtitle unit, period and n. It can be read as a table and saved as CSV. */
export function ChartFrame({ title, subtitle, table, name, children }: { title: string; subtitle: string; table: ChartTable; name: string; children: ReactNode }) {
  const [asTable, setAsTable] = useState(false);
  return (
    <figure className="chart">
      <figcaption><p className="chart-title">{title}</p><p className="chart-subtitle">{subtitle}</p></figcaption>
      {asTable ? <PlainTable table={table} label={title} /> : children}
      <div className="chart-tools">
        <Button variant="subtle" size="compact-sm" onClick={() => setAsTable(!asTable)}>{asTable ? 'Chart' : 'Table'}</Button>
        <Button variant="subtle" size="compact-sm" onClick={() => saveFile(`${name}.csv`, csvOf(table.headers, table.rows))}>CSV</Button>
      </div>
    </figure>
  );
}

function PlainTable({ table, label }: { table: ChartTable; label: string }) {
  const isNumber = (column: number): boolean => table.rows.some((row) => typeof row[column] === 'number');
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={label}>
      <table>
        <thead><tr>{table.headers.map((header, at) => <th key={header} scope="col" className={isNumber(at) ? 'number' : ''}>{header}</th>)}</tr></thead>
        <tbody>{table.rows.map((row, line) => <tr key={line}>{row.map((cell, at) => <td key={at} className={isNumber(at) ? 'number' : ''}>{cell === null || cell === undefined ? '–' : String(cell)}</td>)}</tr>)}</tbody>
      </table>
    </div>
  );
}
