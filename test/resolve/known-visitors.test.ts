/** Visitors of websites known as imported contacts by the address they gave: over the real collector and real engines, from the event to the timeline and back. */
import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { systemPrincipal, type ConsentInput } from '../../src/model/index.ts';
import { visitorsOfPerson } from '../../src/resolve/index.ts';
import { visibleEvents, visibleRows } from '../../src/store/index.ts';
import { runCollector, type RunningCollector } from '../collect/running-collector.ts';

let collector: RunningCollector;
let folder: string;
beforeAll(async () => {
  collector = await runCollector();
  folder = await mkdtemp(path.join(tmpdir(), 'hindcast-known-'));
  await bring({
    'accounts.csv': 'Account ID,Account Name,Website\nA-1,Borwood Tools,borwood.example\nA-2,Zal Pumps,zal.example\n',
    'contacts.csv': 'Contact ID,Account ID,First Name,Last Name,Email\nC-1,A-1,Rosa,Dahl,Rosa.Dahl@borwood.example\nC-2,A-1,Ola,Vik,ola.vik@gmail.com\nC-3,A-2,Kim,Berg,shared@zal.example\nC-4,A-2,Liv,Moen,shared@zal.example\nC-5,A-2,Office,Zal,info@zal.example\nC-6,A-2,Gone,Person,gone.person@zal.example\n',
    'deals.csv': 'Deal ID,Account ID,Deal Name,Stage,Amount,Created Date,Close Date\nD-1,A-1,Line 3,Proposal,48500,2026-01-05,\n',
  });
}, 90_000);
afterAll(async () => {
  await collector.close();
  await rm(folder, { recursive: true, force: true });
});

