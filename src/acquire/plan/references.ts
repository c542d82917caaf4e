import type { Kind } from '../../model/index.ts';
import type { ColumnProfile } from '../recognise/profile.ts';
import type { FieldMatch } from '../recognise/match-fields.ts';
import type { Draft } from './draft.ts';

const overlapNeeded = 0.6;
const references: ReadonlyArray<{ target: Kind; by: 'id' | 'name'; field: string }> = [
  { target: 'account', by: 'id', field: 'accountId' }, { target: 'account', by: 'name', field: 'accountName' },
  { target: 'deal', by: 'id', field: 'dealId' }, { target: 'contact', by: 'id', field: 'contactId' }, { target: 'lead', by: 'id', field: 'leadId' },
  { target: 'product', by: 'name', field: 'product' }, { target: 'rep', by: 'name', field: 'owner' },
];
const fieldsHeld: Partial<Record<Kind, readonly string[]>> = {
  deal: ['accountId', 'accountName', 'leadId', 'product', 'owner'], stage_change: ['dealId'],
  activity: ['dealId', 'accountId', 'accountName', 'contactId', 'leadId', 'owner'],
  contact: ['accountId', 'accountName', 'owner'], lead: ['accountId', 'dealId', 'owner'],
  invoice: ['accountId', 'accountName', 'dealId', 'product'], cost: ['accountId', 'accountName', 'dealId'], account: ['owner'],
  answer: ['dealId', 'contactId'], deal_contact: ['dealId', 'contactId'],
};

/**
 * Finds which columns point at other tables of the same import by their values: a column whose values are the names of accounts
 * is the account, whatever its header. Header matches that the values contradict are corrected.
 */
export function withReferences(drafts: readonly Draft[]): Draft[] {
  return drafts.map((draft) => {
    const held = fieldsHeld[draft.recognised.kind] ?? [];
    let matches = [...draft.recognised.matches];
    for (const reference of references.filter(({ field }) => held.includes(field))) {
      const target = drafts.find((other) => other !== draft && other.recognised.kind === reference.target);
      const keys = target && keysOf(target, reference.by);
      if (keys) matches = pointed(draft, matches, reference.field, keys, target.found.label);
    }
    return { ...draft, recognised: { ...draft.recognised, matches } };
  });
}

function keysOf(target: Draft, by: 'id' | 'name'): ReadonlySet<string> | undefined {
  const name = target.recognised.matches.find((match) => match.field === 'name')?.column;
  const id = target.recordId.hashed ? undefined : target.columns.find((column) => column.header === target.recordId.headers[0]);
  const column = by === 'name' ? name : id === name ? undefined : id;
  return column && column.values.size >= 3 ? new Set(column.values.keys()) : undefined;
}

function pointed(draft: Draft, matches: FieldMatch[], field: string, keys: ReadonlySet<string>, label: string): FieldMatch[] {
  const current = matches.find((match) => match.field === field);
  if (current && overlap(current.column, keys) >= overlapNeeded) return matches;
  const taken = new Set(matches.filter((match) => !isReference(match.field)).map((match) => match.column));
  const best = draft.columns.filter((column) => !taken.has(column) && isPointer(column)).map((column) => ({ column, share: overlap(column, keys) }))
    .sort((a, b) => b.share - a.share)[0];
  if (!best || best.share < overlapNeeded || (current && best.share <= overlap(current.column, keys))) return matches;
  const why = `${Math.round(best.share * 100)} % of its values stand in ${label.split('/').pop() ?? label}`;
  return [...matches.filter((match) => match.field !== field && match.column !== best.column), { column: best.column, field, confidence: 0.5 + best.share / 2.1, why }];
}

const isReference = (field: string): boolean => references.some((reference) => reference.field === field);

/** Small whole numbers are found in every column of keys, so they point nowhere by themselves. */
const isPointer = (column: ColumnProfile): boolean =>
  column.values.size >= 3 && !(column.dates && column.dates.share > 0.9) && [...column.values.keys()].slice(0, 200).some((value) => !/^\d{1,5}$/.test(value));

/** Share of the different values of a column that are keys of the other table. */
function overlap(column: ColumnProfile, keys: ReadonlySet<string>): number {
  let hits = 0;
  for (const value of column.values.keys()) if (keys.has(value)) hits += 1;
  return column.values.size === 0 ? 0 : hits / column.values.size;
}
