import type { Kind, Value } from '../../model/index.ts';
import { folded, isUntouched } from '../formats/words.ts';

const givenHeaders = new Set(['firstname', 'givenname', 'forename', 'vorname', 'prenom', 'nombredepila', 'primeironome']);
const surnameHeaders = new Set(['lastname', 'surname', 'familyname', 'nachname', 'familienname', 'nomdefamille', 'apellido', 'apellidos', 'sobrenome', 'cognome']);
/** What a column of surnames is called where one of given names stands beside it. */
const plainHeaders = new Set(['name', 'nom', 'nombre', 'nome']);

/** Places of the two columns in a row. */
export interface NameInTwo {
  readonly given: number;
  readonly surname: number;
  /** The second is the column that would be the name by itself. */
  readonly isPlain: boolean;
}

const bare = (header: string): string => folded(header).replace(/^(contact|person|lead)(?=.)/, '');
const placeOf = (headers: readonly string[], words: ReadonlySet<string>): number => headers.findIndex((header) => words.has(bare(header)));

/** The columns in which a person's name stands in two parts, as many CRMs export it; null where there are none, or the records are not people. */
export function nameInTwo(kind: Kind, headers: readonly string[]): NameInTwo | null {
  if (kind !== 'contact' && kind !== 'lead') return null;
  const given = placeOf(headers, givenHeaders);
  if (given < 0) return null;
  const surname = placeOf(headers, surnameHeaders);
  if (surname >= 0) return { given, surname, isPlain: false };
  const plain = placeOf(headers, plainHeaders);
  return plain < 0 ? null : { given, surname: plain, isPlain: true };
}

/** Puts the parts together where the row has no whole name. */
export function joinName({ given, surname, isPlain }: NameInTwo, cells: readonly string[], fields: Record<string, Value>): void {
  const parts = [cells[given], cells[surname]].map((cell) => (cell ?? '').trim()).map((cell) => (isUntouched(cell) ? '' : cell));
  const whole = fields['name'];
  const hasWhole = typeof whole === 'string' && whole !== '' && (!isPlain || folded(whole).includes(folded(parts[0] ?? '')));
  const name = parts.filter((part) => part !== '').join(' ');
  if (!hasWhole && name !== '') fields['name'] = name;
}