async function bring(files: Record<string, string>): Promise<void> {
  const { workspace } = collector;
  const into = await mkdtemp(path.join(folder, 'files-'));
  for (const [name, text] of Object.entries(files)) await writeFile(path.join(into, name), text);
  const { id } = await workspace.startImport({ paths: [into] }, systemPrincipal);
  const state = async () => (await workspace.import(id)).state;
  for (let waits = 0; !['done', 'partly', 'failed'].includes(await state()) && waits < 300; waits += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(await state()).toBe('done');
}

const say = (more: object) => ({ messageId: randomUUID(), ...more });
const page = (name: string, more: object) => say({ type: 'page', name, context: { page: { url: `https://shop.example/${name}`, path: `/${name}` } }, timestamp: '2026-03-11T09:00:00Z', ...more });
/** Two pages: one alone, of somebody unknown, would be no touch. */
const visit = (name: string, more: object) => [page(name, more), page(`${name}-next`, { ...more, timestamp: '2026-03-11T09:01:00Z' })];
const identify = (traits: object, more: object) => say({ type: 'identify', traits, timestamp: '2026-03-11T09:05:00Z', ...more });
const titles = (timeline: ReadonlyArray<{ kind: string; title: string }>): string[] => timeline.filter(({ kind }) => kind === 'touch').map(({ title }) => title).sort();
const keyOf = async (id: string): Promise<string> => (await collector.workspace.people.person(id)).records[0] as string;
const onWebsites = async (id: string) => (await collector.workspace.people.profile(id, systemPrincipal)).onWebsites;
/** Without the person's touches, which take longest: what the page shows is asked for where it is tested. */
async function visitorsOf(id: string): Promise<string[]> {
  await collector.workspace.identity.visitors();
  const { records } = await collector.workspace.people.person(id);
  return (await visitorsOfPerson(await collector.house.store.workspace('main'), records)).map(({ visitor }) => visitor);
}
const consent = (id: string, statement: ConsentInput['statement']) => collector.workspace.people.setConsent(id, { purpose: 'analyse', statement, source: 'told us' }, systemPrincipal);

async function readable(): Promise<{ events: string[]; contacts: string[] }> {
  const { facts } = await collector.house.store.workspace('main');
  const listed = async (text: string): Promise<string[]> => {
    const found: string[] = [];
    for await (const block of facts.stream(text, {})) found.push(...block.flat().map(String));
    return found;
  };
  return { events: await listed(`SELECT name FROM ${visibleEvents('analyse')} AND type = 'page' AND name NOT LIKE '%-next' ORDER BY name`), contacts: await listed(`SELECT DISTINCT record_id FROM ${visibleRows('contact', 'analyse')} ORDER BY record_id`) };
}

test('who fills in a form is the contact with that address: on the person, the account and the deal, with the reason', async () => {
  await collector.send([...visit('prices', { anonymousId: 'd-1' }), identify({ email: ' ROSA.dahl@borwood.example ' }, { anonymousId: 'd-1' })]);
  const { visitors, timeline } = await onWebsites('C-1');
  expect(visitors).toMatchObject([{ visitor: 'anonymous:d-1', reason: 'address', address: 'Rosa.Dahl@borwood.example', source: 'shop', saidAt: '2026-03-11T09:05:00.000Z', record: await keyOf('C-1') }]);
  expect(titles(timeline)).toEqual(['visit: prices']);
  expect(titles((await collector.workspace.account('A-1', {})).timeline)).toEqual(['visit: prices']);
  expect(titles((await collector.workspace.deal('D-1', {})).timeline)).toEqual(['visit: prices']);
  expect((await collector.workspace.touches.list({ person: 'C-1' })).map(({ person }) => person)).toEqual([await keyOf('C-1')]);
  const why = await collector.workspace.identity.explain('anonymous:d-1', 'C-1');
  expect(why).toMatchObject({ same: true, path: [{ a: 'anonymous:d-1', b: await keyOf('C-1'), by: 'evidence', evidence: [{ comparison: 'e-mail address', level: 'Rosa.Dahl@borwood.example, given to shop on 2026-03-11' }] }] });
});

test('a hashed address, another spelling of a box, and an id that is the address are the contact, too', async () => {
  const hash = createHash('sha256').update('olavik@gmail.com').digest('hex');
  await collector.send([...visit('hashed', { userId: 'u-2' }), identify({ email: hash.toUpperCase() }, { userId: 'u-2' }), ...visit('spelt', { userId: 'Ola.Vik+news@googlemail.com' }), ...visit('said', { anonymousId: 'd-9', context: { traits: { email: 'ola.vik@gmail.com' } } })]);
  expect(await visitorsOf('C-2')).toEqual(expect.arrayContaining(['user:u-2', 'user:Ola.Vik+news@googlemail.com', 'anonymous:d-9']));
  expect(titles((await onWebsites('C-2')).timeline)).toEqual(['visit: hashed', 'visit: said', 'visit: spelt']);
});

test('an address of several people, and one that several people read, join nobody, and are counted', async () => {
  await collector.send([identify({ email: 'shared@zal.example' }, { userId: 'u-3' }), identify({ email: 'info@zal.example' }, { userId: 'u-4' }), identify({ email: 'nora.lie@elsewhere.example' }, { userId: 'u-5' })]);
  expect(await visitorsOf('C-3')).toEqual([]);
  const joins = await collector.workspace.identity.visitors();
  expect(joins).toMatchObject({ visitors: 7, known: 4, silent: { several_people: 1, shared_box: 1, other_person: 0 } });
  expect(joins.rows).toMatchObject([{ visitor: 'user:u-3', people: 2, silent: 'several_people' }, { visitor: 'user:u-4', silent: 'shared_box' }]);
  expect(await collector.workspace.identity.explain('user:u-3', 'C-3')).toMatchObject({ same: false, apart: 'The address or number is that of several people.' });
});

test('once the contacts with one address are one person, the visitor is that person; and no longer when they are not', async () => {
  await collector.workspace.identity.say('C-3', 'C-4', 'same', systemPrincipal);
  expect(await visitorsOf('C-4')).toEqual(['user:u-3']);
  const [merge] = (await collector.workspace.identity.changes({ limit: 1 })).rows;
  await collector.workspace.identity.undo(merge?.id as number, systemPrincipal);
  expect([await visitorsOf('C-3'), await visitorsOf('C-4')]).toEqual([[], []]);
});

test('a device on which a second person gives an address joins nobody to anybody', async () => {
  await collector.send([identify({ email: 'ola.vik@gmail.com' }, { anonymousId: 'd-1', timestamp: '2026-03-12T09:05:00Z' })]);
  expect(await visitorsOf('C-1')).toEqual(['anonymous:d-1']);
  expect(await visitorsOf('C-2')).not.toContain('anonymous:d-1');
  expect((await collector.workspace.people.person('C-1')).records).toHaveLength(1);
  expect((await collector.workspace.identity.visitors()).silent.other_person).toBe(1);
});

test('a word parts them and holds, taking it back restores what was, and a word joins without an address', async () => {
  const before = await visitorsOf('C-1');
  await collector.workspace.identity.say('C-1', 'anonymous:d-1', 'different', systemPrincipal);
  await collector.send([identify({ email: 'rosa.dahl@borwood.example' }, { anonymousId: 'd-1' })]);
  expect([await visitorsOf('C-1'), titles((await collector.workspace.account('A-1', {})).timeline)]).toEqual([[], expect.not.arrayContaining(['visit: prices'])]);
  await collector.workspace.identity.say('anonymous:d-1', 'C-1', 'unsure', systemPrincipal);
  expect(await visitorsOf('C-1')).toEqual(before);
  await collector.send([...visit('docs', { userId: 'u-6' })]);
  expect(await collector.workspace.identity.say('user:u-6', 'C-1', 'same', systemPrincipal)).toMatchObject({ id: await keyOf('C-1'), visitors: ['anonymous:d-1', 'user:u-6'] });
  expect(titles((await onWebsites('C-1')).timeline)).toEqual(['visit: docs', 'visit: prices']);
  await collector.workspace.identity.say('user:u-6', 'C-1', 'unsure', systemPrincipal);
  expect(await visitorsOf('C-1')).toEqual(before);
});

test('each join stands in the feed with its reason, and is taken back there, consent included; taking that back restores it', async () => {
  const { identity } = collector.workspace;
  const of = async (person: string) => (await identity.changes({ person, limit: 20 })).rows;
  await collector.send([...visit('feed', { userId: 'u-8' }), identify({ email: 'rosa.dahl@borwood.example' }, { userId: 'u-8' })]);
  const key = await keyOf('C-1');
  const [merge] = await of('user:u-8');
  expect(merge).toMatchObject({ kind: 'merge', person: key, parts: [['user:u-8'], [key]], cause: 'address', by: null, run: expect.any(Number), why: 'Rosa.Dahl@borwood.example, given to shop on 2026-03-11' });
  expect((await of('C-1'))[0]).toEqual(merge);
  expect(await of('C-2')).not.toContainEqual(merge);
  const before = await visitorsOf('C-1');
  await consent('user:u-8', 'object');
  expect((await readable()).contacts).not.toContain('C-1');
  expect(await identity.undo(merge?.id as number, systemPrincipal)).toMatchObject([{ id: key, visitors: ['anonymous:d-1'] }]);
  expect([await visitorsOf('C-1'), (await readable()).contacts.includes('C-1')]).toEqual([['anonymous:d-1'], true]);
  await expect(identity.undo(merge?.id as number, systemPrincipal)).rejects.toMatchObject({ code: 'conflict' });
  const [split] = await of('user:u-8');
  expect(split).toMatchObject({ kind: 'split', cause: 'word', why: null });
  await identity.undo(split?.id as number, systemPrincipal);
  expect(await visitorsOf('C-1')).toEqual(before);
  await consent('user:u-8', 'grant');
  await identity.say('user:u-8', 'C-1', 'different', systemPrincipal);
});

test('whoever refuses under one name is not analysed under the other, and parting gives each its own again', async () => {
  const before = await readable();
  await consent('anonymous:d-1', 'object');
  expect(await readable()).toEqual({ events: before.events.filter((name) => name !== 'prices'), contacts: before.contacts.filter((id) => id !== 'C-1') });
  expect((await collector.workspace.people.consent('C-1')).purposes.find(({ purpose }) => purpose === 'analyse')).toMatchObject({ allowed: false, why: expect.stringContaining('as anonymous:d-1') });
  await collector.workspace.identity.say('anonymous:d-1', 'C-1', 'different', systemPrincipal);
  expect(await readable()).toEqual({ events: before.events.filter((name) => name !== 'prices'), contacts: before.contacts });
  await collector.workspace.identity.say('anonymous:d-1', 'C-1', 'unsure', systemPrincipal);
  expect((await readable()).contacts).not.toContain('C-1');
  await consent('anonymous:d-1', 'grant');
  expect(await readable()).toEqual(before);
  await consent('C-1', 'object');
  expect(await readable()).toEqual({ events: before.events.filter((name) => name !== 'prices'), contacts: before.contacts.filter((id) => id !== 'C-1') });
  await consent('C-1', 'grant');
  expect(await readable()).toEqual(before);
});

test('a contact who refuses to be kept is not kept as a visitor; a refusal that comes with an event counts for the contact', async () => {
  await collector.workspace.people.setConsent('C-2', { purpose: 'store', statement: 'object', source: 'told us' }, systemPrincipal);
  expect((await collector.send([...visit('later', { userId: 'u-2' })])).body.results).toMatchObject([{ fate: 'dropped', reason: 'consent' }, { fate: 'dropped', reason: 'consent' }]);
  await collector.send([say({ type: 'track', event: 'Consent refused', anonymousId: 'd-1', properties: { purposes: { analytics: false }, wordingVersion: '1', shown: 'ab12' }, context: { consent: { categoryPreferences: { analytics: false } } } })]);
  await collector.workspace.identity.visitors();
  expect((await readable()).contacts).not.toContain('C-1');
  const verdicts = (await collector.workspace.people.consent('C-1')).purposes;
  expect([verdicts.find(({ purpose }) => purpose === 'store')?.allowed, verdicts.find(({ purpose }) => purpose === 'predict')?.allowed]).toEqual([true, false]);
});

test('forgetting the contact takes the visitor along, by whichever form of the address, and nothing of either is left', async () => {
  const hash = createHash('sha256').update('gone.person@zal.example').digest('hex');
  await collector.send([...visit('gone-visit', { anonymousId: 'gone-d' }), identify({ email: hash }, { anonymousId: 'gone-d', userId: 'gone-u' })]);
  expect(await visitorsOf('C-6')).toEqual(['user:gone-u']);
  await collector.workspace.people.recall('C-6', systemPrincipal);
  const { facts, state } = await collector.house.store.workspace('main');
  for await (const block of facts.stream('SELECT toString(tuple(*)) FROM events', {})) for (const [row] of block) expect(String(row)).not.toMatch(/gone-|prices-never/);
  for (const table of ['visitor_ids', 'visitor_links', 'visitor_addresses', 'record_addresses', 'visitor_words', 'visitor_changes', 'visitor_standings'] as const) expect(JSON.stringify(await state.selectFrom(table).selectAll().execute())).not.toMatch(new RegExp(`gone-|C-6|${hash}`));
  await collector.workspace.identity.visitors();
  expect((await collector.workspace.identity.visitors()).rows.map(({ record }) => record)).not.toContain('contact:files:C-6');
});
