import path from 'node:path';
import { countWords, type ImportAnswer, type ImportPlan, type Receipt, type ReceiptTable } from '../../model/index.ts';
import { tableLines, withoutControls } from './table.ts';

const nameOf = (file: string): string => withoutControls(path.basename(file));
const whole = (value: number): string => value.toLocaleString('en-GB');
const cents = (value: number): string => value.toLocaleString('en-GB', { maximumFractionDigits: 2 });

/** The receipt: rows and sums in the file and here, repairs, what is missing, what was refused. */
export function receiptLines(answer: ImportAnswer): string[] {
  const { receipt } = answer;
  if (!receipt) return [`Import ${answer.id} is ${answer.state}: ${answer.error ?? answer.stage}.`];
  return [
    receipt.reconciled ? 'Receipt. Rows and sums here equal those of the files.' : 'Receipt. Rows or sums differ from the files; see "difference".',
    ...tableLines(receipt.tables, [
      { title: 'File', cell: (table) => nameOf(table.file) }, { title: 'Kind', cell: (table) => table.kind },
      { title: 'In file', align: 'right', cell: (table) => whole(table.rowsInFile) }, { title: 'Here', align: 'right', cell: (table) => whole(table.rowsHere) },
      { title: 'New', align: 'right', cell: (table) => whole(table.rowsNew) }, { title: 'Changed', align: 'right', cell: (table) => whole(table.rowsChanged) },
      { title: 'Rejected', align: 'right', cell: (table) => whole(table.rowsRejected) }, { title: 'Difference', align: 'right', cell: (table) => whole(table.difference) },
    ]),
    ...receipt.tables.flatMap(sumLines), ...aroundIt(receipt),
    `Undo until ${answer.undoUntil?.slice(0, 10) ?? 'it is finished'}: hindcast imports undo ${answer.id}`,
  ];
}

const sumLines = (table: ReceiptTable): string[] => table.sums.map((sum) =>
  `  ${nameOf(table.file)}, ${withoutControls(sum.column)}: ${cents(sum.inFile)} in the file, ${cents(sum.here)} here${sum.rejected ? `, ${cents(sum.rejected)} rejected` : ''}, difference ${cents(sum.difference)}${sum.currency ? ` ${sum.currency}` : ''}.`);

function aroundIt(receipt: Receipt): string[] {
  return [
    ...receipt.repairs.filter((repair) => !repair.undone).map((repair) => `  Repaired ${nameOf(repair.table)}.${withoutControls(repair.column)}: "${withoutControls(repair.from)}" is now "${withoutControls(repair.to)}" in ${countWords(repair.rows, 'row')} (${withoutControls(repair.why)}).`),
    ...receipt.listed.map((file) => `  Listed, not imported: ${nameOf(file.file)} (${withoutControls(file.why)}).`),
    ...(receipt.missing.length > 0 ? [`  Missing: ${receipt.missing.map(withoutControls).join('; ')}.`] : []),
    ...receipt.tables.filter((table) => table.rowsRemoved > 0).map((table) => `  ${nameOf(table.file)}: ${countWords(table.rowsRemoved, 'record')} deleted by the source; ${table.rowsRemoved === 1 ? 'it counts' : 'they count'} no more.`),
    ...receipt.tables.filter((table) => table.rowsLeftOut > 0).map((table) => `  ${nameOf(table.file)}: ${countWords(table.rowsLeftOut, 'row')} left out, of people who asked to be forgotten.`),
    ...(receipt.rejects > 0 ? [`  ${countWords(receipt.rejects, 'row')} rejected:`, ...receipt.firstRejects.slice(0, 5).map((reject) => `    ${nameOf(reject.file)}, line ${reject.line}: ${withoutControls(reject.reason)}`)] : []),
  ];
}

/** How files would be understood, for `--dry-run`. */
export function planLines(plan: ImportPlan): string[] {
  const tables = plan.tables.map((table) => {
    const kind = table.use === 'import' ? `${table.kind ?? 'records of their own kind'} (${Math.round(table.kindConfidence * 100)} % sure)` : `listed only: ${table.listedWhy ?? 'not recognised'}`;
    const checks = table.columns.filter((column) => column.check).map((column) => column.header);
    return `${nameOf(table.file)}: ${countWords(table.rows, 'row')}, ${kind}${checks.length > 0 ? `; to check: ${checks.map(withoutControls).join(', ')}` : ''}`;
  });
  return ['Nothing was imported. This is how the files would be read:', ...tables, ...plan.confirmations.map((one) => `${one.question} ${one.sure ? 'Sure' : 'To check'}: ${JSON.stringify(one.answer)}`)];
}
