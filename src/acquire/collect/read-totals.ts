import { z } from 'zod';
import type { EventTotals } from '../../model/index.ts';
import { countedEvents, type Facts } from '../../store/index.ts';

/** What each source sent and what became of it. A repaired event left quarantine: each further attempt takes one out. */
export async function readTotals(facts: Facts): Promise<EventTotals[]> {
  const [totals, reasons] = await Promise.all([facts.query(perSource, {}), facts.query(perReason, {})]);
  return totals.map(({ last, ...row }) => ({
    ...row, lastAt: last, reasons: Object.fromEntries(reasons.filter(({ source }) => source === row.source).map(({ reason, events }) => [reason, events])),
  }));
}

const count = z.coerce.number();

const perSource = {
  name: 'events_per_source',
  text: `SELECT source, sumIf(times, attempt = 0) AS received, countIf(fate = 'accepted') AS accepted, sumIf(times, fate = 'dropped') AS dropped, countIf(fate = 'quarantined') - countIf(attempt > 0) AS quarantined,
    countIf(fate = 'duplicate') AS duplicate, max(received_at) AS last FROM ${countedEvents} GROUP BY source ORDER BY source`,
  parameters: z.object({}),
  row: z.object({ source: z.string(), received: count, accepted: count, dropped: count, quarantined: count, duplicate: count, last: z.string() }),
};

const perReason = {
  name: 'dropped_events_per_reason',
  text: `SELECT source, reason, sum(times) AS events FROM ${countedEvents} AND fate = 'dropped' GROUP BY source, reason ORDER BY source, reason`,
  parameters: z.object({}),
  row: z.object({ source: z.string(), reason: z.string(), events: count }),
};
