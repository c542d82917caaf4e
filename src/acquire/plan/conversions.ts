import type { FieldMatch } from '../recognise/match-fields.ts';
import { matchFields } from '../recognise/match-fields.ts';
import { outcomeWord } from '../recognise/outcome-words.ts';
import type { ColumnProfile } from '../recognise/profile.ts';
import type { Draft } from './draft.ts';

const shareOfInquiries = 0.9;

/**
 * A table that repeats the ids of an inquiries table, each once, with a date of winning and no other outcome, says which inquiries
 * were converted. It becomes a second part of those inquiries' records rather than deals that are all won.
 */
export function withConversions(drafts: readonly Draft[]): Draft[] {
  const inquiries = drafts.filter((draft) => draft.recognised.kind === 'lead' && !draft.recordId.hashed && !held(draft, 'convertedAt'));
  return drafts.map((draft) => {
    const of = inquiries.map((leads) => ({ leads, key: keyInto(draft, leads) })).find(({ leads, key }) => leads !== draft && key !== undefined && leads.rows > draft.rows);
    const won = of?.key && conversionDate(draft, of.key);
    return of?.key && won ? asConversions(draft, of.key, won, of.leads) : draft;
  });
}

const held = (draft: Draft, field: string): boolean => draft.recognised.matches.some((match) => match.field === field);

function keyInto(draft: Draft, leads: Draft): ColumnProfile | undefined {
  const ids = leads.columns.find((column) => column.header === leads.recordId.headers[0]);
  if (!ids || draft.columns.some(saysLost)) return undefined;
  return draft.columns.find((column) => {
    if (column.unique < 0.98 || column.filled < draft.rows * 0.98 || column.longest < 3) return false;
    if (!ids.isComplete) return column.folded === ids.folded;
    let hits = 0;
    for (const value of column.values.keys()) if (ids.values.has(value)) hits += 1;
    return hits >= column.values.size * shareOfInquiries;
  });
}

const saysLost = (column: ColumnProfile): boolean => column.isComplete && column.values.size <= 60 && [...column.values.keys()].some((value) => outcomeWord(value) === 'lost');

function conversionDate(draft: Draft, key: ColumnProfile): ColumnProfile | undefined {
  const dates = draft.columns.filter((column) => column !== key && (column.dates?.share ?? 0) > 0.9 && column.filled > draft.rows * 0.9);
  return dates.find((column) => /won|conver|clos|sign|gewonn|gagn|ganad/.test(column.folded)) ?? (dates.length === 1 ? dates[0] : undefined);
}

function asConversions(draft: Draft, key: ColumnProfile, won: ColumnProfile, leads: Draft): Draft {
  const label = leads.found.label.split('/').pop() ?? '';
  const others = matchFields('lead', draft.columns.filter((column) => column !== won && column !== key)).filter((match) => ['owner', 'company', 'name', 'email'].includes(match.field));
  const converted: FieldMatch = { column: won, field: 'convertedAt', confidence: 0.9, why: `each row repeats an inquiry of ${label} once, with this date` };
  return {
    ...draft,
    recordId: { headers: [key.header], hashed: false },
    recognised: { kind: 'lead', confidence: 0.9, why: `"${key.header}" repeats ids of ${label}: these are the inquiries that were converted, and when`, matches: [...others, converted] },
  };
}
