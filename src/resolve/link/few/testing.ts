import type { LinkColumn } from '../comparison.ts';

/** A column of every kind that a plan may have, twice over where kinds exclude each other. */
const everyKind: readonly LinkColumn[] = [
  { name: 'given', kind: 'given-name' }, { name: 'forms', kind: 'given-forms' }, { name: 'surname', kind: 'surname' }, { name: 'surnameForms', kind: 'surname-forms' }, { name: 'whole', kind: 'full-name' }, { name: 'email', kind: 'email' }, { name: 'host', kind: 'email-domain' },
  { name: 'phone', kind: 'phone' }, { name: 'company', kind: 'company' }, { name: 'form', kind: 'legal-form' }, { name: 'domain', kind: 'domain' }, { name: 'country', kind: 'country' }, { name: 'city', kind: 'city' },
  { name: 'postcode', kind: 'postcode' }, { name: 'street', kind: 'street' }, { name: 'number', kind: 'house-number' }, { name: 'born', kind: 'date' }, { name: 'year', kind: 'year' }, { name: 'code', kind: 'identifier' },
  { name: 'title', kind: 'job-title' }, { name: 'note', kind: 'text' }, { name: 'authors', kind: 'names' },
];

/** Together of every kind: a pair's pattern has no room for all of their comparisons at once. */
export const columnsOfEveryKind: ReadonlyArray<readonly LinkColumn[]> = ['text', 'names'].map((left) => everyKind.filter(({ kind }) => kind !== left));
