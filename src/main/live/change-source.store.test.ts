import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { systemPrincipal } from '../../model/index.ts';
import { workerName } from '../worker-names.ts';
import { withLiveSources, type OpenedLive } from './testing.ts';

const { folder, opened } = withLiveSources([{ host: 'db.internal', port: null }, { host: 'other.internal', port: null }]);

let one: OpenedLive;
let tap = '';
beforeAll(async () => {
  one = await opened('changes');
  // A tap that tells what it was given, and where it was left.
  tap = path.join(folder(), 'tap.mjs');
  await writeFile(tap, `
    import { readFileSync } from 'node:fs';
    const at = (name) => { const place = process.argv.indexOf(name); return place < 0 ? null : readFileSync(process.argv[place + 1], 'utf8'); };
    const say = (message) => console.log(JSON.stringify(message));
    const from = JSON.parse(at('--state') ?? '{"at":0}').at;
    process.stderr.write('from ' + from + ' with ' + (at('--config') ?? '').length + '\\n');
    say({ type: 'SCHEMA', stream: 'deals', key_properties: ['id'], schema: { properties: {} } });
    for (let id = from; id < from + 3; id += 1) say({ type: 'RECORD', stream: 'deals', record: { id: 'D-' + id, 'Deal Name': 'Deal ' + id, Stage: 'Open', Amount: '10', 'Created Date': '2026-01-05' } });
    say({ type: 'STATE', value: { at: from + 3 } });`);
});

const command = (...more: string[]): string => JSON.stringify([process.execPath, tap, ...more]);
const change = (name: string, given: Parameters<OpenedLive['live']['change']>[1]) => one.live.change(name, given, systemPrincipal);
const inApp = (name: string, given: Parameters<OpenedLive['live']['change']>[1]) => one.live.changeInApp(name, given, systemPrincipal);
const left = async (name: string): Promise<unknown> => (await one.workspace.state.selectFrom('live_cursors').select('value').where('source', '=', name).executeTakeFirst())?.value ?? null;
const sourceNow = async (name: string) => (await one.live.health()).find(({ source }) => source.name === name)?.source;

test('before anything was read, everything may be changed; what is wrong is refused as at creation, and nothing is half changed', async () => {
  await one.live.create({ name: 'tap', kind: 'singer', settings: { command: command('--old'), 'as.deals': 'deal' }, secrets: { config: '{"token":"first"}' } }, systemPrincipal);
  expect(await change('tap', { settings: { command: command() }, everyMinutes: 30 })).toMatchObject({ beginsAnew: false, everyMinutes: 30, secrets: ['config'] });
  for (const [given, why] of [[{ settings: { nonsense: '1' } }, 'nonsense'], [{ settings: { batchRows: '0' } }, 'batchRows'], [{ secrets: { other: 'x' } }, '"other"'], [{ everyMinutes: 0 }, 'everyMinutes'], [{ settings: { command: 'no list' } }, 'command']] as const) await expect(change('tap', { ...given, settings: { silenceSeconds: '9', ...('settings' in given ? given.settings : {}) } }), why).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining(why) });
  await expect(change('nobody', {})).rejects.toMatchObject({ code: 'not_found' });
  expect(await sourceNow('tap')).toMatchObject({ settings: { command: command(), 'as.deals': 'deal' }, everyMinutes: 30 });
});

test('it goes on where it was left, with the secrets it had, where the same thing is read', async () => {
  expect(await one.live.run('tap', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 3, notes: ['from 0 with 17'] });
  expect(await change('tap', { settings: { silenceSeconds: '60', streams: 'deals' } })).toMatchObject({ beginsAnew: false, secrets: ['config'] });
  expect(await one.live.run('tap', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 3, notes: ['from 3 with 17'] });
  await change('tap', { secrets: { config: '{"token":"second one"}' }, settings: { streams: null } });
  expect(await one.live.run('tap', {}, systemPrincipal)).toMatchObject({ notes: ['from 6 with 22'] });
  expect(JSON.stringify(await one.live.health())).not.toContain('second one');
});

