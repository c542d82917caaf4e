import { countWords, type AccountPage, type AccountRow, type ParentAnswer, type ParentReason, type ParentSuggestions } from '../../model/index.ts';
import { withoutControls } from './table.ts';

const sum = (amount: number | null, currency: string | null): string => (amount === null ? 'not known' : `${Math.round(amount)} ${currency ?? ''}`.trim());

/** A line for each account: what is open and won, and how many companies below it are in these figures. */
export function accountLines(rows: readonly AccountRow[]): string[] {
  if (rows.length === 0) return ['No accounts.'];
  return rows.map(({ id, name, openDeals, openAmount, wonDeals, wonAmount, currency, below = 0 }) =>
    `${id}  ${name}${below > 0 ? ` and ${countWords(below, 'company', 'companies')} below it` : ''}: ${countWords(openDeals, 'open deal')} (${openDeals === 0 ? '–' : sum(openAmount, currency)}), ${countWords(wonDeals, 'won deal')} (${wonDeals === 0 ? '–' : sum(wonAmount, currency)})`);
}

const reasonWords: Readonly<Record<ParentReason, string>> = { 'somebody said so': 'somebody said so', 'parent id': 'a record has its id as parent', 'parent name': 'a record has its name as parent' };

/** What is said of a company's parent, after a word on it. */
export const parentLines = ({ child, parent, reason }: ParentAnswer): string[] => [parent === null ? `${child} is below no company${reason === null ? '' : `: ${reasonWords[reason]}`}.` : `${child} is below ${parent}${reason === null ? '' : `: ${reasonWords[reason]}`}.`];

/** Where an account stands in its group: what is above it and why, and what is below. */
export function groupLines(name: string, { parent, reason, by, at, below, notHeeded }: AccountPage['group']): string[] {
  const told = reason === null ? '' : ` (${[reasonWords[reason], by, at?.slice(0, 10)].filter(Boolean).join(', ')})`;
  return [parent === null ? `${name} is below no company${told}.` : `${name} is below ${parent.name}, ${parent.id}${told}.`, ...below.map((one) => `  below it: ${one.name}, ${one.id}`), ...notHeeded.map((why) => `  not heeded: ${why}`)];
}

/** What an account may be below, and how to say so. */
export const suggestionLines = (record: string, rows: ParentSuggestions['rows']): string[] => (rows.length === 0 ? [] : [
  ...rows.map(({ id, name, domain }) => `  it may be below: ${withoutControls(name)}, ${id} (both on ${domain})`), `  Say so: hindcast accounts parent set ${record} ${rows[0]?.id ?? ''}; or that it is below nobody: hindcast accounts parent set ${record} none`,
]);
