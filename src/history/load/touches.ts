import type { DealLog } from '../log.ts';
import type { AccountIds } from './account-ids.ts';
import type { ReadPurpose } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';

/**
 * Instants of dated activities by the deal or inquiry they belong to.
 * An activity may be used once it both happened and was written down, so its instant is the later of the two.
 */
export async function readTouches(facts: Facts, column: 'deal_id' | 'lead_id', purpose: ReadPurpose): Promise<Map<string, number[]>> {
  const text = `SELECT ${column}, arraySort(groupArray(instant)) FROM (`
    + `SELECT ${column}, toUnixTimestamp64Milli(greatest(at, ifNull(recorded_at, at))) AS instant `
    + `FROM ${newestRows('activity', purpose, `${column}, at, recorded_at`, `AND ${column} IS NOT NULL`)}) GROUP BY ${column} ORDER BY ${column}`;
  const touches = new Map<string, number[]>();
  for await (const block of facts.stream(text, {})) {
    for (const row of block) touches.set(String(row[0]), (row[1] as unknown[]).map(Number));
  }
  return touches;
}

/** Those that were noted on an account alone, by the company that it is. */
export async function readAccountTouches(facts: Facts, ids: AccountIds, purpose: ReadPurpose): Promise<Map<string, number[]>> {
  const text = 'SELECT source_system, account_id, groupArray(instant) FROM (SELECT source_system, account_id, toUnixTimestamp64Milli(greatest(at, ifNull(recorded_at, at))) AS instant '
    + `FROM ${newestRows('activity', purpose, 'source_system, account_id, at, recorded_at', 'AND account_id IS NOT NULL AND deal_id IS NULL')}) GROUP BY source_system, account_id ORDER BY source_system, account_id`;
  const touches = new Map<string, number[]>();
  for await (const block of facts.stream(text, {})) {
    for (const [source, account, instants] of block) {
      const id = ids.idOf({ source: String(source), id: String(account) });
      touches.set(id, [...(touches.get(id) ?? []), ...(instants as unknown[]).map(Number)]);
    }
  }
  for (const instants of touches.values()) instants.sort((a, b) => a - b);
  return touches;
}

/** An activity noted on the account alone counts for its deals that were open then. */
export function withAccountTouches(deal: DealLog, touches: readonly number[]): DealLog {
  if (touches.length === 0 || deal.createdAt === null) return deal;
  const from = Math.max(deal.createdAt, deal.accountJoinedFrom ?? -Infinity);
  const until = deal.outcome?.at ?? Infinity;
  const during = touches.filter((at) => at >= from && at <= until);
  return during.length === 0 ? deal : { ...deal, touches: [...deal.touches, ...during].sort((a, b) => a - b) };
}
