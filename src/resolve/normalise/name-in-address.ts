import { isKnownGivenName } from './nicknames.ts';

/** Given name and surname, folded; '' where missing. */
interface BothNames {
  readonly given: string;
  readonly surname: string;
}

const numbers = /\d+/g;
const betweenNames = /[._]+/;
const hyphens = /-/g;

/**
 * What the name of a mail box tells of a name that a record lacks or has the first letter of only: "anna.mueller" names Anna where Müller stands alone, "amueller" an A. What the record says stays,
 * and an address that agrees with none of it tells nothing. With no name at all, two words are read in the order in which most firms have them, and one as a letter and a surname where `isWork` and it is no given name.
 */
export function nameWithAddress({ given, surname }: BothNames, user: string, isWork: boolean): BothNames {
  if (given.length > 1 && surname.length > 1) return { given, surname };
  const words = user.replace(numbers, '').split(betweenNames).filter((word) => word !== '').map((word) => word.replace(hyphens, ' ').trim());
  if (words.length === 2) return ofTwo({ given, surname }, words as [string, string]);
  return words.length === 1 ? ofOne({ given, surname }, words[0] as string, isWork) : { given, surname };
}

function ofTwo(name: BothNames, [first, second]: readonly [string, string]): BothNames {
  if (name.given === '' && name.surname === '') return second.length > 1 ? { given: first, surname: second } : name;
  return [{ given: first, surname: second }, { given: second, surname: first }].find((read) => agrees(name, read)) ?? name;
}

/** One of the record's names is the address's, and the other is missing or begins it. */
const agrees = ({ given, surname }: BothNames, read: BothNames): boolean =>
  (surname.length > 1 ? alike(surname, read.surname) && read.given.startsWith(given) : alike(given, read.given) && read.surname.length > 1 && read.surname.startsWith(surname));

function ofOne(name: BothNames, word: string, isWork: boolean): BothNames {
  if (name.given === '' && name.surname === '') return isWork ? ofWord(word) : name;
  const known = bare(name.surname.length > 1 ? name.surname : name.given);
  const text = bare(word);
  if (known.length < 3) return name;
  const other = text.endsWith(known) ? text.slice(0, -known.length) : text.startsWith(known) ? text.slice(known.length) : '';
  if (name.surname.length > 1) return other.startsWith(name.given) && other !== '' ? { ...name, given: other } : name;
  if (other.length > 2 && other.startsWith(name.surname)) return { ...name, surname: other };
  return name.surname === '' && text.length > 4 && text[0] === known[0] && !known.startsWith(text) && !text.startsWith(known.slice(0, 3)) ? { ...name, surname: text.slice(1) } : name;
}

const ofWord = (word: string): BothNames => (word.length < 5 || isKnownGivenName(word) ? { given: isKnownGivenName(word) ? word : '', surname: '' } : { given: word.slice(0, 1), surname: word.slice(1) });

/** Both spellings of a letter with two dots are one. */
const bare = (text: string): string => text.replace(/([aou])e/g, '$1').replace(/[^a-z]/g, '');

const alike = (a: string, b: string): boolean => {
  const [one, other] = [bare(a), bare(b)];
  return one === other || (Math.min(one.length, other.length) > 3 && (one.startsWith(other) || other.startsWith(one)));
};
