import { dateText, plainValue } from './plain-value.ts';
import type { FieldNote } from '../../model/index.ts';
import type { Notes, Place } from './notes.ts';

const numberText = /^\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,3})?\s*$/;
const currencyCode = /^[A-Z]{3}$/;
/** What begins with year, month and day; what follows is read by `Date`. */
const timeText = /^\d{4}-\d{2}(?:-\d{2})?(?:[T ].*)?$/;

export function fitNumber(value: unknown, place: Place, notes: Notes): unknown {
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  if (typeof value !== 'string' || !numberText.test(value) || !Number.isFinite(Number(value))) return notes.misfit('type', place, plainValue(value, place, notes));
  notes.add('text_number', place);
  return Number(value);
}

export function fitText(value: unknown, format: FieldNote['format'], place: Place, notes: Notes): unknown {
  if (typeof value === 'number') {
    notes.add('number_text', place);
    return String(value);
  }
  const text = value instanceof Date && format === 'time' ? dateText(value) : value;
  if (typeof text !== 'string') return notes.misfit('type', place, plainValue(value, place, notes));
  if (format === 'time' && !isTime(text)) notes.add('time', place);
  if (format === 'currency' && !isCurrency(text)) notes.add('currency', place);
  return text;
}

const isTime = (text: string): boolean => (timeText.test(text) || /^[A-Z][a-z]{2},? /.test(text)) && !Number.isNaN(Date.parse(text));

const currencies: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));
const isCurrency = (text: string): boolean => currencyCode.test(text) && currencies.has(text);
