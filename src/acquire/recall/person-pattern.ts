import type { ErasedRecord, NamesHeld } from '../../store/index.ts';

/** A person's words as they may be looked for in texts, and what may not be because it could be somebody else. */
export interface PersonWords {
  readonly emails: readonly string[];
  readonly names: readonly string[];
  readonly phones: readonly string[];
  readonly ids: readonly string[];
  readonly left: readonly string[];
}

/** Mail boxes of a function: whoever writes from one is not known by it. */
const functionBox = /^(?:info|office|sales|contact|hello|mail|admin|support|service|team|marketing|einkauf|vertrieb|buero|kontakt|accueil|ventes|ventas|purchasing|billing|accounts|hr|jobs)[._+-]?[^@]{0,3}@/i;

/** Two words, or one that is long: "Ann" stands in too many texts. */
const isDistinctName = (name: string): boolean => (wordsOf(name).length >= 2 && name.length >= 5) || name.length >= 8;
/** An id that is no mere number and no word. */
const isDistinctId = (id: string): boolean => id.length >= 8 && /\d/.test(id) && /\p{L}/u.test(id);
const isDistinctPhone = (phone: string): boolean => phone.replace(/\D/g, '').length >= 7;

/** Words of a text as they are compared: letters and digits, lower case. */
export const wordsOf = (text: string): string[] => text.normalize('NFC').toLowerCase().split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');

/** What of a person may be looked for: not what others share, and not what is too short to mean anybody. */
export function wordsOfPerson(records: readonly ErasedRecord[], held: readonly NamesHeld[]): PersonWords {
  const own = (what: NamesHeld['what']): string[] => held.filter((one) => one.what === what && one.others === 0).map(({ value }) => value);
  const shared = held.filter(({ others }) => others > 0);
  return {
    emails: own('email').filter((email) => email.includes('@') && !functionBox.test(email)),
    names: own('name').filter(isDistinctName),
    phones: own('phone').filter(isDistinctPhone),
    ids: records.map(({ recordId }) => recordId).filter(isDistinctId),
    left: shared.map(sharedWords),
  };
}

const called: Readonly<Record<NamesHeld['what'], string>> = { name: 'name', email: 'e-mail address', phone: 'telephone number' };
const sharedWords = ({ what, others }: NamesHeld): string =>
  `The person's ${called[what]} is also that of ${others === 1 ? 'another record' : `${others} other records`}: there, and in texts, it stays. If that is the same person, link the records and recall again.`;

/** Any run of white space stands for any other. */
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&').replace(/\s+/g, '\\s+');

/**
 * One expression for RE2 and JavaScript alike: group 1 is what stands before, group 2 the find, group 3 what stands after.
 * Null where there is nothing to look for.
 */
export function patternOf({ emails, names, phones, ids }: PersonWords): string | null {
  const texts = [...emails, ...names, ...phones, ...ids].sort((a, b) => b.length - a.length).map(escaped);
  return texts.length === 0 ? null : `(?i)(^|[^\\p{L}\\p{N}._%+-])(${texts.join('|')})($|[^\\p{L}\\p{N}._%+-]|[._%+-](?:$|[^\\p{L}\\p{N}]))`;
}

/** The same expression for JavaScript. */
export const asRegExp = (pattern: string): RegExp => new RegExp(pattern.replace('(?i)', ''), 'giu');
