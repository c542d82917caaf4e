import { sql } from 'kysely';
import { z } from 'zod';
import { Failure, eventSourceSettingsSchema, type EventAnswer, type EventSource, type ReplayAnswer, type ReplayRequest } from '../../../model/index.ts';
import type { Facts, WorkspaceStore } from '../../../store/index.ts';
import { payloadForLists } from '../../ceddl/payload-for-lists.ts';
import { readAgain } from '../../devices/read-again.ts';
import { arrive, type Arrived } from '../arrived.ts';
import type { Collector } from '../collector.ts';
import { hashFromWhole } from '../message-hash.ts';
import type { Arrival } from '../travelling-event.ts';
import { readQuarantineRows, type QuarantineRow } from './read-quarantine.ts';

/** The lock of the state engine that one replay holds. */
const replayTurn = 4706;
/** Events that go through the steps again at one time. */
const mostAtOnce = 1_000;

/** How an event arrived, as it is kept with it. */
const keptArrivalSchema = z.object({ gpc: z.boolean(), byServer: z.boolean(), userAgent: z.string().optional(), sentAt: z.unknown().optional() });

/**
 * Sends events in quarantine through the steps again, as they are or repaired. Each leaves quarantine or stays there with its next
 * attempt; a crash leaves it where it was.
 */
export async function replayQuarantined({ facts, state }: Pick<WorkspaceStore, 'facts' | 'state'>, collector: Collector, sources: readonly EventSource[], request: ReplayRequest, newId: () => string): Promise<ReplayAnswer> {
  return state.connection().execute(async (connection) => {
    // Two at a time would send the same event twice. Whoever comes second is told, since waiting here would keep a connection from those who store.
    const { rows: [turn] } = await sql<{ taken: boolean }>`SELECT pg_try_advisory_lock(${replayTurn}) AS taken`.execute(connection);
    if (!turn?.taken) throw new Failure('conflict', 'A replay is under way.', 'Wait until it has ended, then look at what is left.');
    try {
      return await replay(facts, collector, sources, request, newId);
    } finally {
      await sql`SELECT pg_advisory_unlock(${replayTurn})`.execute(connection);
    }
  });
}

async function replay(facts: Facts, collector: Collector, sources: readonly EventSource[], request: ReplayRequest, newId: () => string): Promise<ReplayAnswer> {
  if (request.payload !== undefined && request.id === undefined) throw new Failure('bad_request', 'A repaired event needs the id of the one that it repairs.', 'See "hindcast quarantine list".');
  const rows = await readQuarantineRows(facts, { last: request.id ? 1 : mostAtOnce, id: request.id ?? '', code: request.code ?? '', source: request.source ?? '' });
  if (request.id !== undefined && rows.length === 0) throw new Failure('not_found', `No event ${request.id} waits in quarantine.`, 'See "hindcast quarantine list".');
  if (request.payload !== undefined && rows.some(({ payload }) => payloadForLists(payload) !== payload)) {
    throw new Failure('conflict', 'Rules of access leave parts of this event out of lists: sent repaired from what is shown, they would be lost.', 'Repair it at its sender, or replay it as it is.');
  }
  const answers = await collector.keep(rows.flatMap((row) => again(row, sources, request.payload, newId)));
  return { replayed: answers.length, ...countsOf(answers) };
}

const countsOf = (answers: readonly EventAnswer[]): Omit<ReplayAnswer, 'replayed'> => {
  const count = (fate: EventAnswer['fate']): number => answers.filter((answer) => answer.fate === fate).length;
  return { accepted: count('accepted'), dropped: count('dropped'), duplicate: count('duplicate'), quarantined: count('quarantined') };
};

function again(row: QuarantineRow, sources: readonly EventSource[], repaired: string | undefined, newId: () => string): Arrived[] {
  const sent = parsed(repaired ?? row.payload);
  const settings = sources.find(({ name }) => name === row.source)?.settings ?? eventSourceSettingsSchema.parse({ needsConsent: true });
  const { gpc, byServer, userAgent, sentAt } = keptArrivalSchema.parse(JSON.parse(row.arrival || '{"gpc":false,"byServer":true}'));
  const arrival: Arrival = { gpc, byServer, userAgent, sentAt, ip: '', source: row.source, settings, receivedAt: Date.parse(row.receivedAt) };
  const receipt = { eventId: row.id, attempt: row.attempt + 1, source: row.source, receivedAt: arrival.receivedAt, hash: hashFromWhole(row.hash), messageId: row.messageId };
  return settings.devices === undefined ? [arrive(sent, receipt, arrival)] : readAgain(sent, settings.devices, receipt, newId);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new Failure('bad_request', `The repaired event is not JSON: ${(error as Error).message}`, 'Repair it and send it again; it still waits in quarantine.');
  }
}
