import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import type { VersionedRule } from '../../model/index.ts';
import { eventsToThinAnew, everCollected, everyTouchRow, standingTouches, type Facts, type WorkspaceStore, type WorkspaceTables } from '../../store/index.ts';
import { changedDays, dropChanged, findChangedDays, hasFreshEvents } from './sql/changed-days.ts';
import { madeColumns, ruleParameters, touchRowsOfEvents } from './sql/touch-rows-of-events.ts';
import { touchRule } from './rules.ts';

/** One build at a time; and none while somebody is being forgotten. */
const touchTurn = 4715;
const recallTurn = 4704;
/** Events between their arrival and their being stored: so far back it is looked whether any is new. */
const underWayMs = 10 * 60_000;
/** Events whose touches are made by one statement; a day is never cut. */
const eventsAtOnce = 500_000;
/** Months that one block of rows may be of are limited by the engine. */
const daysAtOnce = 366;
/** So few rows need no cleaning. */
const fewRows = 20_000;

const none = z.object({});

interface LastBuild { readonly rule: number; readonly upTo: number; readonly standing: number; readonly isStale: boolean }

/**
 * Brings touches up to date: makes anew the days of those visitors of whom events arrived, or who said something on consent, since the
 * last time; everything where the rule has changed or events were erased. Nothing counts before the whole build does.
 * @returns the number of the build; 0 where there was nothing to do
 */
