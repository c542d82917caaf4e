import { visibleEvents } from '../../../store/index.ts';

/** For how long a total is compared with the one before it, days: one that was silent for longer begins anew. */
export const mostSilentDays = 31;

const text = (name: string): string => `JSONExtractString(properties, '${name}')`;

/** Readings with their numbers, each beside the one before it of its series. */
const beside = `SELECT event_id, source, occurred_at, name AS metric, group_id AS account, ${text('device')} AS device, ${text('product')} AS product, ${text('unit')} AS unit, ${text('counter')} AS counter, ${text('series')} AS series,
    parseDateTime64BestEffortOrNull(${text('since')}, 3, 'UTC') AS since, if(JSONType(properties, 'value') IN ('Int64', 'UInt64', 'Double'), toNullable(JSONExtractFloat(properties, 'value')), NULL) AS value,
    lagInFrame(value) OVER before AS value_before, lagInFrame(since) OVER before AS since_before, lagInFrame(toNullable(occurred_at)) OVER before AS at_before
  FROM ${visibleEvents('analyse')} AND type = 'reading' AND received_at >= toDateTime64({from:String}, 3, 'UTC') - toIntervalDay(${mostSilentDays}) AND occurred_at >= toDateTime64({from:String}, 3, 'UTC') - toIntervalDay(${mostSilentDays}) AND ({metric:String} = '' OR name = {metric:String})
  WINDOW before AS (PARTITION BY source, device, metric, series ORDER BY occurred_at, event_id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW)`;

/**
 * Readings of some days with what each adds. An increment adds itself. A total adds what it lies above the one before; where counting began anew (it says so, or
 * the total fell) it adds all of itself. The first total of a series adds nothing, unless it says that counting began within a day before.
 */
export const readingsWithIncrements = `SELECT *, toString(toDate(occurred_at)) AS day, multiIf(
    counter = 'delta', value,
    counter != 'total' OR value IS NULL, NULL,
    at_before IS NULL OR value_before IS NULL OR at_before < occurred_at - toIntervalDay(${mostSilentDays}), if(ifNull(since >= occurred_at - toIntervalDay(1), false), value, 0.),
    value < value_before OR ifNull(since > since_before, false), value,
    value - value_before) AS increment
  FROM (${beside}) WHERE occurred_at >= toDateTime64({from:String}, 3, 'UTC') AND occurred_at < toDateTime64({to:String}, 3, 'UTC') + toIntervalDay(1)`;
