import type { EventWarning, Fate, Purpose } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { RowBinary } from '../engines/row-binary.ts';
import { eventColumnNames, writeEventRow } from './event-table.ts';

/** A row of the table `events`. Empty text where there is nothing; times are epoch ms. */
export interface EventRow {
  readonly event_id: string;
  readonly attempt: number;
  readonly source: string;
  readonly received_at: number;
  readonly occurred_at: number;
  readonly message_hash: string;
  readonly message_id: string;
  readonly fate: Fate;
  readonly reason: string;
  readonly path: string;
  readonly schema_version: string;
  readonly warnings: readonly EventWarning[];
  readonly type: string;
  readonly name: string;
  readonly anonymous_id: string;
  readonly user_id: string;
  readonly group_id: string;
  readonly previous_id: string;
  readonly properties: string;
  readonly traits: string;
  readonly context: string;
  readonly refused: readonly Purpose[];
  readonly payload: string;
  readonly times: number;
}

/** Bytes of an ordinary row, and a little more. */
const expectedRowBytes = 1_200;

/** Stores events' rows as one block: all of them are on disk when it resolves, or none. */
export function insertEvents(facts: Facts, rows: readonly EventRow[]): Promise<void> {
  const block = new RowBinary(rows.length * expectedRowBytes);
  for (const row of rows) writeEventRow(block, row);
  return facts.insert('events', block.take(), { columns: eventColumnNames, format: 'RowBinary' });
}