export async function buildTouches({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, now: number): Promise<number> {
  if (!(await hasCollected(facts))) return 0;
  return state.connection().execute(async (connection) => {
    await sql`SELECT pg_advisory_lock(${touchTurn})`.execute(connection);
    try {
      return await unlessForgetting(connection, () => build(facts, connection, now));
    } finally {
      await sql`SELECT pg_advisory_unlock(${touchTurn})`.execute(connection);
    }
  });
}

/** False where no source ever sent an event: then there are no touches to make or to read, and no more is asked. */
export async function hasCollected(facts: Facts): Promise<boolean> {
  const [found] = await facts.query({ name: 'ever_collected', text: everCollected, parameters: none, row: z.object({ rows: z.coerce.number() }) }, {});
  return (found?.rows ?? 0) > 0;
}

async function unlessForgetting(connection: Kysely<WorkspaceTables>, work: () => Promise<number>): Promise<number> {
  const { rows: [turn] } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock_shared(${recallTurn}) AS taken`.execute(connection);
  if (!turn?.taken) return 0;
  try {
    return await work();
  } finally {
    await sql`SELECT pg_advisory_unlock_shared(${recallTurn})`.execute(connection);
  }
}

async function build(facts: Facts, state: Kysely<WorkspaceTables>, now: number): Promise<number> {
  const rule = await touchRule(state);
  const [last, standing] = [await lastBuild(facts), await newestStanding(facts)];
  const isWhole = last === null || last.isStale || last.rule !== rule.version;
  const since = { from: Math.max(0, (last?.upTo ?? 0) - underWayMs), upTo: now, standing: last?.standing ?? 0 };
  if (!isWhole && standing === last.standing && !(await hasFreshEvents(facts, since))) return 0;
  try {
    if (!isWhole) await findChangedDays(facts, since);
    const days = await daysToMake(facts, isWhole);
    const number = await nextNumber(facts);
    for (const [fromDay, toDay] of spans(days)) await makeDays(facts, rule, { fromDay, toDay, upTo: now, number, isWhole });
    await markEmptied(facts, number, isWhole);
    await facts.insert('touch_builds', [{ build: number, fact: 'built', rule_version: rule.version, up_to: now, standing }]);
    await dropReplaced(facts);
    return number;
  } finally {
    await dropChanged(facts);
  }
}

async function lastBuild(facts: Facts): Promise<LastBuild | null> {
  const [row] = await facts.query({
    name: 'last_touch_build', parameters: none, row: z.object({ builds: z.coerce.number(), rule: z.coerce.number(), upTo: z.coerce.number(), standing: z.coerce.number(), isStale: z.coerce.number() }),
    text: `SELECT countIf(fact = 'built') AS builds, argMaxIf(rule_version, build, fact = 'built') AS rule, toUnixTimestamp64Milli(argMaxIf(up_to, build, fact = 'built')) AS upTo, argMaxIf(standing, build, fact = 'built') AS standing,
      maxIf(build, fact = 'stale') >= maxIf(build, fact = 'built') AS isStale FROM touch_builds`,
  }, {});
  return row && row.builds > 0 ? { ...row, isStale: row.isStale > 0 } : null;
}

async function newestStanding(facts: Facts): Promise<number> {
  const [row] = await facts.query({ name: 'newest_standing', text: "SELECT max(sequence) AS newest FROM refusals WHERE kind IN ('anonymous', 'user')", parameters: none, row: z.object({ newest: z.coerce.number() }) }, {});
  return row?.newest ?? 0;
}

/** Above that of every row, also of builds that were cut short. */
async function nextNumber(facts: Facts): Promise<number> {
  const [row] = await facts.query({ name: 'newest_touch_rows', text: `SELECT greatest((SELECT max(build) FROM touch_builds), (SELECT max(build) FROM ${everyTouchRow})) + 1 AS next`, parameters: none, row: z.object({ next: z.coerce.number() }) }, {});
  return row?.next ?? 1;
}

interface Day { readonly day: string; readonly events: number }

const daysToMake = (facts: Facts, isWhole: boolean): Promise<Day[]> => facts.query({
  name: 'days_of_touches', parameters: none, row: z.object({ day: z.string(), events: z.coerce.number() }),
  text: `SELECT toString(toDate(occurred_at)) AS day, count() AS events FROM ${eventsToThinAnew}${isWhole ? '' : ` AND toDate(occurred_at) IN (SELECT day FROM ${changedDays})`} GROUP BY day ORDER BY day`,
}, {});

/** Days one after another, as many as one statement may take. */
function spans(days: readonly Day[]): Array<readonly [string, string]> {
  const found: Array<{ from: string; to: string; events: number; days: number }> = [];
  for (const { day, events } of days) {
    const last = found.at(-1);
    if (last && last.events + events <= eventsAtOnce && last.days < daysAtOnce) Object.assign(last, { to: day, events: last.events + events, days: last.days + 1 });
    else found.push({ from: day, to: day, events, days: 1 });
  }
  return found.map(({ from, to }) => [from, to] as const);
}

interface Span { readonly fromDay: string; readonly toDay: string; readonly upTo: number; readonly number: number; readonly isWhole: boolean }

async function makeDays(facts: Facts, { rule, version }: VersionedRule, { fromDay, toDay, upTo, number, isWhole }: Span): Promise<void> {
  const rows = touchRowsOfEvents({ keys: isWhole ? '' : `(day, who) IN (SELECT day, who FROM ${changedDays})`, events: isWhole ? '' : `toDate(occurred_at) IN (SELECT day FROM ${changedDays})` });
  await facts.command(
    `INSERT INTO touch_rows (build, rule_version, ${madeColumns.join(', ')}) SELECT {number:UInt64}, {version:UInt32}, ${madeColumns.join(', ')} FROM (${rows})`,
    { ...ruleParameters(rule), fromDay, toDay, upTo, number, version },
  );
}

/** A day of which nothing is left says so, else what stood there before would count. */
const markEmptied = (facts: Facts, number: number, isWhole: boolean): Promise<void> => facts.command(
  `INSERT INTO touch_rows (build, day, who) SELECT DISTINCT {number:UInt64}, day, who FROM ${standingTouches()}${isWhole ? '' : ` AND (day, who) IN (SELECT day, who FROM ${changedDays})`}
    AND notEmpty(events) AND (day, who) NOT IN (SELECT day, who FROM ${everyTouchRow} WHERE build = {number:UInt64})`, { number },
);

/** Rows that later builds replaced go when they are more than those that count. */
async function dropReplaced(facts: Facts): Promise<void> {
  const [rows] = await facts.query({ name: 'touch_rows_held', text: `SELECT count() AS held, (SELECT count() FROM ${standingTouches()}) AS standing FROM ${everyTouchRow}`, parameters: none, row: z.object({ held: z.coerce.number(), standing: z.coerce.number() }) }, {});
  if (!rows || rows.held < fewRows || rows.held < 2 * rows.standing) return;
  await facts.command(`ALTER TABLE touch_rows DELETE WHERE (day, who, build) NOT IN (SELECT day, who, build FROM ${standingTouches()}) SETTINGS mutations_sync = 2`);
}
