import { sql, type Selectable } from 'kysely';
import { Failure } from '../../model/index.ts';
import { fetchOut, type OutAnswer } from '../../net/index.ts';
import type { WebhookEndpointTable } from '../../store/index.ts';
import { nextAttemptAt, retryAfterMs } from './next-attempt.ts';
import { secretOf } from './endpoint-secret.ts';
import type { WebhookParts } from './parts.ts';
import { signedHeaders } from './sign-message.ts';

const answerWithinMs = 15_000;
/** A delivery that was begun and never ended is due again after this time. */
const leaseMs = 60_000;
const longestAnswer = 65_536;

interface Due {
  readonly message_id: string;
  readonly body: string;
  readonly tries: number;
  readonly begun_at: Date;
}

export type Attempted = 'nothing_due' | 'delivered' | 'not_delivered';

/** Attempts the delivery of an endpoint that has waited longest, whose time has come. */
export async function deliverNext(parts: WebhookParts, endpoint: Selectable<WebhookEndpointTable>): Promise<Attempted> {
  const due = await claimDue(parts, endpoint.id);
  if (!due) return 'nothing_due';
  return (await attempt(parts, endpoint, due)) ? 'delivered' : 'not_delivered';
}

/** Sends one message and writes down what came of it. True where the endpoint took it (2xx). */
export async function attempt(parts: WebhookParts, endpoint: Selectable<WebhookEndpointTable>, due: Due): Promise<boolean> {
  const secret = await secretOrDisable(parts, endpoint);
  if (secret === null) return false;
  const at = parts.now();
  const answer = await fetchOut(
    { url: endpoint.url, method: 'POST', body: due.body, headers: { 'content-type': 'application/json', 'user-agent': 'Hindcast-Webhooks', ...signedHeaders(secret, { id: due.message_id, body: due.body }, at) }, ...(parts.signal ? { signal: parts.signal } : {}) },
    { ...parts.rules, timeoutMs: answerWithinMs, mostBytes: longestAnswer, mostRedirects: 0 },
  );
  // Cut short by us: it says nothing of the endpoint, and the claim runs out by itself.
  if (answer.kind === 'failed' && answer.reason === 'stopped') return false;
  const now = parts.now();
  await parts.state.insertInto('webhook_attempts').values({ endpoint_id: endpoint.id, message_id: due.message_id, at: new Date(at), answer: worded(answer), duration_ms: now - at }).execute();
  await settle(parts, endpoint.id, due, answer, now);
  return isTaken(answer);
}

/** An endpoint whose secret cannot be opened is told nothing more: what it got could not be checked. */
async function secretOrDisable({ state, key, now }: WebhookParts, endpoint: Selectable<WebhookEndpointTable>): Promise<string | null> {
  try {
    return secretOf(endpoint, key);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    await state.updateTable('webhook_endpoints').set({ disabled_at: new Date(now()), disabled_why: 'Its secret was sealed on another machine: add the address anew and remove this one.' }).where('id', '=', endpoint.id).execute();
    return null;
  }
}

async function settle(parts: WebhookParts, endpoint: string, due: Due, answer: OutAnswer, now: number): Promise<void> {
  const tries = due.tries + 1;
  const gone = answer.kind === 'answered' && answer.status === 410;
  const asked = answer.kind === 'answered' ? retryAfterMs(answer.headers['retry-after'], now) : 0;
  const next = gone ? null : nextAttemptAt({ tries, begunAt: due.begun_at.getTime(), now, retryAfterMs: asked, chance: parts.chance() });
  const state = isTaken(answer) ? 'delivered' as const : next === null ? 'given_up' as const : 'waiting' as const;
  await parts.state.updateTable('webhook_deliveries').set({ state, tries, ...(next === null ? {} : { next_at: new Date(next) }) }).where('endpoint_id', '=', endpoint).where('message_id', '=', due.message_id).execute();
  if (gone) await parts.state.updateTable('webhook_endpoints').set({ disabled_at: new Date(now), disabled_why: 'The endpoint answered 410 Gone.' }).where('id', '=', endpoint).execute();
}

/** A claim is a later time: whoever comes meanwhile finds nothing due, and a crash loses nothing. */
async function claimDue({ state, now }: WebhookParts, endpoint: string): Promise<Due | undefined> {
  const [at, lease] = [new Date(now()), new Date(now() + leaseMs)];
  const { rows } = await sql<Due>`
    UPDATE webhook_deliveries AS d SET next_at = ${lease} FROM webhook_messages AS m
    WHERE m.id = d.message_id AND d.endpoint_id = ${endpoint} AND d.message_id = (
      SELECT message_id FROM webhook_deliveries WHERE endpoint_id = ${endpoint} AND state = 'waiting' AND next_at <= ${at} ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING d.message_id, m.body, d.tries, d.begun_at`.execute(state);
  return rows[0];
}

const isTaken = (answer: OutAnswer): boolean => answer.kind === 'answered' && answer.status >= 200 && answer.status < 300;

/** What is shown of an answer. Its body stays unread: it is nobody's business here, and could hold anything. */
const worded = (answer: OutAnswer): string => (answer.kind === 'answered' ? `HTTP ${answer.status}` : `${answer.reason}: ${answer.detail}`);
