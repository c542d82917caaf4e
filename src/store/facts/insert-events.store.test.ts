import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { withEngines } from '../engines/testing.ts';
import { Store, type WorkspaceStore } from '../store.ts';
import { insertEvents, type EventRow } from './insert-events.ts';

const engines = withEngines();
let workspace: WorkspaceStore;

beforeAll(async () => {
  const store = await Store.open({ engines: engines(), now: Date.now, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('events', false);
  return () => store.jobs.stop();
}, 60_000);

const latest = Date.UTC(2100, 0, 1);
/** Also texts whose length in bytes needs a longer number than their length in letters, and such as end a statement elsewhere. */
const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.constantFrom('', '\n\n; DROP TABLE events', 'é'.repeat(64), 'é'.repeat(127), 'a'.repeat(128), '😀'.repeat(8_000), '\u0000'));
const rowArbitrary: fc.Arbitrary<EventRow> = fc.record({
  event_id: fc.uuid(), attempt: fc.integer({ min: 0, max: 255 }), source: text, received_at: fc.integer({ min: 0, max: latest }), occurred_at: fc.integer({ min: 0, max: latest }),
  message_hash: fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }).map(String), message_id: text, fate: fc.constantFrom('accepted', 'dropped', 'quarantined', 'duplicate'), reason: text, path: text, schema_version: text,
  warnings: fc.subarray(['clock_corrected', 'no_message_id', 'text_repaired']), type: text, name: text, anonymous_id: text, user_id: text, group_id: text, previous_id: text,
  properties: text, traits: text, context: text, refused: fc.subarray(['analyse', 'predict']), payload: text, times: fc.integer({ min: 0, max: 2 ** 32 - 1 }),
});
const all = {
  name: 'all_events',
  text: 'SELECT * REPLACE (toUnixTimestamp64Milli(received_at) AS received_at, toUnixTimestamp64Milli(occurred_at) AS occurred_at) FROM events',
  parameters: z.object({}), row: z.looseObject({ event_id: z.string(), received_at: z.coerce.number(), occurred_at: z.coerce.number() }),
} as const;

test('rows come back as they went in, whatever their texts hold', () => fc.assert(
  fc.asyncProperty(fc.uniqueArray(rowArbitrary, { minLength: 1, maxLength: 30, selector: (row) => row.event_id }), async (rows) => {
    await workspace.facts.command('TRUNCATE TABLE events');
    await insertEvents(workspace.facts, rows);
    const stored = new Map((await workspace.facts.query(all, {})).map((row) => [row.event_id, row]));
    expect(rows.map((row) => stored.get(row.event_id))).toEqual(rows);
    expect(stored.size).toBe(rows.length);
  }),
  { numRuns: 25 },
), 60_000);
