import { Failure } from '../model/index.ts';
import type { AccessParts } from './parts.ts';
import { hashOf } from './secrets.ts';

const keptMs = 24 * 3_600_000;
/** A request that has not answered by then has died with its process. */
const atWorkMs = 10 * 60_000;

export interface KeptAnswer {
  readonly status: number;
  readonly body: string;
}

/** Answers to requests that carry an `Idempotency-Key`, kept for 24 hours. */
export interface IdempotencyKeys {
  /**
   * Claims a key for a request; gives the kept answer where the same request was answered before.
   * Throws `Failure('conflict')` where the key belongs to another request, or to one still at work.
   */
  claim(key: string, request: string): Promise<KeptAnswer | null>;
  keep(key: string, answer: KeptAnswer): Promise<void>;
  /** Gives a key free after a failure, so that the request can be tried again. */
  release(key: string): Promise<void>;
}

/** Keys kept in the system database, so that they hold across processes and restarts. */
export function idempotencyKeys(parts: Pick<AccessParts, 'db' | 'now'>): IdempotencyKeys {
  return {
    claim: (key, request) => claimKey(parts, hashOf(key), hashOf(request)),
    keep: async (key, answer) => { await parts.db.updateTable('idempotency_keys').set(answer).where('key_hash', '=', hashOf(key)).execute(); },
    release: async (key) => { await parts.db.deleteFrom('idempotency_keys').where('key_hash', '=', hashOf(key)).execute(); },
  };
}

async function claimKey({ db, now }: Pick<AccessParts, 'db' | 'now'>, key: string, request: string): Promise<KeptAnswer | null> {
  await db.deleteFrom('idempotency_keys').where((where) => where.or([
    where('created_at', '<', new Date(now() - keptMs)),
    where.and([where('status', 'is', null), where('created_at', '<', new Date(now() - atWorkMs))]),
  ])).execute();
  const claimed = await db.insertInto('idempotency_keys').values({ key_hash: key, request_hash: request, created_at: new Date(now()), status: null, body: null })
    .onConflict((conflict) => conflict.column('key_hash').doNothing()).returning('key_hash').executeTakeFirst();
  if (claimed) return null;
  return answerOf(await db.selectFrom('idempotency_keys').selectAll().where('key_hash', '=', key).executeTakeFirst(), request);
}

function answerOf(row: { request_hash: string; status: number | null; body: string | null } | undefined, request: string): KeptAnswer {
  if (row && row.request_hash !== request) throw new Failure('conflict', 'This Idempotency-Key was used for another request.', 'Use a new key for each request.');
  if (!row || row.status === null || row.body === null) throw new Failure('conflict', 'The same request is still at work.', 'Wait a moment and ask again.');
  return { status: row.status, body: row.body };
}
