import { findLeaks, type DealLog, type LeadLog, type Log } from '../../src/history/index.ts';
import { randomStream, shuffled } from '../../src/learn/index.ts';
import { backtest, columnRules, leadRecord, usedColumns } from '../../src/predict/index.ts';
import type { ImportedWorkspace } from './imported-set.ts';

/** Outcomes change hands among the deals that have one; everything else stays. */
function permutedDeals(log: Log, copy: number): Log {
  const closed = log.deals.filter((deal) => deal.outcome !== null);
  const kinds = shuffled(closed.map((deal) => deal.outcome?.kind), randomStream('permuted', copy));
  const given = new Map(closed.map((deal, index) => [deal.id, kinds[index]]));
  const deals = log.deals.map((deal): DealLog => (deal.outcome === null ? deal : { ...deal, outcome: { ...deal.outcome, kind: given.get(deal.id) ?? deal.outcome.kind } }));
  return { ...log, deals };
}

/** Conversions change hands among inquiries of the same month, so that the growth of a month stays what it was. */
function permutedLeads(log: Log, copy: number): Log {
  const months = new Map<string, LeadLog[]>();
  for (const lead of log.leads) {
    const month = lead.createdAt === null ? '' : new Date(lead.createdAt).toISOString().slice(0, 7);
    months.set(month, [...(months.get(month) ?? []), lead]);
  }
  const leads = [...months].flatMap(([month, group]) => {
    const order = shuffled(group, randomStream('permuted', copy, month));
    return group.map((lead, index): LeadLog => {
      const other = order[index] as LeadLog;
      const lag = other.convertedAt === null || other.createdAt === null ? null : other.convertedAt - other.createdAt;
      return { ...lead, converted: other.converted, convertedAt: lag === null || lead.createdAt === null ? other.convertedAt : lead.createdAt + lag };
    });
  });
  return { ...log, leads };
}

/** Whether skill is claimed on a copy whose outcomes were dealt out by chance: columns judged, models fitted and tested anew. */
export function claimsSkill(set: Pick<ImportedWorkspace, 'log' | 'asOf' | 'settings'>, copy: number): boolean {
  if (set.log.deals.length === 0) {
    const log = permutedLeads(set.log, copy);
    return leadRecord(log, set.asOf, usedColumns(columnRules(log, set.settings), 'lead'), 1).answer.claim.skill;
  }
  const columnsOf = (log: Log): string[] => usedColumns(columnRules(log, set.settings), 'deal');
  return backtest({ log: permutedDeals(set.log, copy), asOf: set.asOf, columnsOf, seed: 1, forecasts: false }).answer.claim.skill;
}

/** Whether a place is said to lose more on a copy whose outcomes were dealt out by chance. How long stages last is not dealt out, so waits may be real. */
export const showsLossLeak = (set: Pick<ImportedWorkspace, 'log' | 'asOf'>, copy: number): boolean =>
  findLeaks(permutedDeals(set.log, copy), set.asOf).leaks.some((leak) => leak.kind === 'loss');

/** How many of so many copies claim skill. */
export const claimsIn = (set: Pick<ImportedWorkspace, 'log' | 'asOf' | 'settings'>, copies: number): number =>
  Array.from({ length: copies }, (_, copy) => claimsSkill(set, copy)).filter(Boolean).length;
