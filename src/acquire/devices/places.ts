import type { DeviceRules, ReadingPart } from '../../model/index.ts';

/** The value at a JSON Pointer (RFC 6901); undefined where there is none. Only own members are looked at. */
export function valueAt(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  let value = document;
  for (const step of pointer.slice(1).split('/')) {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = (value as Record<string, unknown>)[name];
  }
  return value;
}

/** What a text stands for, the same everywhere: a number where it is written as one, a truth value, else itself. */
export function scalarOf(text: string): number | string | boolean {
  const plain = text.trim();
  if (plain === 'true' || plain === 'false') return plain === 'true';
  return /^-?(?:0|[1-9]\d{0,14})(?:\.\d{1,17})?(?:[eE][+-]?\d{1,2})?$/.test(plain) ? Number(plain) : plain;
}

export const asScalar = (value: unknown): number | string | boolean | null => {
  if (typeof value === 'string') return scalarOf(value);
  return (typeof value === 'number' && Number.isFinite(value)) || typeof value === 'boolean' ? value : null;
};

/** An id or a name as text; null where there is none. */
export const asText = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : typeof value === 'number' && Number.isFinite(value) ? String(value) : null);

const perMs = { s: 1e-3, ms: 1, us: 1e3, ns: 1e6 } as const;

/** Epoch ms of a time as a message writes it: ISO 8601 text, or a number in the unit that the rules say; NaN where it is neither. */
export function timeOf(value: unknown, unit: DeviceRules['timeIn']): number {
  const number = typeof value === 'number' ? value : typeof value === 'string' && /^\d{1,20}(?:\.\d+)?$/.test(value) ? Number(value) : null;
  const ms = number === null ? (typeof value === 'string' && /^\d{4}-\d\d-\d\d/.test(value) ? Date.parse(value) : NaN) : Math.round(number / perMs[unit]);
  return ms >= 0 && ms < 8.64e15 ? ms : NaN;
}

/** Looks a part up: in what the topic names, as a constant, or in the payload. */
export function lookUp(part: ReadingPart, { places }: DeviceRules, topic: Partial<Record<ReadingPart, string>>, document: unknown): unknown {
  const place = places[part];
  if (place === undefined) return topic[part];
  return place.startsWith('=') ? place.slice(1) : valueAt(document, place);
}
