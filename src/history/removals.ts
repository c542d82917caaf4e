import { inEach, type Before } from './as-known.ts';
import { entryAt } from './entry-at.ts';
import type { Log, Removals } from './log.ts';

interface Removable { readonly removals?: Removals }
interface Named { readonly source: string; readonly id: string }

/** A record by its versions, oldest first: those that tell what it held, and when it was deleted and came back. */
export interface ToldRecord<V> {
  readonly told: readonly V[];
  readonly removals: Removals;
}

export function removalsOf<V extends { readonly knownAt: number; readonly removed?: true }>(versions: readonly V[]): ToldRecord<V> {
  const told = versions.filter((version) => version.removed !== true);
  if (told.length === versions.length) return { told, removals: [] };
  const all = versions.map((version) => ({ at: version.knownAt, value: version.removed === true }));
  return { told, removals: all.filter(({ value }, index) => value !== (all[index - 1]?.value ?? false)) };
}

/** A record, and all that it was taken for before, with its deletions. */
export const deleted = <T extends Removable & { readonly earlier?: readonly Before<T>[] }>(record: T, removals: Removals): T =>
  (removals.length === 0 ? record : inEach<T>(record, { removals } as Partial<T>));

const isRemoved = ({ removals }: Removable, asOf: number): boolean => removals !== undefined && entryAt(removals, asOf)?.value === true;

/** The log with those that it leaves out as deleted, in its order. */
export function withRemoved({ deleted: gone, ...log }: Log): Log {
  if (gone === undefined) return log;
  return {
    ...log,
    deals: inOrder([...log.deals, ...gone.deals]), leads: inOrder([...log.leads, ...gone.leads]), accounts: inOrder([...log.accounts, ...gone.accounts]),
    reps: [...log.reps, ...gone.reps], money: [...log.money, ...gone.money],
  };
}

/** Records are read by source and id. */
const inOrder = <T extends Named>(records: readonly T[]): T[] => [...records].sort((a, b) => order(a.source, b.source) || order(a.id, b.id));
const order = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The log with what was deleted by a date set apart. Later deletions are not known yet. */
export function partRemoved(log: Log, asOf: number): Log {
  const lists = { deals: parted(log.deals, asOf), leads: parted(log.leads, asOf), accounts: parted(log.accounts, asOf), reps: parted(log.reps, asOf), money: parted(log.money, asOf) };
  const hasGone = Object.values(lists).some(({ gone }) => gone.length > 0);
  const pick = <K extends 'gone' | 'there'>(which: K): Pick<Log, 'deals' | 'leads' | 'accounts' | 'reps' | 'money'> =>
    ({ deals: lists.deals[which], leads: lists.leads[which], accounts: lists.accounts[which], reps: lists.reps[which], money: lists.money[which] });
  return { ...log, ...pick('there'), ...(hasGone ? { deleted: pick('gone') } : {}) };
}

function parted<T extends Removable>(records: readonly T[], asOf: number): { there: readonly T[]; gone: readonly T[] } {
  if (!records.some((record) => record.removals !== undefined)) return { there: records, gone: [] };
  const cut = records.map((record) => withoutLater(record, asOf));
  return { there: cut.filter((record) => !isRemoved(record, asOf)), gone: cut.filter((record) => isRemoved(record, asOf)) };
}

function withoutLater<T extends Removable>(record: T, asOf: number): T {
  if (record.removals === undefined || record.removals.every(({ at }) => at <= asOf)) return record;
  const removals = record.removals.filter(({ at }) => at <= asOf);
  const { removals: _, ...rest } = record;
  return (removals.length === 0 ? rest : { ...rest, removals }) as T;
}
