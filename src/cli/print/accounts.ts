import { countWords, type AccountRow } from '../../model/index.ts';

const sum = (amount: number | null, currency: string | null): string => (amount === null ? 'not known' : `${Math.round(amount)} ${currency ?? ''}`.trim());

/** A line for each account: what is open and won, and how many companies below it are in these figures. */
export function accountLines(rows: readonly AccountRow[]): string[] {
  if (rows.length === 0) return ['No accounts.'];
  return rows.map(({ id, name, openDeals, openAmount, wonDeals, wonAmount, currency, below = 0 }) =>
    `${id}  ${name}${below > 0 ? ` and ${countWords(below, 'company', 'companies')} below it` : ''}: ${countWords(openDeals, 'open deal')} (${openDeals === 0 ? '–' : sum(openAmount, currency)}), ${countWords(wonDeals, 'won deal')} (${wonDeals === 0 ? '–' : sum(wonAmount, currency)})`);
}
