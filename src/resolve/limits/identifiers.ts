import type { BlockedValue } from '../../model/index.ts';
import { blockedBy } from '../blocked/blocked-values.ts';
import type { Identifier } from '../fold/graph.ts';
import { foldText, normaliseContact, normaliseEmail, orNoAnswer, type RawContact } from '../normalise/index.ts';

/** A record of a person with all further columns that its source has for it. */
export interface ContactAndColumns {
  readonly contact: RawContact;
  readonly columns: Readonly<Record<string, string>>;
}

const column = 'column:';

/** Whether a kind stands in the key of a record itself, so that nothing is to be read for it. */
export const isInKey = (kind: string): boolean => kind.startsWith('contact:') || kind.startsWith('lead:');

/** Identifiers that the key of a record holds: that it is a record of its source. */
export const identifiersInKey = (kinds: readonly string[], key: string): Identifier[] => kinds.filter((kind) => isInKey(kind) && key.startsWith(`${kind}:`)).map((kind) => ({ kind, value: key }));

/** Reads identifiers of some kinds out of records: what is blocked, a shared box or no answer is none. */
export function identifierReader(kinds: readonly string[], blocked: readonly BlockedValue[]): (record: ContactAndColumns) => Identifier[] {
  const { without } = blockedBy(blocked);
  const names = new Map(kinds.filter((kind) => kind.startsWith(column)).map((kind) => [compact(kind.slice(column.length)), kind]));
  const [mail, phone] = [kinds.includes('email'), kinds.includes('phone')];
  return ({ contact, columns }) => {
    const heeded = without(contact);
    const found = [...(mail ? [{ kind: 'email', value: ownAddress(heeded.email ?? '') }] : []), ...(phone ? [{ kind: 'phone', value: normaliseContact(heeded).phone }] : []), ...(names.size === 0 ? [] : columnValues(names, columns))];
    return [...identifiersInKey(kinds, contact.key), ...found.filter(({ value }) => value !== '')];
  };
}

const compact = (name: string): string => foldText(name).replaceAll(' ', '');

/** A box that several people read, or that is thrown away, is nobody's. */
function ownAddress(text: string): string {
  const { address, kind, isShared } = normaliseEmail(text);
  return isShared || kind === 'disposable' ? '' : address;
}

const columnValues = (names: ReadonlyMap<string, string>, columns: Readonly<Record<string, string>>): Identifier[] => Object.entries(columns).flatMap(([header, value]) => {
  const kind = names.get(compact(header));
  return kind === undefined ? [] : [{ kind, value: asIdentifier(value) }];
});

const onlyDigits = /^\d+$/;
const onlyZeros = /^0+$/;

/** A value as it is compared: case and space around it are nothing. Digits are a number, however alike. */
export function asIdentifier(text: string): string {
  const value = text.trim().toLowerCase();
  if (onlyDigits.test(value)) return onlyZeros.test(value) ? '' : value;
  return orNoAnswer(foldText(value)) === '' ? '' : value;
}
