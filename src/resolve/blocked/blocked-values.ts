import type { BlockedValue } from '../../model/index.ts';
import type { RawContact } from '../normalise/index.ts';

type Field = 'name' | 'given' | 'surname' | 'email' | 'phone' | 'company';
const fieldsOf: Readonly<Record<BlockedValue['kind'], readonly Field[]>> = { any: ['name', 'given', 'surname', 'email', 'phone', 'company'], name: ['name'], email: ['email'], phone: ['phone'], company: ['company'] };

/** Nothing but zeros, dashes and what parts them: what is typed into a field that must be filled. */
const onlyZeros = /^[0\s./-]+$/;
export const zerosPattern = 'only zeros and dashes';

export interface Blocked {
  /** The record without values that say nothing of who somebody is. */
  readonly without: (raw: RawContact) => RawContact;
  /** In how many records each was found so far, in the order of the list; the last is that of zeros. */
  readonly found: () => readonly number[];
}

/** Takes values that say nothing out of records, and counts what it took. */
export function blockedBy(list: readonly BlockedValue[]): Blocked {
  const rules = list.map(({ kind, pattern }) => ({ fields: fieldsOf[kind], matches: matcherOf(pattern) }));
  const found = [...list.map(() => 0), 0];
  const blocks = (field: Field, value: string, hit: Set<number>): boolean => {
    const folded = foldedIn(field, value);
    const rule = onlyZeros.test(value.trim()) ? list.length : rules.findIndex(({ fields, matches }) => fields.includes(field) && matches(folded, field));
    if (rule >= 0) hit.add(rule);
    return rule >= 0;
  };
  const without = (raw: RawContact): RawContact => {
    const hit = new Set<number>();
    const blank = fieldsOf.any.filter((field) => raw[field] !== undefined && raw[field] !== '' && blocks(field, raw[field], hit));
    for (const rule of hit) found[rule] = (found[rule] ?? 0) + 1;
    return blank.length === 0 ? raw : { ...raw, ...Object.fromEntries(blank.map((field) => [field, ''])) };
  };
  return { without, found: () => found };
}

const foldedIn = (field: Field, value: string): string => (field === 'phone' ? value.replace(/[^\d+*]/g, '') : value.trim().toLowerCase());

/** Whether a value has the pattern's pieces in their order, by looking for each once: no pattern makes it slow. */
function matcherOf(pattern: string): (value: string, field: Field) => boolean {
  const plain = piecesOf(pattern.trim().toLowerCase());
  const asNumber = piecesOf(foldedIn('phone', pattern));
  return (value, field) => {
    const pieces = field === 'phone' ? asNumber : plain;
    return pieces.some((piece) => piece !== '') && value !== '' && hasPieces(value, pieces);
  };
}

const piecesOf = (pattern: string): readonly string[] => pattern.split('*');

function hasPieces(value: string, pieces: readonly string[]): boolean {
  const [first = '', ...others] = pieces;
  const last = others.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first) || value.length < first.length + last.length || !value.endsWith(last)) return false;
  let at = first.length;
  for (const piece of others) {
    const place = value.indexOf(piece, at);
    if (place < 0 || place + piece.length > value.length - last.length) return false;
    at = place + piece.length;
  }
  return true;
}
