import { z } from 'zod';
import { eventsInTouches, eventsToThinAnew, visibleEvents, type Facts } from '../../../store/index.ts';

/** In memory, for the length of one build: ids of events that are new or whose person said something else, and the days to make anew. */
const changedIds = 'touch_changes';
export const changedDays = 'touch_days';

export interface ChangedSince {
  /** Events received after it that stand in no touch are new, in epoch ms. */
  readonly from: number;
  readonly upTo: number;
  /** Words on consent with a higher number were said since. */
  readonly standing: number;
}

const fromTo = '{from:Int64}';

/** Events that no touch holds: those that arrived since, and repaired ones, which keep the time at which they arrived first. */
const freshIds =
  `SELECT toDate(occurred_at), anonymous_id, user_id, group_id FROM ${visibleEvents('analyse')} AND received_at > fromUnixTimestamp64Milli(${fromTo}) AND received_at <= fromUnixTimestamp64Milli({upTo:Int64})
    AND event_id NOT IN (${eventsInTouches} AND known_at > fromUnixTimestamp64Milli(${fromTo}))
  UNION ALL SELECT toDate(occurred_at), anonymous_id, user_id, group_id FROM ${visibleEvents('analyse')} AND attempt > 0 AND received_at <= fromUnixTimestamp64Milli({upTo:Int64})
    AND event_id NOT IN (${eventsInTouches} AND day IN (SELECT toDate(occurred_at) FROM ${eventsToThinAnew} AND attempt > 0))`;

const spokenOf = (kinds: string): string => `SELECT record_id FROM refusals WHERE kind IN (${kinds}) AND purpose IN ('store', 'analyse') AND sequence > {standing:UInt64}`;

/** Events of those who allowed or refused something since. */
const weighedIds =
  `SELECT toDate(occurred_at), anonymous_id, user_id, group_id FROM ${eventsToThinAnew} AND (anonymous_id IN (${spokenOf("'anonymous'")}) OR user_id IN (${spokenOf("'user'")}) OR previous_id IN (${spokenOf("'user', 'anonymous'")}))`;

const sameVisitor = [
  `(anonymous_id != '' AND (toDate(occurred_at), anonymous_id) IN (SELECT day, anonymous_id FROM ${changedIds} WHERE anonymous_id != ''))`,
  `(user_id != '' AND (toDate(occurred_at), user_id) IN (SELECT day, user_id FROM ${changedIds} WHERE user_id != ''))`,
  `(anonymous_id = '' AND user_id = '' AND (toDate(occurred_at), group_id) IN (SELECT day, group_id FROM ${changedIds}))`,
].join(' OR ');

/** Every visitor under whom an event of a changed id may stand on its day, before and after: a device's events go to who names themselves there first. */
const visitorsOfChanges =
  `SELECT DISTINCT day, arrayJoin(arrayFilter(one -> one != '', [if(user_id = '', '', concat('user:', user_id)), if(anonymous_id = '', '', concat('anonymous:', anonymous_id)), if(user_id = '' AND anonymous_id = '', concat('group:', group_id), '')])) AS who
   FROM (SELECT toDate(occurred_at) AS day, user_id, anonymous_id, group_id FROM ${eventsToThinAnew} AND occurred_at >= (SELECT min(day) FROM ${changedIds}) AND occurred_at < (SELECT max(day) + 1 FROM ${changedIds}) AND (${sameVisitor}))`;

/** True where an event stands in no touch: the one question that is asked while nothing happens. */
export async function hasFreshEvents(facts: Facts, { from, upTo }: ChangedSince): Promise<boolean> {
  const rows = await facts.query({ name: 'events_in_no_touch', text: `SELECT 1 AS found FROM (${freshIds}) LIMIT 1`, parameters: z.object({ from: z.number(), upTo: z.number() }), row: z.object({ found: z.coerce.number() }) }, { from, upTo });
  return rows.length > 0;
}

/** Works out which visitors' days to make anew, into a table in memory. */
export async function findChangedDays(facts: Facts, since: ChangedSince): Promise<void> {
  await dropChanged(facts);
  await facts.command(`CREATE TABLE ${changedIds} (day Date, anonymous_id String, user_id String, group_id String) ENGINE = Memory`);
  await facts.command(`CREATE TABLE ${changedDays} (day Date, who String) ENGINE = Memory`);
  await facts.command(`INSERT INTO ${changedIds} SELECT DISTINCT * FROM (${freshIds} UNION ALL ${weighedIds})`, { ...since });
  await facts.command(`INSERT INTO ${changedDays} ${visitorsOfChanges}`);
}

export async function dropChanged(facts: Facts): Promise<void> {
  for (const table of [changedIds, changedDays]) await facts.command(`DROP TABLE IF EXISTS ${table}`);
}
