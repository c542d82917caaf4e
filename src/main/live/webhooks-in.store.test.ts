import { createHmac, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { forgetDeliveries } from '../../acquire/index.ts';
import { DAY_MS, systemPrincipal, type HookMappingInput, type HookRequest } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { eraseState } from '../../store/state/erase-state.ts';
import { HookDoors } from './hook-doors.ts';
import { HouseHooks } from './house-hooks.ts';
import { replayHookQuarantine } from './replay-hook-quarantine.ts';
import { startScheduledSources } from './scheduled-sources.ts';
import { withLiveSources } from './testing.ts';

const { opened, parts } = withLiveSources();
const key = 'a key of the sender';
const mapping: HookMappingInput = {
  rules: [{ stream: 'invoices', kind: 'payment', when: [{ path: '$.type', is: ['invoice'] }], id: '$.id', fields: { at: '$.at', amount: '$.amount', accountName: '$.account' } }, { stream: 'invoices', kind: 'payment', when: [{ path: '$.type', is: ['cancelled'] }], id: '$.id', deletes: true }],
  ignore: [{ path: '$.type', is: ['hello'] }],
};

async function place(name: string) {
  const { live, workspace } = await opened(name);
  const hooks = new HouseHooks({ house: parts(), store: workspace, audit: async () => undefined });
  const doors = new HookDoors(parts());
  const made = await live.create({ name: 'billing', kind: 'webhook', settings: { signature: 'github' }, secrets: { key } }, systemPrincipal);
  const token = (made.address ?? '').split('/').at(-1) ?? '';
  const send = async (delivery: unknown, change: Partial<HookRequest> = {}) => {
    const body = Buffer.from(typeof delivery === 'string' ? delivery : JSON.stringify(delivery));
    return doors.receive({ workspace: name, token, method: 'POST', url: '', body, headers: { 'x-hub-signature-256': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` }, ...change });
  };
  return { live, workspace, hooks, doors, send, run: () => live.run('billing', {}, systemPrincipal) };
}

const invoice = (id: string, amount: unknown, more: object = {}) => ({ type: 'invoice', id, amount, at: '2026-11-01T10:00:00Z', account: 'Northmill', ...more });
const kept = { kind: 'kept', duplicate: false };

async function invoicesOf({ facts }: WorkspaceStore): Promise<Record<string, number>> {
  const rows = await facts.query({ name: 'invoices', text: 'SELECT record_id AS id, amount_cents AS cents FROM invoices ORDER BY id', parameters: z.object({}), row: z.object({ id: z.string(), cents: z.coerce.number() }) }, {});
  return Object.fromEntries(rows.map(({ id, cents }) => [id, cents]));
}

test('deliveries become records by the mapping; what comes twice is counted, what does not fit is repaired and replayed', async () => {
  const { workspace, hooks, send, run } = await place('hooked');
  await hooks.setMapping('billing', mapping, systemPrincipal);
  expect(await send(invoice('I-1', 100.5))).toEqual(kept);
  expect(await send(invoice('I-1', 100.5))).toEqual({ kind: 'kept', duplicate: true });
  expect(await send(invoice('I-1', 120))).toEqual(kept);
  for (const odd of [invoice('I-2', 'dear'), { type: 'refund' }, { type: 'hello' }]) expect(await send(odd)).toEqual(kept);
  expect(await send(invoice('I-3', 1), { headers: { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` } })).toMatchObject({ kind: 'not_signed' });
  expect(await send('not JSON')).toMatchObject({ kind: 'unreadable' });
  expect(await send(invoice('I-3', 1), { token: 'another' })).toEqual({ kind: 'unknown' });
  expect(await send(invoice('I-3', 1), { workspace: 'nowhere' })).toEqual({ kind: 'unknown' });

  expect(await run()).toMatchObject({ state: 'done', records: 2 });
  // The later delivery of one record counts.
  expect(await invoicesOf(workspace)).toEqual({ 'I-1': 12_000 });
  expect(await hooks.totals()).toMatchObject([{ kept: 5, duplicates: 1, notSigned: 1, waiting: 0, quarantined: 2, mappingVersion: 1 }]);

  const aside = await workspace.state.selectFrom('hook_deliveries').select(['id', 'code', 'path']).where('code', 'is not', null).orderBy('number').execute();
  expect(aside.map(({ code, path }) => [code, path])).toEqual([['unreadable_value', '/amount'], ['no_rule', '/type']]);
  expect(await replayHookQuarantine(parts(), workspace, { id: aside[0]?.id, payload: JSON.stringify(invoice('I-2', 7)) })).toMatchObject({ replayed: 1, accepted: 1, quarantined: 0 });
  expect(await replayHookQuarantine(parts(), workspace, {})).toMatchObject({ replayed: 1, accepted: 0, quarantined: 1 });
  expect(await invoicesOf(workspace)).toEqual({ 'I-1': 12_000, 'I-2': 700 });
  await send({ type: 'cancelled', id: 'I-1' });
  await run();
  expect(await invoicesOf(workspace)).toEqual({ 'I-2': 700 });
});

