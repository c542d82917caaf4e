import type { Kind, Receipt, ReceiptTable, TablePlan } from '../../model/index.ts';
import type { PromotedCounts } from '../../store/index.ts';
import type { TableRead } from './write-table.ts';

type ArrivedSum = { column: string; currency: string | null; cents: number };

/** One line of the receipt: what the file held, what is here, and the difference in rows and in money. */
export function receiptTable(plan: TablePlan & { kind: Kind }, read: TableRead, counts: PromotedCounts, arrived: readonly ArrivedSum[]): ReceiptTable {
  const rowsInFile = read.rows + read.rejectedRows + read.leftOut;
  return {
    file: plan.file,
    kind: plan.kind,
    rowsInFile,
    rowsHere: counts.arrived,
    rowsNew: counts.fresh,
    rowsChanged: counts.changed,
    rowsRemoved: counts.removed,
    rowsUnchanged: counts.unchanged + counts.repeated,
    rowsRejected: read.rejectedRows,
    rowsLeftOut: read.leftOut,
    sums: sumsOf(read, arrived),
    difference: rowsInFile - counts.arrived - read.rejectedRows - read.leftOut,
  };
}

function sumsOf(read: TableRead, arrived: readonly ArrivedSum[]): ReceiptTable['sums'] {
  return [...read.sums].map(([column, cents]) => {
    const here = arrived.filter((sum) => sum.column === column).reduce((total, sum) => total + sum.cents, 0);
    const currencies = new Set(arrived.filter((sum) => sum.column === column).map((sum) => sum.currency));
    const currency = currencies.size === 1 ? [...currencies][0] ?? null : null;
    return { column, currency, inFile: cents / 100, here: here / 100, rejected: 0, difference: (cents - here) / 100 };
  });
}

/** Reconciled means: every row and every cent of the files is either here or in the rejects. */
export function isReconciled(tables: readonly ReceiptTable[]): boolean {
  return tables.every((table) => table.difference === 0 && table.sums.every((sum) => sum.difference === 0));
}

/** What the files leave open, in words, so that nobody expects more than they hold. */
export function whatIsMissing(plans: readonly TablePlan[]): string[] {
  const kinds = new Set(plans.filter((plan) => plan.use === 'import').map((plan) => plan.kind));
  const missing: string[] = [];
  if (kinds.has('deal') && !kinds.has('stage_change')) missing.push('No stage history: past stages and amounts are unknown and unused');
  if (kinds.has('deal') && !kinds.has('activity')) missing.push('No activities: silence on a deal cannot be seen');
  if (kinds.has('deal') && !kinds.has('cost')) missing.push('No costs: money is revenue, not margin');
  for (const plan of plans) {
    if (plan.kind !== 'deal') continue;
    const held = new Set(plan.columns.map((column) => column.field));
    if (!held.has('amount')) missing.push('No amount column: deals are counted, not summed');
    if (!held.has('createdAt') && !held.has('closedAt')) missing.push('No dates: time order is impossible, so there is no forecast');
  }
  return missing;
}

export const emptyReceipt = (): Receipt => ({ tables: [], listed: [], repairs: [], missing: [], rejects: 0, firstRejects: [], reconciled: true, firstFinding: null });
