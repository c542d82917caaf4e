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
  const read = [{ given: first, surname: second }, { given: second, surname: first }].find((both) => agrees(name, both));
  return read === undefined ? name : { given: name.given.length > 1 ? name.given : read.given, surname: name.surname.length > 1 ? name.surname : read.surname };
}

/** One of the record's names is the address's, and the other is missing or begins it. */
const agrees = ({ given, surname }: BothNames, read: BothNames): boolean =>
  (surname.length > 1 ? alike(surname, read.surname) && read.given.startsWith(given) : alike(given, read.given) && read.surname.length > 1 && read.surname.startsWith(surname));

function ofOne(name: BothNames, word: string, isWork: boolean): BothNames {
  if (name.given === '' && name.surname === '') return isWork ? ofWord(word) : name;
  const known = name.surname.length > 1 ? name.surname : name.given;
  if (known.length < 3) return name;
  const other = besides(word, known);
  if (name.surname.length > 1) return other !== '' && other.startsWith(name.given) ? { ...name, given: other } : name;
  if (other.length > 2 && other.startsWith(name.surname)) return { ...name, surname: other };
  const isInitial = word[0] === known[0] && word.length > 4 && !word.startsWith(known.slice(0, 3));
  return name.surname === '' && isInitial ? { ...name, surname: word.slice(1) } : name;
}

/** What stands beside a name in one word, however its letters with two dots are spelt there. */
function besides(word: string, name: string): string {
  const forms = [name, bare(name), name.replace(/[aou](?!e)/g, '$&e')].map((form) => form.replaceAll(' ', ''));
  const form = forms.find((one) => word.endsWith(one) || word.startsWith(one));
  return form === undefined ? '' : word.endsWith(form) ? word.slice(0, -form.length) : word.slice(form.length);
}

const ofWord = (word: string): BothNames => (word.length < 5 || isKnownGivenName(word) ? { given: isKnownGivenName(word) ? word : '', surname: '' } : { given: word.slice(0, 1), surname: word.slice(1) });

/** Both spellings of a letter with two dots are one. */
const bare = (text: string): string => text.replace(/([aou])e/g, '$1').replace(/[^a-z]/g, '');

const alike = (a: string, b: string): boolean => {
  const [one, other] = [bare(a), bare(b)];
  return one === other || (Math.min(one.length, other.length) > 3 && (one.startsWith(other) || other.startsWith(one)));
};
