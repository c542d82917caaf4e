import type { Finding, Sign } from '../../model/index.ts';
import type { DealLog, Log } from '../log.ts';
import { logAsOf } from '../log-as-of.ts';
import { sumOf } from '../order.ts';
import { sayCount, sayDays } from '../say.ts';
import { stateAt } from '../state-at.ts';
import { signContext, signsOf } from './signs.ts';
import type { WonPatterns } from './won-patterns.ts';

interface Flagged {
  readonly deal: DealLog;
  readonly signs: readonly Sign[];
}

/** Findings that need no model: how many open deals carry each sign that their row cannot be believed. Most telling first. */
export function believablePipeline(log: Log, asOf: number): Finding[] {
  const known = logAsOf(log, asOf);
  const context = signContext(known, asOf);
  const open = known.deals.filter((deal) => stateAt(deal, asOf).status === 'open');
  const flagged = open.map((deal) => ({ deal, signs: signsOf(deal, asOf, context) }));
  return order.flatMap((sign) => {
    const base = flagged.filter(({ deal }) => needs(sign, deal, asOf));
    const rows = base.filter(({ signs }) => signs.includes(sign));
    return rows.length === 0 ? [] : [finding(sign, rows, base.length, known, context.patterns, asOf)];
  });
}

const order: readonly Sign[] = ['older_than_any_win', 'past_close_date', 'stalled', 'no_activity', 'no_amount', 'no_next_step'];

/** Deals a sign can be judged on: those with the date it needs. */
function needs(sign: Sign, deal: DealLog, asOf: number): boolean {
  if (sign === 'older_than_any_win' || sign === 'no_activity') return deal.createdAt !== null;
  if (sign === 'past_close_date') return stateAt(deal, asOf).expectedCloseAt !== null;
  return sign !== 'stalled' || deal.hasStageHistory;
}

function finding(sign: Sign, rows: readonly Flagged[], of: number, log: Log, patterns: WonPatterns, asOf: number): Finding {
  const ids = rows.map(({ deal }) => deal);
  return {
    id: `believable:${sign}`,
    sentence: `${sayCount(rows.length)} of ${sayCount(of)} ${words(sign, ids, patterns, asOf)}.`,
    count: rows.length, of,
    amount: amountOf(ids, log, asOf),
    currency: log.reportingCurrency,
    rows: { list: 'deals', filter: { status: 'open', sign } },
  };
}

function words(sign: Sign, deals: readonly DealLog[], patterns: WonPatterns, asOf: number): string {
  switch (sign) {
    case 'older_than_any_win': return `dated open deals are older than ${oldestWords(deals, patterns, asOf)}`;
    case 'past_close_date': return 'open deals with a close date are past it';
    case 'stalled': return 'open deals have been in their stage longer than 9 of 10 won deals were';
    case 'no_activity': return `dated open deals had no activity for longer than 9 of 10 won deals ever went without (${sayDays(patterns.quietDays ?? 0)})`;
    case 'no_amount': return 'open deals have no amount';
    case 'no_next_step': return 'open deals have no next step';
  }
}

/** Where the same deals are older than every closed deal, not only than every win, the stronger sentence is true. */
function oldestWords(deals: readonly DealLog[], patterns: WonPatterns, asOf: number): string {
  const win = patterns.oldestWinDays ?? 0;
  const close = patterns.oldestCloseDays ?? win;
  const allOlder = deals.every((deal) => (stateAt(deal, asOf).ageDays ?? 0) > close);
  return allOlder ? `any deal you ever closed (${sayDays(close)})` : `any deal you ever won (${sayDays(win)})`;
}

function amountOf(deals: readonly DealLog[], log: Log, asOf: number): number | null {
  const cents = deals.flatMap((deal) => stateAt(deal, asOf).amountCents ?? []);
  return log.mixedCurrencies || cents.length === 0 ? null : sumOf(cents) / 100;
}
