import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { findImport, undoImport } from '../../acquire/index.ts';
import { systemPrincipal, type Receipt } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { withLiveSources } from './testing.ts';

const { folder, opened } = withLiveSources();

async function* lines(...messages: object[]): AsyncIterable<Uint8Array> {
  yield Buffer.from(messages.map((message) => JSON.stringify(message)).join('\n'));
}
const schema = { type: 'SCHEMA', stream: 'deals', key_properties: ['id'], schema: { properties: { id: {}, dealname: {}, dealstage: {}, amount: {}, createdate: {} } } };
const deal = (id: number, amount: number, more: object = {}) => ({ type: 'RECORD', stream: 'deals', record: { id, dealname: `Deal ${id}`, dealstage: id % 3 === 0 ? 'Closed Won' : 'Proposal', amount, createdate: `2026-0${(id % 9) + 1}-11T10:00:00Z`, ...more } });
const state = (value: unknown) => ({ type: 'STATE', value });
const many = Array.from({ length: 60 }, (_, index) => deal(index + 1, 1000.125 + index));

const dealsOf = async ({ facts }: WorkspaceStore): Promise<Record<string, number>> => {
  const rows = await facts.query({ name: 'deals', text: 'SELECT record_id AS id, amount_cents AS cents FROM deals ORDER BY id', parameters: z.object({}), row: z.object({ id: z.string(), cents: z.coerce.number() }) }, {});
  return Object.fromEntries(rows.map(({ id, cents }) => [id, cents]));
};
const receiptsOf = async ({ state: of }: WorkspaceStore, ids: readonly string[]): Promise<Receipt[]> => Promise.all(ids.map(async (id) => (await findImport(of, id)).receipt as Receipt));

test('messages become records as files do: the second time nothing is asked, nothing doubles, and what changed is a version', async () => {
  const { live, workspace } = await opened('first');
  const run = await live.load({ format: 'singer', source: 'tap', input: lines(schema, ...many, { broken: true }, state({ at: 60 })) }, systemPrincipal);
  expect(run).toMatchObject({ state: 'done', records: 60, taken: 60, rejected: 1, sourceState: { at: 60 } });
  const held = await dealsOf(workspace);
  // Three decimals of a number are decimals, not thousands.
  expect([Object.keys(held).length, held['1']]).toEqual([60, 100_013]);

  const again = await live.load({ format: 'singer', source: 'tap', input: lines(schema, ...many.slice(0, 59), deal(60, 5), deal(61, 7, { region: 'north' }), state({ at: 61 })) }, systemPrincipal);
  expect(again).toMatchObject({ state: 'done', records: 61, taken: 2 });
  expect(again.notes.join()).toContain('new columns, kept under their own names: region');
  expect(await dealsOf(workspace)).toMatchObject({ 60: 500, 61: 700 });
  const [receipt] = await receiptsOf(workspace, again.imports);
  expect(receipt?.tables[0]).toMatchObject({ file: 'tap/deals', kind: 'deal', rowsNew: 1, rowsChanged: 1, rowsUnchanged: 59, difference: 0 });

  await undoImport(workspace, again.imports[0] as string, Date.now());
  expect((await dealsOf(workspace))['60']).toBe(held['60']);
});

test('a state is kept only with its records: what fails before it is read again', async () => {
  const { live, workspace } = await opened('states');
  const failing = (async function* () {
    yield* lines(schema, ...many.slice(0, 30), state({ at: 30 }));
    yield Buffer.from('\n');
    yield* lines(...many.slice(30, 40));
    await new Promise((_, reject) => { setTimeout(() => reject(new Error('the pipe broke')), 10); });
  })();
  const broken = await live.load({ format: 'singer', source: 'tap', input: failing }, systemPrincipal);
  expect(broken).toMatchObject({ state: 'failed', sourceState: null });
  expect(Object.keys(await dealsOf(workspace))).toHaveLength(0);
  const whole = await live.load({ format: 'singer', source: 'tap', input: lines(schema, ...many, state({ at: 60 })) }, systemPrincipal);
  expect(whole).toMatchObject({ state: 'done', taken: 60, sourceState: { at: 60 } });
  expect(await readdir(path.join(folder(), 'live-sources'))).toEqual([]);
});

