import type { Notes, Place } from './notes.ts';

export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

/** Names that programs could take for their own. */
export const isRefusedName = (name: string): boolean => name === '__proto__';

/** A free value as JSON has it: dates as text, no refused names. */
export function plainValue(value: unknown, place: Place, notes: Notes): unknown {
  if (value instanceof Date) return dateText(value);
  if (Array.isArray(value)) return value.map((one, index) => plainValue(one, [...place, String(index)], notes));
  if (!isFields(value)) return value;
  return Object.fromEntries(Object.entries(value).flatMap(([name, child]): Array<[string, unknown]> => {
    if (!isRefusedName(name)) return [[name, plainValue(child, [...place, name], notes)]];
    notes.add('refused_name', [...place, name]);
    return [];
  }));
}

export const dateText = (date: Date): string => (Number.isNaN(date.getTime()) ? '' : date.toISOString());
