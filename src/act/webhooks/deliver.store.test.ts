import { randomBytes, randomUUID } from 'node:crypto';
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook as Verifier } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { DAY_MS, systemPrincipal, webhookEventSchema, type WebhookEvent } from '../../model/index.ts';
import type { Closing } from '../../history/index.ts';
import { allowedHosts } from '../../net/index.ts';
import { refusedForms, resolveForTests } from '../../net/testing.ts';
import { Store, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { addWebhook, deliverNext, deliveriesOf, forgetOldMessages, listWebhooks, removeWebhook, replayDeliveries, tellRecorded, testWebhook, type WebhookParts } from '../index.ts';
import { endpointOf } from './endpoints.ts';

const engines = withEngines();
let store: Store;
let workspace: WorkspaceStore;
let clock = Date.now();
const key = randomBytes(32);
interface Taken { readonly path: string; readonly headers: Record<string, string>; readonly body: string }
let taken: Taken[] = [];
/** What the receiver answers, by path. */
const answers: Record<string, { status: number; headers?: Record<string, string> } | 'hang'> = {};
const receiver = http.createServer((request, response) => {
  let body = '';
  request.on('data', (part) => { body += part; }).on('end', () => {
    const path = request.url ?? '';
    taken.push({ path, headers: request.headers as Record<string, string>, body });
    const answer = answers[path] ?? { status: 204 };
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end();
  });
});

beforeAll(async () => {
  store = await Store.open({ engines: engines(), now: () => clock, newId: randomUUID, worker: 'test', log: () => undefined });
  workspace = await store.createWorkspace('webhooks', false);
  await new Promise<void>((resolve) => { receiver.listen(0, '127.0.0.1', resolve); });
}, 60_000);
beforeEach(async () => {
  taken = [];
  for (const path of Object.keys(answers)) delete answers[path];
  for (const table of ['webhook_endpoints', 'webhook_messages', 'imports', 'action_states', 'source_runs'] as const) await workspace.state.deleteFrom(table).execute();
});
afterAll(async () => {
  receiver.closeAllConnections();
  receiver.close();
  await store.jobs.stop();
});

const parts = (change: Partial<WebhookParts> = {}): WebhookParts => ({
  state: workspace.state, workspace: 'webhooks', key, now: () => clock, newId: randomUUID, chance: () => 0.5, rules: { allowHosts: allowedHosts('receiver.example'), resolve: async () => ['127.0.0.1'] }, ...change,
});
const at = (path: string): string => `http://receiver.example:${(receiver.address() as AddressInfo).port}${path}`;
const add = (path = '/hook', events: WebhookEvent[] = webhookEventSchema.options.slice()) => addWebhook(parts(), { url: at(path), events }, systemPrincipal, randomBytes);
let closings: Closing[] = [];
let isDue = true;
const tell = () => tellRecorded({ ...parts(), facts: workspace.facts, closings: async () => closings, due: () => isDue });
const deliver = async (id: string) => deliverNext(parts(), await endpointOf(parts(), id));
const imports = { old: randomUUID(), first: randomUUID(), second: randomUUID() };
const importEnded = (id: string, state: 'done' | 'failed' = 'done') => workspace.state.insertInto('imports').values({
  id, state, created_at: new Date(clock), finished_at: new Date(clock), by_user: 'ann@example.com', request: '{}', files: '[]', plan: '{}', receipt: null, rows_done: 5, rows_total: 5, stage: '', error: state === 'failed' ? 'Ann Dahl is wrong' : null, batch_id: null, known_at: null, undo_until: null,
}).execute();

test('what is on record is told once to each endpoint, signed so that the reference library verifies it', async () => {
  await importEnded(imports.old);
  clock += 1_000;
  const [first, second] = [await add('/a'), await add('/b', ['import.failed'])];
  await importEnded(imports.first);
  await importEnded(imports.second, 'failed');
  await workspace.state.insertInto('action_states').values({ action_id: 'X1', deal_id: 'D-1', state: 'done', reason: 'Ann Dahl called', at: new Date(clock), by_user: 'ann@example.com' }).execute();
  await workspace.state.insertInto('source_runs').values({ id: randomUUID(), source: 'crm', state: 'failed', started_at: new Date(clock), finished_at: new Date(clock), imports: '[]', import_id: null, error: 'Ann Dahl is wrong', todo: null }).execute();
  expect([await tell(), await tell()]).toEqual([4, 0]);
  for (const { webhook } of [first, second]) while ((await deliver(webhook.id)) === 'delivered');
  expect(taken.map(({ path }) => path)).toEqual(['/a', '/a', '/a', '/a', '/b']);
  for (const { path, headers, body } of taken) new Verifier((path === '/a' ? first : second).secret).verify(body, headers);
  expect(taken.map(({ body }) => JSON.parse(body)).filter(({ type }) => type === 'import.finished')).toEqual([{ type: 'import.finished', timestamp: new Date(clock).toISOString(), data: { workspace: 'webhooks', importId: imports.first, state: 'done', rows: 5 } }]);
  expect(JSON.stringify(taken)).not.toMatch(/Ann|ann@|Dahl/);
  expect((await listWebhooks(parts())).map(({ id, waiting, delivered }) => [id, waiting, delivered]).sort()).toEqual([[first.webhook.id, 0, 4], [second.webhook.id, 0, 1]].sort());
});

test('the end of a deal is told once, whatever date its import gives it, and again after it was opened again', async () => {
  const closing: Closing = { dealId: 'D-1', source: 'crm', outcome: 'won', at: clock - DAY_MS, closedAt: Date.UTC(2026, 10, 20), ending: 1 };
  closings = [closing];
  const { webhook } = await add('/hook', ['deal.closed']);
  expect(await tell()).toBe(0);
  closings = [{ ...closing, at: clock + 1 }, { ...closing, dealId: 'D-2', at: clock + 60_000 }];
  clock += 1_000;
  expect([await tell(), await tell()]).toEqual([1, 0]);
  closings = [{ ...closing, at: clock, closedAt: Date.UTC(2026, 10, 21) }, { ...closing, at: clock, outcome: 'lost', ending: 2 }];
  isDue = false;
  expect(await tell()).toBe(0);
  isDue = true;
  expect([await tell(), await tell()]).toEqual([1, 0]);
  closings = [];
  while ((await deliver(webhook.id)) === 'delivered');
  expect(taken.map(({ body }) => JSON.parse(body).data)).toEqual([
    { workspace: 'webhooks', dealId: 'D-1', source: 'crm', outcome: 'won', closedAt: '2026-11-20' }, { workspace: 'webhooks', dealId: 'D-1', source: 'crm', outcome: 'lost', closedAt: '2026-11-20' },
  ]);
});

test('a failure is tried again later under the same id with a new signature, and given up after a day', async () => {
  const { webhook, secret } = await add();
  answers['/hook'] = { status: 500 };
  await importEnded(imports.first);
  await tell();
  let attempts = 0;
  for (let waited = 0; waited <= DAY_MS; waited += 60_000) {
    if ((await deliver(webhook.id)) === 'not_delivered') attempts += 1;
    clock += 60_000;
  }
  expect(attempts).toBeGreaterThanOrEqual(8);
  expect(attempts).toBeLessThanOrEqual(12);
  const [delivery] = await deliveriesOf(parts(), webhook.id, 10);
  expect(delivery).toMatchObject({ state: 'given_up', event: 'import.finished' });
  expect(delivery?.attempts.every(({ answer }) => answer === 'HTTP 500')).toBe(true);
  expect(new Set(taken.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(new Set(taken.map(({ headers }) => headers['webhook-signature'])).size).toBe(attempts);
  answers['/hook'] = { status: 200 };
  expect(await replayDeliveries(parts(), webhook.id, { messageId: delivery?.messageId })).toBe(1);
  clock = Date.now();
  await workspace.state.updateTable('webhook_deliveries').set({ next_at: new Date(clock) }).execute();
  expect(await deliver(webhook.id)).toBe('delivered');
  new Verifier(secret).verify(taken.at(-1)?.body ?? '', taken.at(-1)?.headers ?? {});
});

test('Retry-After is heeded, 410 disables, a good test enables again', async () => {
  const { webhook } = await add();
  answers['/hook'] = { status: 503, headers: { 'retry-after': '3600' } };
  await importEnded(imports.first);
  await tell();
  await deliver(webhook.id);
  clock += 3_599_000;
  expect(await deliver(webhook.id)).toBe('nothing_due');
  clock += 2_000;
  answers['/hook'] = { status: 410 };
  expect(await deliver(webhook.id)).toBe('not_delivered');
  expect(await listWebhooks(parts())).toMatchObject([{ givenUp: 1, disabledWhy: 'The endpoint answered 410 Gone.' }]);
  await importEnded(imports.second);
  expect(await tell()).toBe(0);
  expect(await testWebhook(parts(), webhook.id)).toMatchObject({ state: 'given_up', attempts: [{ answer: 'HTTP 410' }] });
  answers['/hook'] = { status: 200 };
  expect(await testWebhook(parts(), webhook.id)).toMatchObject({ event: 'webhook.test', state: 'delivered' });
  expect((await listWebhooks(parts()))[0]?.disabledAt).toBeNull();
});

test('a redirect is not followed, a claim outlives no crash, and an endpoint that hangs holds up no other', async () => {
  const [slow, quick] = [await add('/slow'), await add('/quick')];
  answers['/slow'] = { status: 302, headers: { location: at('/elsewhere') } };
  await importEnded(imports.first);
  await tell();
  expect(await deliver(slow.webhook.id)).toBe('not_delivered');
  expect(taken.map(({ path }) => path)).toEqual(['/slow']);
  clock += 10_000;
  answers['/slow'] = 'hang';
  const hanging = deliver(slow.webhook.id);
  while (taken.length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await deliver(slow.webhook.id)).toBe('nothing_due');
  expect(await deliver(quick.webhook.id)).toBe('delivered');
  receiver.closeAllConnections();
  expect(await hanging).toBe('not_delivered');
  clock += 60_000;
  expect(await deliverNext(parts({ signal: AbortSignal.timeout(50) }), await endpointOf(parts(), slow.webhook.id))).toBe('not_delivered');
  expect((await deliveriesOf(parts(), slow.webhook.id, 1))[0]).toMatchObject({ state: 'waiting', attempts: [{}, {}] });
});

test('all of a time are replayed, tests are not; what is old is forgotten; a removed endpoint is told nothing', async () => {
  const { webhook } = await add();
  await importEnded(imports.first);
  await importEnded(imports.second, 'failed');
  await tell();
  await testWebhook(parts(), webhook.id);
  while ((await deliver(webhook.id)) === 'delivered');
  expect(await replayDeliveries(parts(), webhook.id, { since: new Date(clock - 1_000).toISOString() })).toBe(2);
  expect(await replayDeliveries(parts(), webhook.id, { since: new Date(clock + 1_000).toISOString() })).toBe(0);
  await expect(replayDeliveries(parts(), webhook.id, {})).rejects.toMatchObject({ code: 'bad_request' });
  await expect(replayDeliveries(parts(), webhook.id, { messageId: 'msg_none' })).rejects.toMatchObject({ code: 'not_found' });
  clock += 31 * DAY_MS;
  await forgetOldMessages(parts());
  expect(await deliveriesOf(parts(), webhook.id, 10)).toEqual([]);
  clock = Date.now();
  await removeWebhook(parts(), webhook.id);
  await expect(endpointOf(parts(), webhook.id)).rejects.toMatchObject({ code: 'not_found' });
});

test('no form of an address inside can be saved, and one saved before the guard is refused when it is sent to', async () => {
  const guarded = parts({ rules: { resolve: resolveForTests, timeoutMs: 2_000 } });
  for (const [what, url] of refusedForms) {
    await expect(addWebhook(guarded, { url, events: ['import.failed'] }, systemPrincipal, randomBytes), what).rejects.toMatchObject({ code: 'bad_request' });
  }
  const { webhook } = await add();
  for (const [what, url] of refusedForms) {
    await workspace.state.updateTable('webhook_endpoints').set({ url }).execute();
    const { attempts } = await testWebhook(guarded, webhook.id);
    expect([what, attempts[0]?.answer]).toEqual([what, expect.stringMatching(/^(unreadable|scheme|not_encrypted|credentials|not_public): /)]);
  }
  expect(taken).toEqual([]);
}, 30_000);

test('what enters quarantine is told once for each hour, source and reason, without what was sent', async () => {
  const { webhook } = await add('/hook', ['quarantine.entered']);
  const hour = Math.ceil(clock / 3_600_000) * 3_600_000;
  const event = (at: number, reason: string, source = 'shop') => ({ event_id: randomUUID(), attempt: 0, source, received_at: at, message_hash: String(at), message_id: '', fate: 'quarantined', reason, path: '/userId', schema_version: 'segment-1', payload: '{"userId":"ann@example.com"}' });
  const rows = [event(hour, 'illegal_id'), event(hour + 1_000, 'illegal_id'), event(hour + 2_000, 'too_deep'), event(hour + 3_600_000, 'illegal_id')];
  await workspace.facts.insert('events', rows);
  const delivery = (number: number) => ({ id: randomUUID(), source: 'desk', delivery_hash: String(number), received_at: new Date(hour + number), payload: '{"name":"Ann"}', code: 'no_rule', path: '/type', mapping_version: 1 });
  const [first] = await workspace.state.insertInto('hook_deliveries').values([delivery(1), delivery(2)]).returning('id').execute();
  clock = hour + 7_200_000;
  expect([await tell(), await tell()]).toEqual([4, 0]);
  while ((await deliver(webhook.id)) === 'delivered');
  expect(taken.map(({ body }) => JSON.parse(body).data)).toEqual(expect.arrayContaining([
    { workspace: 'webhooks', sourceName: 'shop', code: 'illegal_id', id: rows[0]?.event_id }, { workspace: 'webhooks', sourceName: 'shop', code: 'too_deep', id: rows[2]?.event_id },
    { workspace: 'webhooks', sourceName: 'desk', code: 'no_rule', id: first?.id },
  ]));
  expect(JSON.stringify(taken)).not.toMatch(/ann/i);
});