test('where something else may be read it says so before anything is reset; then either holds', async () => {
  const before = await left('tap');
  await expect(change('tap', { settings: { command: command('--new') } })).rejects.toMatchObject({ code: 'not_confirmed', message: expect.stringContaining('command') });
  await expect(change('tap', { settings: { 'as.deals': 'account' } })).rejects.toMatchObject({ code: 'not_confirmed', message: expect.stringContaining('as.deals') });
  expect([await left('tap'), (await sourceNow('tap'))?.settings['command']]).toEqual([before, command()]);
  expect(await change('tap', { settings: { command: command('--moved') }, reading: 'goes_on' })).toMatchObject({ beginsAnew: false });
  expect(await left('tap')).toEqual(before);
  expect(await change('tap', { settings: { command: command('--new') }, reading: 'anew' })).toMatchObject({ beginsAnew: true });
  expect(await left('tap')).toBeNull();
  expect(await one.live.run('tap', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 3, taken: 0, notes: ['from 0 with 22'] });
});

test('read each day at a time of day: due then and not before, in place of an interval, until another schedule is given', async () => {
  const zone = 'Pacific/Kiritimati';
  const due = async (): Promise<number> => Date.parse((await one.live.health()).find(({ source }) => source.name === 'tap')?.nextTryAt ?? '');
  expect(await change('tap', { daily: { at: '06:30', zone } })).toMatchObject({ everyMinutes: null, daily: { at: '06:30', zone } });
  const shown = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit' }).format(await due());
  expect([shown, await due() > Date.now()]).toEqual(['06:30', true]);
  await change('tap', { settings: { silenceSeconds: '70' } });
  const before = await due();
  expect(await one.live.run('tap', {}, systemPrincipal)).toMatchObject({ state: 'done' });
  expect(await due()).toBe(before);
  for (const wrong of [{ at: '24:00', zone }, { at: '06:30', zone: 'Nowhere/City' }]) await expect(change('tap', { daily: wrong })).rejects.toMatchObject({ code: 'bad_request' });
  await expect(change('tap', { everyMinutes: 5, daily: { at: '06:30', zone } })).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('either') });
  expect(await change('tap', { everyMinutes: 30 })).toMatchObject({ everyMinutes: 30, daily: null });
  expect(await due()).toBeLessThanOrEqual(Date.now());
});

test('while it is being read nothing is changed', async () => {
  await one.workspace.state.updateTable('live_sources').set({ worker: workerName(process.pid) }).where('name', '=', 'tap').execute();
  await expect(change('tap', { everyMinutes: 5 })).rejects.toMatchObject({ code: 'conflict' });
  await one.workspace.state.updateTable('live_sources').set({ worker: null }).where('name', '=', 'tap').execute();
});

test('in the app: no program and no strange host, how often is free, and secrets never go elsewhere unasked', async () => {
  await expect(inApp('tap', { settings: { command: '["sh"]' } })).rejects.toMatchObject({ code: 'not_allowed' });
  await expect(inApp('tap', { secrets: { config: '{}' } })).rejects.toMatchObject({ code: 'not_allowed' });
  expect(await inApp('tap', { everyMinutes: null })).toMatchObject({ everyMinutes: null });
  await one.live.createInApp({ name: 'shop', kind: 'postgres', settings: { host: 'db.internal', database: 'shop', user: 'reader' }, secrets: { password: 'first' } }, systemPrincipal);
  await expect(inApp('shop', { settings: { host: 'evil.example' }, secrets: { password: 'x' } })).rejects.toMatchObject({ code: 'not_allowed' });
  for (const settings of [{ host: 'other.internal' }, { port: '5433' }, { tls: 'on' }]) await expect(inApp('shop', { settings }), JSON.stringify(settings)).rejects.toMatchObject({ code: 'bad_request', message: expect.stringContaining('given again') });
  expect(await inApp('shop', { settings: { user: 'other' } })).toMatchObject({ settings: { host: 'db.internal', user: 'other' }, secrets: ['password'] });
  expect(await inApp('shop', { settings: { host: 'other.internal' }, secrets: { password: 'second' } })).toMatchObject({ settings: { host: 'other.internal' } });
});

test('an address that may not be called is refused, and no request is made', async () => {
  let asked = 0;
  const server = createServer((_, answer) => { asked += 1; answer.end(); }).listen(0, '127.0.0.1');
  await new Promise((resolve) => { server.once('listening', resolve); });
  await one.live.create({ name: 'diary', kind: 'ics', settings: { owner: 'jane@ours.example', file: '/calendars/jane.ics' } }, systemPrincipal);
  await expect(change('diary', { settings: { file: null }, secrets: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })).rejects.toMatchObject({ code: 'bad_request' });
  server.close();
  expect(asked).toBe(0);
});
