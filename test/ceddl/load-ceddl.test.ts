import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../src/model/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

let collector: RunningCollector;
beforeAll(async () => { collector = await runCollector(); }, 60_000);
afterAll(() => collector.close());

const data = (id: string) => ({ version: '1.0', user: [{ profile: [{ profileInfo: { profileID: id, email: `${id}@northmill.example` } }] }], account: [{ accountInfo: { accountID: 'A-1', accountName: 'Northmill' } }], event: [{ eventInfo: { eventName: 'Quote asked' } }] });
async function* lines(...objects: unknown[]): AsyncIterable<Uint8Array> {
  yield Buffer.from(objects.map((one) => (typeof one === 'string' ? one : JSON.stringify(one))).join('\n'));
}

test('a file of digitalData becomes the events that POST /v1/ceddl makes of it, once however often it is loaded', async () => {
  const { events } = collector.workspace;
  const posted = await fetch(`${collector.url}/v1/ceddl`, { method: 'POST', headers: { 'content-type': 'application/json', authorization: `Basic ${Buffer.from(`${collector.writeKey}:`).toString('base64')}` }, body: JSON.stringify({ digitalData: data('u-0'), messageId: 'm-0' }) });
  const calls = ((await posted.json()) as { results: unknown[] }).results.length;
  const loaded = await events.loadCeddl({ source: 'site', input: lines(data('u-1'), '{"broken', data('u-2')) }, systemPrincipal);
  expect(loaded).toMatchObject({ source: 'site', objects: 3, refused: 1, firstRefused: [{ line: 2, why: 'not valid JSON' }], accepted: 2 * calls, quarantined: 0, duplicate: 0 });
  expect(await events.loadCeddl({ source: 'site', input: lines(data('u-1'), data('u-2')) }, systemPrincipal)).toMatchObject({ accepted: 0, duplicate: 2 * calls });
  const shapeOf = async (source: string, person: string) => (await events.list({ last: 100 })).filter((one) => one.source === source && one.person === person && one.fate === 'accepted').map(({ type, name, accounts }) => [type, name, accounts]).sort();
  const people = new Set((await events.list({ last: 100 })).map(({ person }) => person));
  const [first, second] = ['u-0', 'u-1'].map((id) => [...people].find((person) => person?.includes(id)) ?? '');
  expect(await shapeOf('site', second ?? '')).toEqual(await shapeOf('shop', first ?? ''));
  expect((await shapeOf('shop', first ?? '')).length).toBeGreaterThan(0);
  await events.closeSource('site', systemPrincipal);
  await expect(events.loadCeddl({ source: 'site', input: lines(data('u-1')) }, systemPrincipal)).rejects.toMatchObject({ code: 'conflict' });
});
