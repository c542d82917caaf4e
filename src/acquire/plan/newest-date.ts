import type { Kind, TablePlan } from '../../model/index.ts';
import { readMapped } from '../map/read-mapped.ts';

const datedFields: Partial<Record<Kind, readonly string[]>> = {
  lead: ['createdAt', 'convertedAt', 'respondedAt'], stage_change: ['at'], activity: ['at', 'recordedAt'], invoice: ['at'], cost: ['at'], account: ['createdAt'], contact: ['createdAt'],
};

/** Newest instant, not later than now, at which something in these tables happened. Deals are looked at by themselves. */
export async function newestDate(tables: readonly TablePlan[], now: number): Promise<number | null> {
  let newest: number | null = null;
  for (const table of tables) {
    const fields = table.kind === null ? undefined : datedFields[table.kind];
    const dated = fields?.filter((field) => table.columns.some((column) => column.field === field));
    if (!dated || dated.length === 0 || table.kind === null) continue;
    for await (const item of readMapped({ ...table, kind: table.kind }, { plan: { tables: [...tables], confirmations: [] } })) {
      if (!('row' in item)) continue;
      for (const field of dated) {
        const at = item.row.fields[field];
        if (typeof at === 'number' && at <= now && at > (newest ?? -Infinity)) newest = at;
      }
    }
  }
  return newest;
}
