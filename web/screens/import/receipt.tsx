import { Button } from '@mantine/core';
import type { ImportAnswer, Receipt as ReceiptAnswer, ReceiptTable } from '../../../src/model/index.ts';
import { kinds } from '../../../src/model/kinds.ts';
import { useUndoRepair, useWorkspaceName } from '../../data/questions.ts';
import { RowTable, type Column } from '../../ui/row-table.tsx';
import { Section } from '../../ui/section.tsx';
import { countText, fileText, many, wholeMoney } from '../../ui/words.ts';

/** The receipt: rows and sums in the file and here, the difference, repairs with undo, what is missing, rejects to download. */
export function Receipt({ answer, receipt }: { answer: ImportAnswer; receipt: ReceiptAnswer }) {
  return (
    <>
      <p className="receipt-line">{receipt.reconciled ? <><span className="won-text">Reconciled ✓</span> Rows and sums here equal the files; the difference is 0.</> : <><span className="caution-text">Not reconciled.</span> The lines below say where rows or sums differ.</>}</p>
      {receipt.firstFinding ? <div className="first-finding" role="note"><p className="muted small">First finding, without any model</p><p><strong>{receipt.firstFinding}</strong></p></div> : null}
      <Section title="Rows"><RowTable label="Rows per file" rows={receipt.tables} columns={rowColumns} keyOf={(row) => `${row.file}${row.kind}`} empty={<p>No table was imported.</p>} csvName="receipt" total={rowTotal(receipt.tables)} /></Section>
      <Sums tables={receipt.tables} />
      <Repairs importId={answer.id} receipt={receipt} />
      <Rejects importId={answer.id} receipt={receipt} />
      {receipt.missing.length > 0 ? <Section title="What is missing"><ul className="ruled">{receipt.missing.map((one) => <li key={one}>{one}</li>)}</ul></Section> : null}
      {receipt.listed.length > 0 ? <Section title="Listed, not imported"><ul className="ruled">{receipt.listed.map((one) => <li key={one.file}><span title={one.file}>{fileText(one.file)}</span> <span className="muted">{one.why}</span></li>)}</ul></Section> : null}
    </>
  );
}

const count = (id: keyof ReceiptTable & `rows${string}` | 'difference', header: string): Column<ReceiptTable> => ({ id, header, value: (row) => row[id] as number, show: (row) => countText(row[id] as number), number: true });

const rowColumns: Array<Column<ReceiptTable>> = [
  { id: 'file', header: 'File', value: (row) => row.file, show: (row) => <><span title={row.file}>{fileText(row.file)}</span><span className="second-line">{kinds[row.kind].plural}</span></>, card: 'title' },
  count('rowsInFile', 'In the file'), count('rowsHere', 'Here'), count('rowsNew', 'New'), count('rowsChanged', 'Changed'), count('rowsRejected', 'Rejected'), count('difference', 'Difference'),
];

const rowTotal = (tables: readonly ReceiptTable[]): string =>
  `${countText(tables.reduce((sum, table) => sum + table.rowsInFile, 0))} rows in the files, ${countText(tables.reduce((sum, table) => sum + table.rowsHere, 0))} here`;

type Sum = ReceiptTable['sums'][number] & { readonly file: string };
const money = (id: 'inFile' | 'here' | 'rejected' | 'difference', header: string): Column<Sum> => ({ id, header, value: (row) => row[id], show: (row) => wholeMoney(row[id], row.currency), number: true });
const sumColumns: Array<Column<Sum>> = [
  { id: 'column', header: 'Column', value: (row) => row.column, show: (row) => <>{row.column}<span className="second-line" title={row.file}>{fileText(row.file)}</span></>, card: 'title' },
  { id: 'currency', header: 'Currency', value: (row) => row.currency },
  money('inFile', 'In the file'), money('here', 'Here'), money('rejected', 'Rejected'), money('difference', 'Difference'),
];

function Sums({ tables }: { tables: readonly ReceiptTable[] }) {
  const sums = tables.flatMap((table) => table.sums.map((sum) => ({ ...sum, file: table.file })));
  if (sums.length === 0) return null;
  return <Section title="Sums"><RowTable label="Sums per column" rows={sums} columns={sumColumns} keyOf={(row) => `${row.file}${row.column}${row.currency}`} empty={null} csvName="sums" /></Section>;
}

function Repairs({ importId, receipt }: { importId: string; receipt: ReceiptAnswer }) {
  const undo = useUndoRepair();
  if (receipt.repairs.length === 0) return null;
  return (
    <Section title="Repairs" aside={many(receipt.repairs.length, 'repair')}>
      <ul className="ruled">
        {receipt.repairs.map((repair) => (
          <li key={repair.id} className="button-row">
            <span>{repair.table} · {repair.column}: “{repair.from}” → “{repair.to}” in {many(repair.rows, 'row')} <span className="muted">{repair.why}</span></span>
            {repair.undone ? <span className="tag">undone</span> : <Button size="compact-sm" loading={undo.isPending && undo.variables?.repairId === repair.id} onClick={() => undo.mutate({ importId, repairId: repair.id })} aria-label={`Undo the repair of ${repair.from}`}>Undo</Button>}
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Rejects({ importId, receipt }: { importId: string; receipt: ReceiptAnswer }) {
  const workspace = useWorkspaceName();
  if (receipt.rejects === 0) return null;
  return (
    <Section title={many(receipt.rejects, 'rejected row')} aside={<a href={`/api/w/${workspace}/imports/${encodeURIComponent(importId)}/rejects.csv`} download>All of them as CSV</a>}>
      <ul className="ruled">{receipt.firstRejects.map((one) => <li key={`${one.file}${one.line}${one.column}`}>{fileText(one.file)}, line {one.line}{one.column ? `, ${one.column}` : ''}: {one.reason} <span className="muted">{one.value ?? ''}</span></li>)}</ul>
    </Section>
  );
}
