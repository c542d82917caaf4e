import type { BlockedValue, RuledValue } from '../../model/index.ts';
import { blockedBy } from '../blocked/blocked-values.ts';
import type { Identifier } from '../fold/graph.ts';
import { foldText, normaliseContact, normaliseEmail, normalisePhone, orNoAnswer, type RawContact } from '../normalise/index.ts';

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
  const names = columnsOf(kinds);
  const [mail, phone] = [kinds.includes('email'), kinds.includes('phone')];
  return ({ contact, columns }) => {
    const heeded = without(contact);
    const found = [...(mail ? [{ kind: 'email', value: ownAddress(heeded.email ?? '') }] : []), ...(phone ? [{ kind: 'phone', value: normaliseContact(heeded).phone }] : []), ...(names.size === 0 ? [] : columnValues(names, columns))];
    return [...identifiersInKey(kinds, contact.key), ...found.filter(({ value }) => value !== '')];
  };
}

/** Reads values of kinds that rules name: whatever a rule names counts, a shared box, too. */
export function ruledReader(kinds: readonly string[]): (record: ContactAndColumns) => Identifier[] {
  const names = columnsOf(kinds);
  const [mail, domain, phone] = (['email', 'domain', 'phone'] as const).map((kind) => kinds.includes(kind));
  return ({ contact, columns }) => {
    const { address, ownersDomain } = mail || domain ? normaliseEmail(contact.email ?? '') : noAddress;
    const found = [{ kind: 'email', value: mail ? address : '' }, { kind: 'domain', value: domain ? ownersDomain : '' }, { kind: 'phone', value: phone ? normaliseContact(contact).phone : '' }, ...(names.size === 0 ? [] : columnValues(names, columns))];
    return found.filter(({ value }) => value !== '');
  };
}

const noAddress = normaliseEmail('');

/** A value that a rule names in the form in which records' are compared; '' where it is none. */
export function ruledForm({ kind, value }: RuledValue): string {
  if (kind === 'email') return normaliseEmail(value).address;
  if (kind === 'domain') return normaliseEmail(`somebody@${value}`).ownersDomain;
  return kind === 'phone' ? normalisePhone(value, '') : asIdentifier(value);
}

/** Kinds by the names of columns that they mean, without case, spaces and marks. */
function columnsOf(kinds: readonly string[]): Map<string, string[]> {
  return Map.groupBy(kinds.filter((kind) => kind.startsWith(column)), (kind) => compact(kind.slice(column.length)));
}

const compact = (name: string): string => foldText(name).replaceAll(' ', '');

/** A box that several people read, or that is thrown away, is nobody's. */
function ownAddress(text: string): string {
  const { address, kind, isShared } = normaliseEmail(text);
  return isShared || kind === 'disposable' ? '' : address;
}

const columnValues = (names: ReadonlyMap<string, readonly string[]>, columns: Readonly<Record<string, string>>): Identifier[] =>
  Object.entries(columns).flatMap(([header, value]) => (names.get(compact(header)) ?? []).map((kind) => ({ kind, value: asIdentifier(value) })));

const onlyDigits = /^\d+$/;
const onlyZeros = /^0+$/;

/** A value as it is compared: case and space around it are nothing. Digits are a number, however alike. */
export function asIdentifier(text: string): string {
  const value = text.trim().toLowerCase();
  if (onlyDigits.test(value)) return onlyZeros.test(value) ? '' : value;
  return orNoAnswer(foldText(value)) === '' ? '' : value;
}