test('a corrected mapping is applied to what is stored, and records that did not change stay', async () => {
  const { workspace, hooks, send, run } = await place('corrected');
  await hooks.setMapping('billing', mapping, systemPrincipal);
  for (const id of ['I-1', 'I-2']) await send(invoice(id, 10, { net: 8 }));
  await send({ type: 'refund', id: 'R-1', at: '2026-11-02', net: 3, account: 'Northmill' });
  await run();
  const [rule] = mapping.rules;
  expect(await hooks.setMapping('billing', { ...mapping, rules: [{ ...rule, when: [{ path: '$.type', is: ['invoice', 'refund'] }], fields: { ...rule?.fields, amount: '$.net' } }] }, systemPrincipal)).toMatchObject({ version: 2 });
  expect(await hooks.replay('billing', {}, systemPrincipal)).toBe(3);
  expect(await run()).toMatchObject({ state: 'done', records: 3, taken: 3 });
  expect(await invoicesOf(workspace)).toEqual({ 'I-1': 800, 'I-2': 800, 'R-1': 300 });
  expect(await hooks.totals()).toMatchObject([{ quarantined: 0, mappingVersion: 2 }]);
  await hooks.replay('billing', {}, systemPrincipal);
  expect(await run()).toMatchObject({ state: 'done', records: 3, taken: 0 });
  await expect(hooks.setMapping('billing', { rules: [] }, systemPrincipal)).rejects.toMatchObject({ code: 'bad_request' });
});

test('without a mapping deliveries are recognised, and what was recognised can be corrected as a mapping', async () => {
  const { workspace, hooks, send, run } = await place('recognised');
  expect(await hooks.mapping('billing')).toBeNull();
  for (let id = 1; id <= 30; id += 1) await send({ type: 'invoice.paid', data: { object: { id: `I-${id}`, amount: id * 10.25, invoice_date: `2026-10-${String(id).padStart(2, '0')}`, company_name: `Company ${id}` } } });
  expect(await run()).toMatchObject({ state: 'done', records: 30, taken: 30 });
  const held = await invoicesOf(workspace);
  expect(held['I-4']).toBe(4_100);
  const recognised = await hooks.mapping('billing');
  expect(recognised).toMatchObject({ version: null, mapping: { rules: [{ stream: 'invoice', kind: 'invoice', id: '$.data.object.id', when: [{ path: '$.type', is: ['invoice.paid'] }], fields: { at: '$.data.object.invoice_date', amount: '$.data.object.amount' } }] } });
  await hooks.setMapping('billing', recognised?.mapping, systemPrincipal);
  await hooks.replay('billing', {}, systemPrincipal);
  await run();
  expect(await invoicesOf(workspace)).toEqual(held);
});

test('the server reads what is delivered within seconds and runs for nothing else, and a closed address takes nothing', async () => {
  const { live, workspace, hooks, send } = await place('served');
  await hooks.setMapping('billing', mapping, systemPrincipal);
  const scheduled = await startScheduledSources({ ...parts(), everyMs: 300 });
  try {
    await send(invoice('I-1', 1));
    await expect.poll(() => invoicesOf(workspace), { timeout: 15_000, interval: 100 }).toEqual({ 'I-1': 100 });
    const [{ lastRun } = { lastRun: null }] = await live.health();
    await new Promise((resolve) => { setTimeout(resolve, 1_500); });
    expect((await live.health())[0]?.lastRun?.id).toBe(lastRun?.id);
  } finally {
    await scheduled.stop();
  }
  await hooks.renewAddress('billing', systemPrincipal);
  await expect.poll(() => send(invoice('I-2', 1)), { timeout: 5_000, interval: 200 }).toEqual({ kind: 'unknown' });
}, 30_000);

test('many at once are each kept once, and a store that fails is answered with "later"', async () => {
  const { workspace, doors, send } = await place('many');
  const answers = await Promise.all(Array.from({ length: 600 }, async (_, index) => send(invoice(`I-${index % 400}`, index % 400))));
  expect([answers.filter((one) => one.kind === 'kept' && !one.duplicate).length, answers.filter((one) => one.kind === 'kept' && one.duplicate).length]).toEqual([400, 200]);
  await sql`ALTER TABLE hook_deliveries RENAME TO hidden`.execute(workspace.state);
  expect(await send(invoice('I-401', 1))).toEqual({ kind: 'later', why: 'storage', retryAfterSeconds: 5 });
  await sql`ALTER TABLE hidden RENAME TO hook_deliveries`.execute(workspace.state);
  expect(await send(invoice('I-401', 1))).toEqual(kept);
  const large = Buffer.alloc(20 * 2 ** 20, ' ');
  const busy = await Promise.all(Array.from({ length: 4 }, async () => doors.receive({ workspace: 'many', token: 'none', method: 'POST', url: '', headers: {}, body: large })));
  expect(busy.filter(({ kind }) => kind === 'later')).toHaveLength(1);
});

