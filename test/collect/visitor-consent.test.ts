/** Consent and forgetting of whom events name: in force when the command answers, for what is under way too. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPurposes, systemPrincipal } from '../../src/model/index.ts';
import { visibleEvents } from '../../src/store/index.ts';
import { runCollector, type RunningCollector } from './running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const track = (more: object) => ({ type: 'track', event: 'Opened', messageId: randomUUID(), ...more });

async function readFor(purpose: (typeof readPurposes)[number]): Promise<string[]> {
  const { facts } = await collector.house.store.workspace('main');
  const ids: string[] = [];
  for await (const block of facts.stream(`SELECT message_id FROM ${visibleEvents(purpose)} ORDER BY message_id`, {})) ids.push(...block.flat().map(String));
  return ids;
}

test('an objection holds for every id that is joined, before and after it', async () => {
  await collector.send([track({ messageId: 'before', anonymousId: 'v-1' }), { type: 'identify', messageId: 'joining', anonymousId: 'v-1', userId: 'w-1' }]);
  await collector.workspace.people.setConsent('user:w-1', { purpose: 'analyse', statement: 'object' }, systemPrincipal);
  await collector.send([track({ messageId: 'after', anonymousId: 'v-1' }), { type: 'identify', messageId: 'joined-later', anonymousId: 'v-2', userId: 'w-1' }, track({ messageId: 'of-joined', anonymousId: 'v-2' })]);
  expect(await readFor('analyse')).toEqual([]);
  expect(await readFor('store')).toEqual(['after', 'before', 'joined-later', 'joining', 'of-joined']);
  expect((await collector.workspace.events.list({}))).toEqual([]);
  await collector.workspace.people.setConsent('anonymous:v-2', { purpose: 'analyse', statement: 'grant' }, systemPrincipal);
  expect((await readFor('analyse')).length).toBe(5);
});

test('who refuses to be kept is not kept, and leaves no id behind', async () => {
  await collector.workspace.people.setConsent('user:nobody', { purpose: 'store', statement: 'object' }, systemPrincipal);
  const { body } = await collector.send([track({ userId: 'nobody', messageId: 'personal-in-id', properties: { note: 'secret-note' } })]);
  expect(body.results).toMatchObject([{ fate: 'dropped', reason: 'consent', messageId: null }]);
  const { facts } = await collector.house.store.workspace('main');
  for await (const block of facts.stream("SELECT toString(tuple(*)) FROM events WHERE fate = 'dropped'", {})) {
    for (const [row] of block) for (const secret of ['nobody', 'personal-in-id', 'secret-note']) expect(String(row)).not.toContain(secret);
  }
});

test('a source that needs consent keeps only what carries a yes', async () => {
  const key = await collector.newSource('strict', { needsConsent: true });
  const post = async (more: object) => (await fetch(`${collector.url}/v1/track`, { method: 'POST', headers: { authorization: `Basic ${Buffer.from(`${key}:`).toString('base64')}` }, body: JSON.stringify({ ...track({ anonymousId: 'strict-1' }), ...more }) })).json();
  expect(await post({})).toMatchObject({ results: [{ fate: 'dropped', reason: 'consent' }] });
  await collector.workspace.people.setConsent('anonymous:strict-1', { purpose: 'analyse', statement: 'grant' }, systemPrincipal);
  expect(await post({})).toMatchObject({ results: [{ fate: 'accepted' }] });
});

test('who is forgotten is in no row, and does not come back by any of the ids or the address', async () => {
  await collector.send([{ type: 'identify', messageId: randomUUID(), anonymousId: 'gone-a', userId: 'gone-u', traits: { email: 'gone@example.com' } }, track({ anonymousId: 'gone-a' })]);
  expect((await collector.workspace.events.list({ person: 'user:gone-u' })).length).toBe(2);
  await collector.workspace.people.recall('user:gone-u', systemPrincipal);
  const { facts, state } = await collector.house.store.workspace('main');
  for await (const block of facts.stream('SELECT toString(tuple(*)) FROM events', {})) for (const [row] of block) expect(String(row)).not.toContain('gone-');
  expect(await state.selectFrom('visitor_ids').select('node').where('node', 'like', '%gone-%').execute()).toEqual([]);
  const { body } = await collector.send([track({ anonymousId: 'gone-a' }), track({ userId: 'gone-u' }), track({ userId: 'somebody', messageId: 'somebody' })]);
  expect(body.results.map(({ fate, reason }) => [fate, reason])).toEqual([['dropped', 'recalled'], ['dropped', 'recalled'], ['accepted', undefined]]);
});
