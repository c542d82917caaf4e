import { DAY_MS, type LedgerEntry, type LedgerSummary } from '../../model/index.ts';

/** A grant that ends within so many days is told, so that somebody can ask again in time. */
export const endsSoonDays = 30;

/** What the ledger says over time: by month and purpose, by the words shown, and which grants end soon. Entries oldest first. */
export function ledgerSummary(ledger: readonly LedgerEntry[], now: number): LedgerSummary {
  return { months: monthsOf(ledger), wordings: wordingsOf(ledger), endingSoon: endingSoon(ledger, now) };
}

function monthsOf(ledger: readonly LedgerEntry[]): LedgerSummary['months'] {
  const groups = Map.groupBy(ledger, ({ at, purpose }) => `${at.slice(0, 7)} ${purpose}`);
  const counted = [...groups.values()].map((entries) => {
    const said = (statement: LedgerEntry['statement']): number => entries.filter((entry) => entry.statement === statement).length;
    return { month: (entries[0] as LedgerEntry).at.slice(0, 7), purpose: (entries[0] as LedgerEntry).purpose, granted: said('grant'), objected: said('object'), withdrawn: said('withdraw') };
  });
  return counted.sort((a, b) => b.month.localeCompare(a.month) || a.purpose.localeCompare(b.purpose));
}

const mostWordings = 50;

function wordingsOf(ledger: readonly LedgerEntry[]): LedgerSummary['wordings'] {
  const groups = Map.groupBy(ledger.filter(({ wording }) => wording !== null), ({ wording }) => wording as string);
  return [...groups].map(([wording, entries]) => ({ wording, entries: entries.length, firstAt: (entries[0] as LedgerEntry).at, lastAt: (entries.at(-1) as LedgerEntry).at }))
    .sort((a, b) => b.lastAt.localeCompare(a.lastAt)).slice(0, mostWordings);
}

/** Only the last word of a record on a purpose can be a grant that ends. */
function endingSoon(ledger: readonly LedgerEntry[], now: number): number {
  const last = new Map(ledger.map((entry) => [`${entry.subject} ${entry.purpose}`, entry]));
  return [...last.values()].filter(({ statement, expiresAt }) => statement === 'grant' && expiresAt !== null && Date.parse(expiresAt) > now && Date.parse(expiresAt) <= now + endsSoonDays * DAY_MS).length;
}
