import { visibleEvents } from '../../../store/index.ts';

/** For how long a total is compared with the one before it, days: one that was silent for longer begins anew. */
export const mostSilentDays = 31;

/** What a reading tells, read in one go: each look into its text reads all of it. */
const told = "JSONExtract(properties, 'Tuple(device String, product String, unit String, counter String, series String, since String)')";
const number = "if(JSONType(properties, 'value') IN ('Int64', 'UInt64', 'Double'), toNullable(JSONExtractFloat(properties, 'value')), NULL)";
const earliest = `toDateTime64({from:String}, 3, 'UTC') - toIntervalDay(${mostSilentDays})`;

const readings = `SELECT event_id, source, occurred_at, name AS metric, group_id AS account, ${told} AS told, ${number} AS value, if(told.since = '', NULL, parseDateTime64BestEffortOrNull(told.since, 3, 'UTC')) AS since
  FROM ${visibleEvents('analyse')} AND type = 'reading' AND received_at >= ${earliest} AND occurred_at >= ${earliest} AND ({metric:String} = '' OR name = {metric:String})`;

/** Each beside the one before it of its series; of a first one `before.1` is 1970. Series are told apart by a hash of 64 bits. */
const beside = `SELECT *, lagInFrame((occurred_at, value, since)) OVER (PARTITION BY sipHash64(source, told.device, metric, told.series) ORDER BY occurred_at, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS before FROM (${readings})`;

/**
 * Readings of some days with what each adds. An increment adds itself. A total adds what it lies above the one before; where counting began anew (it says so, or
 * the total fell) it adds all of itself. The first total of a series adds nothing, unless it says that counting began within a day before.
 */
export const readingsWithIncrements = `SELECT event_id, source, occurred_at, metric, account, told.device AS device, told.product AS product, told.unit AS unit, told.counter AS counter, value, toString(toDate(occurred_at)) AS day, multiIf(
    counter = 'delta', value,
    counter != 'total' OR value IS NULL, NULL,
    before.1 < occurred_at - toIntervalDay(${mostSilentDays}) OR before.2 IS NULL, if(ifNull(since >= occurred_at - toIntervalDay(1), false), value, 0.),
    value < before.2 OR ifNull(since > before.3, false), value,
    value - before.2) AS increment
  FROM (${beside}) WHERE occurred_at >= toDateTime64({from:String}, 3, 'UTC') AND occurred_at < toDateTime64({to:String}, 3, 'UTC') + toIntervalDay(1)`;
