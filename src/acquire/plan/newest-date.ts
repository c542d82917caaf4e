import type { Kind } from '../../model/index.ts';
import type { Draft } from './draft.ts';

const datedFields: Partial<Record<Kind, readonly string[]>> = {
  lead: ['createdAt', 'convertedAt', 'respondedAt'], stage_change: ['at'], activity: ['at', 'recordedAt'], invoice: ['at'], cost: ['at'], account: ['createdAt'], contact: ['createdAt'],
};

/** Newest instant, not later than the clock, at which something in these tables happened. Deals are looked at by themselves. */
export function newestOf(drafts: readonly Draft[]): number | null {
  const all = drafts.flatMap(({ recognised }) => {
    const fields = datedFields[recognised.kind] ?? [];
    return recognised.matches.filter((match) => fields.includes(match.field)).map((match) => match.column.newest);
  }).filter((at) => at !== null);
  return all.length === 0 ? null : Math.max(...all);
}
