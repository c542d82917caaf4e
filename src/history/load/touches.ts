import type { DealLog } from '../log.ts';
import type { ReadPurpose } from '../../model/index.ts';
import { newestRows, type Facts } from '../../store/index.ts';

/**
 * Instants of dated activities by the deal, inquiry or account they belong to.
 * An activity may be used once it both happened and was written down, so its instant is the later of the two.
 */
export async function readTouches(facts: Facts, column: 'deal_id' | 'account_id' | 'lead_id', purpose: ReadPurpose): Promise<Map<string, number[]>> {
  const only = column === 'account_id' ? 'AND deal_id IS NULL' : '';
  const text = `SELECT ${column}, arraySort(groupArray(instant)) FROM (`
    + `SELECT ${column}, toUnixTimestamp64Milli(greatest(at, ifNull(recorded_at, at))) AS instant `
    + `FROM ${newestRows('activity', purpose, `${column}, at, recorded_at`, `AND ${column} IS NOT NULL ${only}`)}) GROUP BY ${column} ORDER BY ${column}`;
  const touches = new Map<string, number[]>();
  for await (const block of facts.stream(text, {})) {
    for (const row of block) touches.set(String(row[0]), (row[1] as unknown[]).map(Number));
  }
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
