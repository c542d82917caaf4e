import { rowWriter } from '../engines/row-binary.ts';
import { mergeTree, onCluster, type Topology } from './table-engine.ts';

const at = "DateTime64(3, 'UTC')";

/**
 * One row for each event that was received, whatever became of it: so what was received is always the sum of its fates, also after a
 * crash. A repaired event has a further row with a higher attempt. Sorted by the message, because every arrival is looked up by
 * it; small steps of the index, because few are looked up at a time; by day, because old days are dropped as a whole.
 */
export const eventTable = (topology: Topology): string =>
  `CREATE TABLE events${onCluster(topology)} (${eventColumns.map(([name, type]) => `${name} ${type}`).join(', ')}, INDEX by_attempt attempt TYPE minmax GRANULARITY 4) `
  + mergeTree(topology, 'events', '(source, message_hash)', 'PARTITION BY toDate(received_at)', 1024);

const eventColumns = [
  ['event_id', 'UUID'],
  ['attempt', 'UInt8'],
  ['source', 'LowCardinality(String)'],
  ['received_at', at],
  ['occurred_at', at],
  ['message_hash', 'UInt64'],
  ['message_id', 'String'],
  ['fate', "Enum8('accepted' = 1, 'dropped' = 2, 'quarantined' = 3, 'duplicate' = 4)"],
  ['reason', 'LowCardinality(String)'],
  ['path', 'String'],
  ['schema_version', 'LowCardinality(String)'],
  ['warnings', 'Array(LowCardinality(String))'],
  ['type', 'LowCardinality(String)'],
  ['name', 'String'],
  // Personal: ids, and what the texts may say.
  ['anonymous_id', 'String'],
  ['user_id', 'String'],
  ['group_id', 'String'],
  ['previous_id', 'String'],
  ['properties', 'String'],
  ['traits', 'String'],
  ['context', 'String'],
  // Purposes that stamps on the event itself refuse.
  ['refused', 'Array(LowCardinality(String))'],
  // What was sent, while it is in quarantine.
  ['payload', 'String'],
  // Events that the row stands for: one, but where many alike were left out at the door.
  ['times', 'UInt32'],
] as const;

export type EventColumn = (typeof eventColumns)[number][0];
export const eventColumnNames: readonly EventColumn[] = eventColumns.map(([name]) => name);
/** Writes an event's row for an insert in RowBinary. */
export const writeEventRow = rowWriter(eventColumns);