test('deliveries are kept for their time and no longer; whoever is forgotten stands in none', async () => {
  const { workspace, hooks, send, run } = await place('kept');
  await hooks.setMapping('billing', mapping, systemPrincipal);
  const payloads = async () => (await workspace.state.selectFrom('hook_deliveries').select('payload').orderBy('number').execute()).map(({ payload }) => payload);
  await send(invoice('I-1', 1, { contact: 'J\u00f6 Falk' }));
  await send(JSON.stringify(invoice('I-2', 1, { contact: 'Jö Falk' })).replaceAll('ö', '\\u00f6'));
  await send(invoice('I-3', 1, { person: 4711 }));
  await send(invoice('I-4', 1));
  const record = { key: 'contact:billing:4711', kind: 'contact' as const, source: 'billing', recordId: '4711' };
  await eraseState(workspace.state, { records: [record], cleaned: (text) => text.replaceAll('Jö Falk', '') });
  expect((await payloads()).map((payload) => payload === null)).toEqual([true, true, true, false]);
  expect(await send(invoice('I-3', 1, { person: 4711 }))).toEqual({ kind: 'kept', duplicate: true });
  // What was not read yet is kept, however old it is.
  await forgetDeliveries(workspace.state, Date.now() + 40 * DAY_MS);
  expect((await payloads())[3]).not.toBeNull();
  await run();
  await forgetDeliveries(workspace.state, Date.now() + 29 * DAY_MS);
  expect((await payloads())[3]).not.toBeNull();
  await forgetDeliveries(workspace.state, Date.now() + 31 * DAY_MS);
  expect(await payloads()).toEqual([null, null, null, null]);
  expect(await send(invoice('I-4', 1))).toEqual({ kind: 'kept', duplicate: true });
});

test('handshakes are answered, and secrets that a sender repeats are compared', async () => {
  const { live, doors } = await place('shaken');
  const sendTo = async (settings: Record<string, string>, body: object, headers: (bytes: Buffer) => Record<string, string>) => {
    const { address } = await live.create({ name: `s-${randomUUID()}`, kind: 'webhook', settings, secrets: { key } }, systemPrincipal);
    const bytes = Buffer.from(JSON.stringify(body));
    return doors.receive({ workspace: 'shaken', token: (address ?? '').split('/').at(-1) ?? '', method: 'POST', url: '', body: bytes, headers: headers(bytes) });
  };
  const at = String(Math.floor(Date.now() / 1000));
  const v0 = (bytes: Buffer): string => `v0=${createHmac('sha256', key).update(`v0:${at}:`).update(bytes).digest('hex')}`;
  expect(await sendTo({ signature: 'slack' }, { type: 'url_verification', challenge: 'c1' }, (bytes) => ({ 'x-slack-request-timestamp': at, 'x-slack-signature': v0(bytes) }))).toEqual({ kind: 'handshake', answer: { challenge: 'c1' } });
  expect(await sendTo({ signature: 'slack' }, { type: 'url_verification', challenge: 'c1' }, () => ({}))).toMatchObject({ kind: 'not_signed' });
  expect(await sendTo({ signature: 'zoom' }, { event: 'endpoint.url_validation', payload: { plainToken: 'p' } }, (bytes) => ({ 'x-zm-request-timestamp': at, 'x-zm-signature': v0(bytes) })))
    .toEqual({ kind: 'handshake', answer: { plainToken: 'p', encryptedToken: createHmac('sha256', key).update('p').digest('hex') } });
  expect(await sendTo({ signature: 'token', path: '$.token' }, { token: key, id: 1 }, () => ({}))).toEqual(kept);
  expect(await sendTo({ signature: 'token', header: 'X-Secret' }, { id: 1 }, () => ({ 'x-secret': 'wrong' }))).toMatchObject({ kind: 'not_signed' });
  expect(await sendTo({ signature: 'token', header: 'X-Secret' }, { id: 1 }, () => ({}))).toMatchObject({ kind: 'not_signed', why: 'the secret is missing' });
  await expect(live.create({ name: 'no-key', kind: 'webhook', settings: { signature: 'slack' } }, systemPrincipal)).rejects.toThrow('needs the secret "key"');
  await expect(live.create({ name: 'no-way', kind: 'webhook', settings: {}, secrets: { key } }, systemPrincipal)).rejects.toMatchObject({ code: 'bad_request' });
});
