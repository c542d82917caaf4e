import { subjectOf, type Manifest } from '../../model/index.ts';
import type { ForgottenPeople } from './leave-out.ts';

/** Knows whether a contact whom a fact names by its id alone is forgotten in one of an export's sources. */
export function forgottenContacts(manifest: Manifest, people: ForgottenPeople): (id: unknown) => boolean {
  const sources = [...new Set(manifest.groups.flatMap(({ tables }) => tables.map(({ source }) => source)))];
  return (id) => typeof id === 'string' && id !== '' && sources.some((source) => people.isRecord(subjectOf('contact', source, id)));
}

/** What an export remembers beside its rows, without people who were forgotten since. */
export function manifestWithoutForgotten(manifest: Manifest, people: ForgottenPeople): Manifest {
  const isForgotten = forgottenContacts(manifest, people);
  return {
    ...manifest,
    asks: manifest.asks.filter(({ contactId }) => !isForgotten(contactId)).map((ask) => ({ ...ask, text: ask.text === null ? null : people.cleaned(ask.text) })),
    notes: manifest.notes.map((note) => ({ ...note, text: people.cleaned(note.text) })),
    savedFilters: manifest.savedFilters.filter(({ name, query }) => people.cleaned(name) === name && people.cleaned(spelled(query)) === spelled(query)),
    consent: manifest.consent.filter(({ subject }) => !people.isRecord(subject)),
    identity: manifest.identity.filter(({ a, b }) => !people.isRecord(a) && !people.isRecord(b)),
    visitorWords: manifest.visitorWords.filter(({ visitor, record }) => !people.isRecord(visitor) && !people.isRecord(record)),
  };
}

/** A query string in the letters that a person typed. */
const spelled = (query: string): string => [...new URLSearchParams(query)].flat().join(' ');

type Row = Record<string, unknown>;

/** A fact as it may come back: null where it is about somebody forgotten, else with what names such a person taken out. */
export function factWithoutForgotten(row: Row, people: ForgottenPeople, isForgottenContact: (id: unknown) => boolean): Row | null {
  if (['subject', 'a', 'b'].some((column) => typeof row[column] === 'string' && people.isRecord(row[column]))) return null;
  if (!isForgottenContact(row['contact_id'])) return Object.fromEntries(Object.entries(row).map(([column, value]) => [column, writtenColumns.has(column) && typeof value === 'string' ? people.cleaned(value) : value]));
  // An input of the cost of delay is the company's and stays; a question asked is the person's.
  return 'input_id' in row ? { ...row, contact_id: null, evidence: null } : null;
}

const writtenColumns: ReadonlySet<string> = new Set(['words', 'evidence']);
