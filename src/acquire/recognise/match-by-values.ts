import type { Kind } from '../../model/index.ts';
import { parseBoolean } from '../formats/words.ts';
import type { FieldMatch } from './match-fields.ts';
import { outcomeWord } from './outcome-words.ts';
import type { ColumnProfile } from './profile.ts';

/**
 * Fields that values give away where headers do not: an outcome by its words, the two dates of a deal by which is filled more,
 * an amount by its spread, a conversion by zeros and ones. Such matches are marked to be checked.
 */
export function matchByValues(kind: Kind, columns: readonly ColumnProfile[], matched: readonly FieldMatch[]): FieldMatch[] {
  const used = new Set(matched.map((match) => match.column));
  const held = new Set(matched.map((match) => match.field));
  const free = columns.filter((column) => !used.has(column) && column.filled > 0);
  if (kind === 'deal') return dealFields(free, held);
  if (kind === 'lead') return leadFields(free, held);
  return [];
}

function dealFields(free: readonly ColumnProfile[], held: ReadonlySet<string>): FieldMatch[] {
  const found: FieldMatch[] = [];
  const outcome = free.find(saysOutcomes);
  const hasOutcome = outcome !== undefined && !held.has('stage') && !held.has('status');
  if (hasOutcome) found.push(byValues(outcome, outcome.values.size > 3 ? 'stage' : 'status', 0.85, 'its values say won and lost'));
  if (!hasOutcome && !held.has('stage') && !held.has('status')) return [];
  const dates = free.filter((column) => isDateColumn(column)).sort((a, b) => b.filled - a.filled);
  const [first, second] = dates;
  if (first && second && !held.has('createdAt') && !held.has('closedAt')) {
    const [created, closed] = first.filled > second.filled || startsEarlier(first, second) ? [first, second] : [second, first];
    found.push(byValues(created, 'createdAt', 0.6, 'the earlier and fuller of two date columns'), byValues(closed, 'closedAt', 0.6, 'the later of two date columns'));
  }
  const amount = free.filter((column) => isAmount(column)).sort((a, b) => b.values.size - a.values.size)[0];
  if (amount && !held.has('amount')) found.push(byValues(amount, 'amount', 0.5, 'the most varied column of numbers'));
  return found;
}

function leadFields(free: readonly ColumnProfile[], held: ReadonlySet<string>): FieldMatch[] {
  if (held.has('converted') || held.has('convertedAt')) return [];
  const labels = free.filter((column) => column.values.size === 2 && [...column.values.keys()].every((value) => /^[01]$/.test(value)));
  const only = labels[0];
  return labels.length === 1 && only ? [byValues(only, 'converted', 0.5, 'the only column of zeros and ones')] : [];
}

const byValues = (column: ColumnProfile, field: string, confidence: number, why: string): FieldMatch => ({ column, field, confidence, why });

const isDateColumn = (column: ColumnProfile): boolean => (column.dates?.share ?? 0) > 0.9;

const startsEarlier = (a: ColumnProfile, b: ColumnProfile): boolean => (a.newest ?? 0) < (b.newest ?? 0);

function isAmount(column: ColumnProfile): boolean {
  const isNumeric = (column.numbers?.share ?? 0) > 0.95 && !isDateColumn(column);
  return isNumeric && column.unique < 0.98 && column.values.size > Math.min(20, column.filled / 4) && [...column.values.keys()].some((value) => parseBoolean(value) === null);
}

function saysOutcomes(column: ColumnProfile): boolean {
  if (!column.isComplete || column.values.size > 60) return false;
  const words = new Set([...column.values.keys()].map(outcomeWord));
  return words.has('won') && words.has('lost');
}
