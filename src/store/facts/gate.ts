import { z } from 'zod';
import { personKinds, subjectOf, type Kind, type PersonKind, type ReadPurpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { newestFirst, versionsTable, visibleBatches } from './kind-tables.ts';

/** Whom a row is about, by kind of record: the kind of the subject, and the column that holds its id. */
const subjectsOf: Partial<Record<Kind, ReadonlyArray<readonly [PersonKind, string]>>> = {
  contact: [['contact', 'record_id']],
  lead: [['lead', 'record_id']],
  answer: [['contact', "ifNull(contact_id, '')"]],
  deal_contact: [['contact', "ifNull(contact_id, '')"], ['contact', "ifNull(told_by, '')"]],
  activity: [['contact', "ifNull(contact_id, '')"], ['lead', "ifNull(lead_id, '')"]],
};

/** Sources on loan that were not lent for a purpose, or whose last day is over. */
const closedSources = (purpose: ReadPurpose): string =>
  `SELECT source_system FROM source_closures WHERE purpose = '${purpose}' GROUP BY source_system HAVING argMax(closed, sequence) OR argMax(ifNull(until, toDateTime64('2200-01-01', 3, 'UTC')), sequence) < now64(3)`;

/** Records whose last standing for a purpose is "refused", and those of a source that is closed for it. */
export const refusedRecords = (kind: PersonKind, purpose: ReadPurpose): string =>
  `SELECT source_system, record_id FROM refusals WHERE kind = '${kind}' AND purpose = '${purpose}' GROUP BY source_system, record_id HAVING argMax(refused, sequence)`
  + ` UNION ALL SELECT source_system, record_id FROM ${versionsTable(kind)} WHERE source_system IN (${closedSources(purpose)})`;

/** The conditions, one per subject, that leave out rows about people who refuse a purpose. None where a kind is about nobody. */
export const gateConditions = (kind: Kind, purpose: ReadPurpose): readonly string[] =>
  (subjectsOf[kind] ?? []).map(([subject, column]) => `(source_system, ${column}) NOT IN (${refusedRecords(subject, purpose)})`);

/**
 * The one way to read records: the table's rows that count (their import is committed and not withdrawn) and that may be
 * read for a purpose. Goes after `FROM`; further conditions follow with `AND`. It is a text, so that it stays one
 * statement with its indexes; `npm run check -- gate` keeps table names out of every other text.
 */
export const visibleRows = (kind: Kind, purpose: ReadPurpose): string =>
  [`${versionsTable(kind)} WHERE batch_id IN (${visibleBatches})`, ...gateConditions(kind, purpose)].join(' AND ');

/** The same of every import, for a caller that knows which ones count and leaves out others by `batch_id`: to ask for them within takes longer than to look up a few rows. */
export const rowsOfAnyImport = (kind: Kind, purpose: ReadPurpose): string => `${versionsTable(kind)} WHERE ${['true', ...gateConditions(kind, purpose)].join(' AND ')}`;

/**
 * Records as they are now: the newest of the rows above that meet `also`, where its source has not deleted it. Goes after `FROM`, like them.
 */
export const newestRows = (kind: Kind, purpose: ReadPurpose, columns: string, also = ''): string =>
  `(SELECT ${columns === '*' ? '*' : `${columns}, removed`} FROM ${visibleRows(kind, purpose)} ${also} ${newestFirst}) WHERE NOT removed`;

/** Condition on a fact that names a contact by its id alone: a refusal of that id in any source counts. */
export const namesNobodyWhoRefuses = (column: string, purpose: ReadPurpose): string =>
  `ifNull(${column}, '') NOT IN (SELECT record_id FROM (${refusedRecords('contact', purpose)}))`;

/** Facts of asking that may be read for a purpose. */
export const visibleAsks = (purpose: ReadPurpose): string => `ask_facts WHERE ${namesNobodyWhoRefuses('contact_id', purpose)}`;

/**
 * Inputs of what waiting costs: a number is the buyer's company's and stays; who gave it, and where, are left out while that contact
 * refuses. They become empty before they become NULL, because the engine writes out what stands beneath a NULL.
 */
export function visibleDelayFacts(purpose: ReadPurpose): string {
  const shown = (column: string): string => `nullIf(if(${namesNobodyWhoRefuses('facts.contact_id', purpose)}, ifNull(facts.${column}, ''), ''), '') AS ${column}`;
  return `(SELECT * REPLACE (${shown('contact_id')}, ${shown('evidence')}) FROM delay_facts AS facts)`;
}

/** Where a copy of a table that no import writes is read from, so that it holds nobody who refuses to be kept. */
export const keptRows = (table: string): string | null => (table === 'delay_facts' ? visibleDelayFacts('store') : null);

/** The gate of a table as a backup names it; null where its rows are about nobody. */
export function gateOfTable(table: string, purpose: ReadPurpose): string | null {
  if (table === 'touch_rows') return visibleTouches(purpose).slice('touch_rows WHERE '.length);
  const kind = [...personKinds, 'activity' as const, 'answer' as const, 'deal_contact' as const].find((one) => versionsTable(one) === table);
  return kind === undefined ? null : gateConditions(kind, purpose).join(' AND ');
}

/** Source and another column of the rows that some imports brought (`batches:Array(UInt64)`), to be looked up in `visibleRows`; it shows nothing by itself. */
export const broughtBy = (kind: Kind, column = 'record_id'): string => `SELECT source_system, ${column} FROM ${versionsTable(kind)} WHERE batch_id IN {batches:Array(UInt64)}`;

/** Kind, source and id of the records that refuse a purpose by themselves, whatever holds of their sources. */
export const refusedThemselves = (purpose: ReadPurpose): string =>
  `SELECT kind, source_system AS source, record_id AS id FROM refusals WHERE kind IN (${personKinds.map((kind) => `'${kind}'`).join(', ')}) AND purpose = '${purpose}' GROUP BY kind, source_system, record_id HAVING argMax(refused, sequence)`;

/** How much was ever said on whether sources are closed. */
export const saidOnSources = 'SELECT count() FROM source_closures';

/** Kind, source and id of the records that refuse a purpose. */
export const refusedFor = (purpose: ReadPurpose): string => personKinds.map((kind) => `SELECT '${kind}' AS kind, source_system AS source, record_id AS id FROM (${refusedRecords(kind, purpose)})`).join(' UNION ALL ');

/** True where somebody refuses one purpose and not the other: only then do the two see different rows. */
export async function someoneRefuses(facts: Facts, purpose: ReadPurpose, butNot: ReadPurpose): Promise<boolean> {
  const rows = await facts.query({
    name: 'someone_refuses', text: `SELECT count() AS n FROM (SELECT * FROM (${refusedFor(purpose)}) EXCEPT SELECT * FROM (${refusedFor(butNot)}))`,
    parameters: z.object({}), row: z.object({ n: z.coerce.number() }),
  }, {});
  return (rows[0]?.n ?? 0) > 0;
}

/** Keys of records that refuse a purpose: for what is kept of people outside the facts. */
export async function refusedKeys(facts: Facts, purpose: ReadPurpose): Promise<Set<string>> {
  const rows = await facts.query({
    name: 'refused_keys', text: refusedFor(purpose),
    parameters: z.object({}), row: z.object({ kind: z.enum(personKinds), source: z.string(), id: z.string() }),
  }, {});
  return new Set(rows.map(({ kind, source, id }) => subjectOf(kind, source, id)));
}

/** Ids of visitors whose last standing for a purpose is "refused". */
const refusedIds = (kind: 'anonymous' | 'user', purpose: ReadPurpose): string =>
  `SELECT record_id FROM refusals WHERE kind = '${kind}' AND purpose = '${purpose}' GROUP BY record_id HAVING argMax(refused, sequence)`;

/**
 * The one way to read what events tell: those that were accepted, and neither they nor any of their ids refuse the purpose. Goes after
 * `FROM`; further conditions follow with `AND`.
 */
export const visibleEvents = (purpose: ReadPurpose): string => [
  "events WHERE fate = 'accepted'", `NOT has(refused, '${purpose}')`, `NOT has(refused, 'store')`,
  ...(purpose === 'predict' ? ["NOT has(refused, 'analyse')"] : []),
  `anonymous_id NOT IN (${refusedIds('anonymous', purpose)})`, `user_id NOT IN (${refusedIds('user', purpose)})`, `previous_id NOT IN (${refusedIds('user', purpose)})`,
].join(' AND ');

/** Events that were sent and counted, whatever became of them; of those that were kept, only who does not refuse. Ids and texts are those of the kept alone. */
export const visibleFates = (purpose: ReadPurpose): string =>
  `(SELECT * FROM ${visibleEvents(purpose)} UNION ALL SELECT * FROM events WHERE fate != 'accepted' AND ${isLastAttempt})`;

/** A repaired event has further rows, each with the next number: the last one counts. */
const isLastAttempt = '(event_id, attempt) NOT IN (SELECT event_id, toUInt8(attempt - 1) FROM events WHERE attempt > 0)';

/** Events that wait in quarantine. Nobody knows yet whom they are about. */
export const openQuarantine = `events WHERE fate = 'quarantined' AND ${isLastAttempt}`;

/** Messages that a repetition is compared with: their hashes alone may be read of it. */
export const storedMessages = "events WHERE fate != 'duplicate'";

/** Ids of readings that a broker delivered: by them alone a repetition is known after a restart, and nothing else may be read of it. */
export const deliveredReadings = "events WHERE message_id LIKE 'p.%'";

/** Every row, for counting alone. */
export const countedEvents = 'events WHERE 1';

/**
 * Accepted events with their ids, also of those who refuse: to find whose touches have to be made anew, which is how those of who
 * refuses go. Nothing of them is shown.
 */
export const eventsToThinAnew = "events WHERE fate = 'accepted'";

const complete = "SELECT build FROM touch_builds WHERE fact = 'built'";

/**
 * Rows of touches that count: of the last complete build of a visitor's day. For the one who builds; others read `visibleTouches`.
 * `of` is a condition on `who` and `day` alone, so that the last build is looked for among few.
 */
export const standingTouches = (of = '1'): string =>
  `touch_rows WHERE (${of}) AND (day, who, build) IN (SELECT day, who, max(build) FROM touch_rows WHERE (${of}) AND build IN (${complete}) GROUP BY day, who)`;

/** The one way to read touches and what was thinned: neither the visitor nor a device in it refuses the purpose. `of` as above. */
export function visibleTouches(purpose: ReadPurpose, of = '1'): string {
  const asked = [...new Set<ReadPurpose>(['store', 'analyse', purpose])];
  const refused = (kind: 'anonymous' | 'user'): string => asked.map((one) => refusedIds(kind, one)).join(' UNION ALL ');
  return `${standingTouches(of)} AND user_id NOT IN (${refused('user')}) AND touch_id NOT IN (SELECT touch_id FROM touch_rows ARRAY JOIN anonymous_ids AS device WHERE (${of}) AND device IN (${refused('anonymous')}))`;
}

/** Ids of events in any touch of a complete build, also of one that was made anew since: an event that stood in one stands in the next. */
export const eventsInTouches = `SELECT arrayJoin(events) FROM touch_rows WHERE build IN (${complete})`;

/** Ids of visitors with a touch that meets a condition on its row, to be looked up in `visibleTouches` or `visibleEvents`; it shows nothing by itself. */
export const visitorsWithTouches = (where: string, ids = 'who'): string => `SELECT ${ids} FROM touch_rows WHERE ${where}`;

/** Whether anything was ever collected: two counts that the engine keeps, and nothing of a person. */
export const everCollected = 'SELECT (SELECT count() FROM events) + (SELECT count() FROM touch_rows) AS rows';

/** Every row of every build, for the one who builds. */
export const everyTouchRow = 'touch_rows';