test('a tap is started with its configuration and its last state in private files, and ends with all it started', async () => {
  const { live, workspace } = await opened('started');
  const tap = path.join(folder(), 'tap.mjs');
  await writeFile(tap, `
    import { readFileSync, statSync } from 'node:fs';
    import { spawn } from 'node:child_process';
    const of = (name) => process.argv[process.argv.indexOf(name) + 1];
    const config = JSON.parse(readFileSync(of('--config'), 'utf8'));
    if ((statSync(of('--config')).mode & 0o777) !== 0o600) throw new Error('others may read the configuration');
    const from = process.argv.includes('--state') ? JSON.parse(readFileSync(of('--state'), 'utf8')).at : 0;
    const child = spawn('sleep', ['1000'], { stdio: 'ignore' });
    console.error('child ' + child.pid + ' from ' + from + ' environment ' + Object.keys(process.env).filter((name) => name.startsWith('HINDCAST')).length);
    const say = (message) => console.log(JSON.stringify(message));
    say(${JSON.stringify(schema)});
    for (let id = from + 1; id <= from + 20; id += 1) say({ type: 'RECORD', stream: 'deals', record: { id, dealname: 'Deal ' + id + config.word, dealstage: 'Proposal', amount: 10, createdate: '2026-01-01' } });
    say({ type: 'STATE', value: { at: from + 20 } });
    if (config.hang) await new Promise((resolve) => setTimeout(resolve, 600_000));
    process.exit(config.code ?? 0);
  `);
  const settings = { command: JSON.stringify([process.execPath, tap]) };
  await live.create({ name: 'crm', kind: 'singer', settings, secrets: { config: '{"word":" secret-word"}' } }, systemPrincipal);
  const first = await live.run('crm', {}, systemPrincipal);
  expect(first).toMatchObject({ state: 'done', records: 20, taken: 20 });
  const pid = Number(/child (\d+) from 0 environment 0/.exec(first.notes.join('\n'))?.[1]);
  await expect.poll(() => isThere(pid), { timeout: 5_000 }).toBe(false);
  expect(await live.run('crm', {}, systemPrincipal)).toMatchObject({ taken: 20 });
  expect(Object.keys(await dealsOf(workspace))).toHaveLength(40);
  const shown = JSON.stringify(await live.health());
  expect(shown).toContain('"secrets":["config"]');
  expect(shown).not.toContain('secret-word');

  await live.create({ name: 'failing', kind: 'singer', settings, secrets: { config: '{"code":3}' }, everyMinutes: 15 }, systemPrincipal);
  const failed = await live.run('failing', {}, systemPrincipal);
  expect(failed).toMatchObject({ state: 'failed', taken: 20 });
  expect(failed.error).toContain('ended with 3');
  await live.create({ name: 'hanging', kind: 'singer', settings: { ...settings, silenceSeconds: '2' }, secrets: { config: '{"hang":true}' } }, systemPrincipal);
  const hung = await live.run('hanging', {}, systemPrincipal);
  expect(hung).toMatchObject({ state: 'failed', taken: 20 });
  expect(hung.error).toContain('said nothing for 2 seconds');
  expect((await live.health()).map(({ source, state: how, errorsInARow }) => [source.name, how, errorsInARow])).toEqual([['crm', 'healthy', 0], ['failing', 'failing', 1], ['hanging', 'failing', 1]]);
});

test('an Airbyte source is asked what it has, reads all of it, and gets its states back', async () => {
  const { live, workspace } = await opened('airbyte');
  const source = path.join(folder(), 'source.mjs');
  await writeFile(source, `
    import { readFileSync } from 'node:fs';
    const of = (name) => JSON.parse(readFileSync(process.argv[process.argv.indexOf(name) + 1], 'utf8'));
    const say = (message) => console.log(JSON.stringify(message));
    if (of('--config').token !== 'x') { say({ type: 'TRACE', trace: { type: 'ERROR', error: { message: 'wrong token' } } }); process.exit(1); }
    if (process.argv[2] === 'discover') { console.log('looking'); say({ type: 'CATALOG', catalog: { streams: [{ name: 'deals', json_schema: {}, supported_sync_modes: ['full_refresh', 'incremental'], source_defined_primary_key: [['id']] }] } }); process.exit(0); }
    const [stream] = of('--catalog').streams;
    const from = process.argv.includes('--state') ? of('--state')[0].stream.stream_state.at : 0;
    for (let id = from + 1; id <= from + 30; id += 1) say({ type: 'RECORD', record: { stream: stream.stream.name, emitted_at: 1, data: { id, dealname: 'Deal ' + id, dealstage: 'Proposal', amount: 10, createdate: '2026-01-01' } } });
    say({ type: 'STATE', state: { type: 'STREAM', stream: { stream_descriptor: { name: 'deals' }, stream_state: { at: from + 30, mode: stream.sync_mode } } } });
  `);
  const settings = { command: JSON.stringify([process.execPath, source]) };
  await live.create({ name: 'crm', kind: 'airbyte', settings, secrets: { config: '{"token":"x"}' } }, systemPrincipal);
  expect(await live.run('crm', {}, systemPrincipal)).toMatchObject({ state: 'done', taken: 30, error: null });
  expect(await live.run('crm', {}, systemPrincipal)).toMatchObject({ state: 'done', records: 30, taken: 30 });
  expect(Object.keys(await dealsOf(workspace))).toHaveLength(60);
  await live.create({ name: 'wrong', kind: 'airbyte', settings, secrets: { config: '{}' } }, systemPrincipal);
  expect((await live.run('wrong', {}, systemPrincipal)).error).toContain('ended with 1');
});

test('one run at a time; a name, a setting and a secret are checked before anything is kept', async () => {
  const { live } = await opened('checked');
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  const slow = (async function* () { yield* lines(schema, ...many); await held; })();
  const running = live.load({ format: 'singer', source: 'tap', input: slow }, systemPrincipal);
  await expect.poll(async () => (await live.health())[0]?.state).toBe('running');
  await expect(live.run('tap', {}, systemPrincipal)).rejects.toThrow('is being read');
  await live.cancel('tap', systemPrincipal);
  expect(await running).toMatchObject({ state: 'cancelled', taken: 0 });
  release();
  await expect(live.create({ name: 'x', kind: 'singer', settings: { unknown: '1' } }, systemPrincipal)).rejects.toThrow('unknown');
  await expect(live.create({ name: 'x', kind: 'singer', secrets: { password: '1' } }, systemPrincipal)).rejects.toThrow('no secret "password"');
  await expect(live.create({ name: 'tap', kind: 'singer' }, systemPrincipal)).rejects.toThrow('already');
  await expect(live.run('nowhere', {}, systemPrincipal)).rejects.toThrow('no live source');
  expect((await readFile(path.join(folder(), 'keys', 'live-sources.key'))).length).toBe(32);
});

function isThere(pid: number): boolean {
  try { process.kill(pid, 0); return true; } catch { return false; }
}
