/** Contacts and visitors on the real engines: whoever comes first, the same people, and the same consent. */
import { createHash, randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Collector, bringBackSaid, saidByPeople, setConsent, setVisitorConsent } from '../../acquire/index.ts';
import { eventSourceSettingsSchema, manifestSchema, shippedBlockedValues, subjectOf, type MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, visibleEvents, visibleRows, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { decideIdentity, decideVisitor, joinVisitors, personOf, readChanges, readVisitorJoins, undoChange, visitorsOfPerson } from '../index.ts';

const engines = withEngines();
let clock = Date.parse('2026-06-30T09:00:00Z');
const now = (): number => { clock += 1000; return clock; };
let house: Store;
let stores: WorkspaceStore[];
let collectors: Collector[];
let batch = 0;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now, newId: randomUUID, worker: 'test', log: () => undefined });
  stores = [await house.createWorkspace('in_order', false), await house.createWorkspace('in_any_order', false)];
  collectors = await Promise.all(stores.map((store) => Collector.open({ store, now, newId: randomUUID, log: () => undefined })));
}, 60_000);
afterAll(async () => {
  await Promise.all(collectors.map((collector) => collector.close()));
  await house.jobs.stop();
});

const key = (id: string): string => subjectOf('contact', 'files', id);
const sha = (text: string): string => createHash('sha256').update(text).digest('hex');

interface Brought { readonly id: string; readonly name?: string; readonly email?: string; readonly phone?: string; readonly accountId?: string; readonly columns?: Record<string, string> }

async function bring(store: WorkspaceStore, rows: readonly Brought[], kind: 'contact' | 'account' = 'contact'): Promise<void> {
  batch += 1;
  const made = { id: batch, knownAt: now() };
  const mapped = rows.map(({ id, name = id, columns = {}, ...fields }, line): MappedRow => ({ recordId: id, line: line + 2, fields: { name, ...fields, createdAt: made.knownAt }, attributes: columns }));
  await store.facts.insert(incomingTable(kind), incomingLines(kind, 'files', made)(mapped));
  await promoteBatch(store.facts, kind, made);
  await dropArrived(store.facts, kind, made.id);
  await fact(store, made, 'commit');
}

async function fact(store: WorkspaceStore, { id, knownAt }: { readonly id: number; readonly knownAt: number }, what: 'commit' | 'withdraw'): Promise<void> {
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: id, import_id: 'x', fact: what, known_at: knownAt, recorded_at: knownAt }]));
  await drainOutbox(store.state, store.facts);
}

const settings = eventSourceSettingsSchema.parse({});
const collect = (at: number, events: readonly object[]) => (collectors[at] as Collector).receive(events, { source: 'shop', settings, receivedAt: now(), sentAt: undefined, gpc: false, byServer: true, userAgent: undefined, ip: '' });
const join = (store: WorkspaceStore): Promise<void> => joinVisitors(store, { now: now(), blocked: shippedBlockedValues });

async function listed(store: WorkspaceStore, text: string): Promise<string[]> {
  const found: string[] = [];
  for await (const block of store.facts.stream(text, {})) found.push(...block.flat().map(String));
  return found;
}

/** Whom visitors are taken for, and what may be analysed, of ids that begin so. */
async function outcome(store: WorkspaceStore, prefix: string): Promise<unknown> {
  const links = await store.state.selectFrom('visitor_links').select(['node', 'record', 'reason']).where('record', 'like', `contact:files:${prefix}%`).orderBy('node').execute();
  const like = (column: string): string => `AND startsWith(${column}, '${prefix}')`;
  return { links, contacts: await listed(store, `SELECT DISTINCT record_id FROM ${visibleRows('contact', 'analyse')} ${like('record_id')} ORDER BY record_id`), events: await listed(store, `SELECT name FROM ${visibleEvents('analyse')} ${like('name')} ORDER BY name`) };
}

type Step = (at: number) => Promise<unknown>;
interface Given { readonly contacts: readonly number[]; readonly said: ReadonlyArray<{ visitor: number; address: number; isHashed: boolean; day: number }>; readonly same: boolean; readonly objects: ReadonlyArray<{ isContact: boolean; who: number }> }

const given: fc.Arbitrary<Given> = fc.record({
  contacts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 2, maxLength: 4 }),
  said: fc.array(fc.record({ visitor: fc.integer({ min: 0, max: 2 }), address: fc.integer({ min: 0, max: 3 }), isHashed: fc.boolean(), day: fc.integer({ min: 1, max: 9 }) }), { minLength: 1, maxLength: 5 }),
  same: fc.boolean(), objects: fc.array(fc.record({ isContact: fc.boolean(), who: fc.integer({ min: 0, max: 2 }) }), { maxLength: 2 }),
});

const halves = <T>(list: readonly T[]): T[][] => [list.filter((_, place) => place % 2 === 0), list.filter((_, place) => place % 2 === 1)].filter(({ length }) => length > 0);

/** What happens, in an order in which it may: contacts first. Words on contacts come after the contacts. */
function stepsOf({ contacts, said, same, objects }: Given, prefix: string): { free: Step[]; after: Step[] } {
  const email = (address: number): string => `${prefix}.person${address}@site.example`;
  const user = (visitor: number): string => `${prefix}-u${visitor}`;
  const store = (at: number): WorkspaceStore => stores[at] as WorkspaceStore;
  const events = said.map(({ visitor, address, isHashed, day }, place) => {
    const who = visitor === 2 ? { anonymousId: `${prefix}-d` } : { userId: user(visitor), anonymousId: `${prefix}-d${visitor}` };
    return [{ type: 'identify', messageId: `${prefix}${place}`, ...who, timestamp: `2026-06-0${day}T08:00:00Z`, traits: { email: isHashed ? sha(email(address)) : email(address).toUpperCase() } }, { type: 'page', messageId: `${prefix}p${place}`, name: `${prefix}-page${place}`, ...who, timestamp: `2026-06-0${day}T08:00:01Z` }];
  });
  return {
    free: [
      ...halves(contacts.map((address, place) => ({ id: `${prefix}c${place}`, email: email(address) }))).map((some): Step => (at) => bring(store(at), some)),
      ...halves(events).map((some): Step => (at) => collect(at, some.flat())),
    ],
    after: [
      ...same ? [async (at: number) => decideIdentity(store(at), { a: key(`${prefix}c0`), b: key(`${prefix}c1`), says: 'same', by: null, now: now() })] : [],
      ...objects.map(({ isContact, who }): Step => async (at) => (isContact
        ? setConsent(store(at), await personOf(store(at), key(`${prefix}c${who % 2}`), now()), { purpose: 'analyse', statement: 'object', source: 'told us' }, null, now())
        : setVisitorConsent(store(at), who === 2 ? `anonymous:${prefix}-d` : `user:${user(who)}`, { purpose: 'analyse', statement: 'object', source: 'told us' }, null, now()))),
    ],
  };
}

test('contacts first or visitors first, joined in between or not: the same people, and nobody is read who refuses under any name', async () => {
  let run = 0;
  await fc.assert(fc.asyncProperty(given, fc.infiniteStream(fc.nat()), async (one, dice) => {
    const prefix = `r${run += 1}x`;
    const { free, after } = stepsOf(one, prefix);
    for (const step of [...free, ...after]) await step(0);
    await join(stores[0] as WorkspaceStore);
    const mixed = free.map((step) => ({ step, place: dice.next().value })).sort((a, b) => a.place - b.place).map(({ step }) => step);
    for (const step of [...mixed, ...after]) {
      await step(1);
      if (dice.next().value % 2 === 0) await join(stores[1] as WorkspaceStore);
    }
    await join(stores[1] as WorkspaceStore);
    expect(await outcome(stores[1] as WorkspaceStore, prefix)).toEqual(await outcome(stores[0] as WorkspaceStore, prefix));
  }), { numRuns: Number(process.env['HINDCAST_VISITOR_RUNS'] ?? 3) });
}, 180_000);

test('an import that is taken back takes its joins along, consent included, and a later one brings them again', async () => {
  const [store] = stores as [WorkspaceStore];
  await bring(store, [{ id: 'back1', email: 'ida.lund@back.example' }, { id: 'back2', email: 'info@back.example' }]);
  const made = { id: batch, knownAt: clock };
  await setConsent(store, await personOf(store, key('back1'), now()), { purpose: 'analyse', statement: 'object', source: 'told us' }, null, now());
  await collect(0, [{ type: 'identify', messageId: 'back', userId: 'back-u', traits: { email: 'ida.lund@back.example' } }, { type: 'page', messageId: 'back-page', name: 'back-page', userId: 'back-u' }]);
  const pages = (): Promise<string[]> => listed(store, `SELECT name FROM ${visibleEvents('analyse')} AND name = 'back-page'`);
  expect(await pages()).toEqual(['back-page']);
  await join(store);
  expect([await pages(), (await visitorsOfPerson(store, [key('back1')])).map(({ visitor }) => visitor)]).toEqual([[], ['user:back-u']]);
  await fact(store, made, 'withdraw');
  await join(store);
  expect([await pages(), await visitorsOfPerson(store, [key('back1')])]).toEqual([['back-page'], []]);
  await bring(store, [{ id: 'back1', email: 'Ida.Lund@back.example' }]);
  await join(store);
  expect([await pages(), (await visitorsOfPerson(store, [key('back1')])).length]).toEqual([[], 1]);
  await decideVisitor(store, { node: 'user:back-u', record: key('back1'), says: 'different', by: 'ann@example.com', now: now() });
  await join(store);
  expect(await pages()).toEqual(['back-page']);
  expect((await readVisitorJoins(store)).silent.word).toBe(1);
});

test('a list of values that say nothing is heeded, and where nothing happened nothing is written', async () => {
  const [store] = stores as [WorkspaceStore];
  await bring(store, [{ id: 'blk1', email: 'desk@blocked.example' }]);
  await collect(0, [{ type: 'identify', messageId: 'blk', userId: 'blk-u', traits: { email: 'desk@blocked.example' } }]);
  await join(store);
  expect((await visitorsOfPerson(store, [key('blk1')])).length).toBe(1);
  const before = await store.state.selectFrom('visitor_links').selectAll().orderBy('node').execute();
  await join(store);
  expect(await store.state.selectFrom('visitor_links').selectAll().orderBy('node').execute()).toEqual(before);
  await joinVisitors(store, { now: now(), blocked: [...shippedBlockedValues, { kind: 'email', pattern: 'desk@*' }] });
  expect([await visitorsOfPerson(store, [key('blk1')]), (await readVisitorJoins(store)).silent.blocked]).toEqual([[], 1]);
});

test('whatever was said before: what a word changed is told in the feed and taken back there, exactly', async () => {
  const [store] = stores as [WorkspaceStore];
  await bring(store, ['a', 'b', 'c'].map((letter) => ({ id: `undo-${letter}`, email: `${letter}.undo@undo.example` })));
  const words = fc.array(fc.record({ who: fc.constantFrom('a', 'b', 'c'), says: fc.constantFrom('same' as const, 'different' as const, 'unsure' as const) }), { minLength: 1, maxLength: 5 });
  let visitor = 0;
  await fc.assert(fc.asyncProperty(words, fc.boolean(), async (said, hasAddress) => {
    const node = `user:undo-u${visitor += 1}`;
    const now_ = { by: 'ann@example.com', now: now() };
    if (hasAddress) await collect(0, [{ type: 'identify', messageId: node, userId: node.slice(5), traits: { email: 'a.undo@undo.example' } }]);
    await join(store);
    const links = () => store.state.selectFrom('visitor_links').select(['node', 'record', 'reason', 'address']).where('node', '=', node).execute();
    const feed = async (): Promise<number[]> => (await readChanges(store, { record: node, limit: 50 })).map(({ id }) => id);
    for (const { who, says } of said) {
      const [before, told] = [await links(), await feed()];
      await decideVisitor(store, { node, record: key(`undo-${who}`), says, ...now_ });
      const after = await links();
      const made = (await feed()).filter((id) => !told.includes(id));
      expect(made.length > 0).toBe(after[0]?.record !== before[0]?.record);
      if (made.length === 0) continue;
      await undoChange(store, made[0] as number, 'ann@example.com', now());
      expect(await links()).toEqual(before);
      for (const id of made) await expect(undoChange(store, id, null, now())).rejects.toMatchObject({ code: 'conflict' });
      const [undone] = await feed();
      await undoChange(store, undone as number, 'ann@example.com', now());
      expect(await links()).toEqual(after);
    }
  }), { numRuns: 6 });
}, 60_000);

test('words on visitors travel with an export and hold where it comes back, whoever comes first', async () => {
  const [from] = stores as [WorkspaceStore];
  const contacts = [{ id: 'exp1', email: 'eva.exp@exp.example' }, { id: 'exp2', email: 'leo.exp@exp.example' }];
  const events = ['e', 'f', 'g'].map((letter) => ({ type: 'identify', messageId: `exp-${letter}`, userId: `exp-${letter}`, traits: letter === 'g' ? {} : { email: 'eva.exp@exp.example' } }));
  const say = (letter: string, id: string, says: 'same' | 'different') => decideVisitor(from, { node: `user:exp-${letter}`, record: key(id), says, by: 'ann@example.com', now: now() });
  await bring(from, contacts);
  await collect(0, events);
  await join(from);
  await say('f', 'exp1', 'different');
  await say('g', 'exp1', 'same');
  await say('g', 'exp2', 'same');
  await undoChange(from, (await readChanges(from, { record: 'user:exp-g', limit: 1 }))[0]?.id as number, null, now());
  const said = manifestSchema.pick({ consent: true, identity: true, visitorWords: true, standings: true }).parse(JSON.parse(JSON.stringify(await saidByPeople(from.state))));
  const before = (await outcome(from, 'exp') as { links: unknown }).links;
  expect(before).toMatchObject([{ node: 'user:exp-e', record: key('exp1'), reason: 'address' }, { node: 'user:exp-g', record: key('exp1'), reason: 'word' }]);
  const back = await house.createWorkspace('exported', false);
  const collector = await Collector.open({ store: back, now, newId: randomUUID, log: () => undefined });
  await bringBackSaid(back.state, said);
  await bring(back, contacts);
  await join(back);
  await collector.receive(events, { source: 'shop', settings, receivedAt: now(), sentAt: undefined, gpc: false, byServer: true, userAgent: undefined, ip: '' });
  await join(back);
  expect((await outcome(back, 'exp') as { links: unknown }).links).toEqual(before);
  expect((await saidByPeople(back.state)).visitorWords).toEqual(said.visitorWords);
  await bringBackSaid(back.state, said);
  await decideVisitor(back, { node: 'user:exp-f', record: key('exp1'), says: 'same', by: null, now: now() });
  expect((await saidByPeople(back.state)).visitorWords.map(({ sequence }) => sequence)).toEqual([...said.visitorWords.map(({ sequence }) => sequence), (said.visitorWords.at(-1)?.sequence ?? 0) + 1]);
  await collector.close();
}, 60_000);

test('a telephone number joins as an address does, and never where several people or surnames have it', async () => {
  const [store] = stores as [WorkspaceStore];
  await bring(store, [
    { id: 'num1', name: 'Ida Lund', phone: '22 85 50 50', columns: { Country: 'Norway', Mobile: '+47 901 23 456' } }, { id: 'num2', name: 'Ola Vik', phone: '+47 22 85 50 51' }, { id: 'num3', name: 'Eva Berg', phone: '+47 22 85 50 51' },
    { id: 'num4', name: 'Leo Moen', phone: '+47 22 85 50 52' }, { id: 'num5', name: 'Leonard Moen', phone: '0047 22855052' }, { id: 'num6', name: 'Kim Dahl', phone: '+47 22 85 50 60', accountId: 'num-a' },
    { id: 'num7', name: 'Ann Lee', email: 'ann.lee@num.example' },
  ]);
  const digits = (number: string): string => sha(number.replace('+', ''));
  const given: Record<string, object> = {
    a: { phone: '+47 2285 5050' }, b: { phone: '22855050', address: { country: 'NO' } }, c: { hashedPhone: digits('+4722855050') }, d: { phone_sha256: sha('+4790123456') }, e: { phone: '22855050' },
    f: { phone: '+4722855051' }, g: { phone: '+4722855052' }, h: { phone: '+4722855060' }, i: { phone: '+4722855050', email: 'ann.lee@num.example' },
  };
  await collect(0, Object.entries(given).map(([letter, traits]) => ({ type: 'identify', messageId: `num-${letter}`, userId: `num-${letter}`, traits })));
  const who = async (): Promise<string> => {
    await join(store);
    const links = await store.state.selectFrom('visitor_links').selectAll().where('node', 'like', 'user:num-%').orderBy('node').execute();
    return links.map(({ node, record, reason }) => `${node.at(-1)}:${record.at(-1)}${reason === 'phone' ? '' : `(${reason})`}`).join(' ');
  };
  expect(await who()).toBe('a:1 b:1 c:1 d:1 h:6 i:7(address)');
  const silent = async (): Promise<string> => (await readVisitorJoins(store)).rows.filter(({ visitor }) => visitor.startsWith('user:num-')).map((row) => `${row.visitor.at(-1)}:${row.silent}`).join(' ');
  expect(await silent()).toBe('f:several_people g:several_people i:other_person');
  expect((await visitorsOfPerson(store, [key('num1')])).map(({ reason, address }) => `${reason} ${address}`)).toEqual(['phone +4722855050', 'phone +4722855050', 'phone +4722855050', 'phone +4790123456']);
  expect((await readChanges(store, { record: 'user:num-d', limit: 1 }))[0]).toMatchObject({ kind: 'merge', cause: 'address', why: expect.stringMatching(/^\+4790123456, given to shop on /) });
  for (const [a, b] of [['num2', 'num3'], ['num4', 'num5']] as const) await decideIdentity(store, { a: key(a), b: key(b), says: 'same', by: null, now: now() });
  await bring(store, [{ id: 'num-a', name: 'Dahl Works', columns: { Phone: '+47 22 85 50 60' } }], 'account');
  expect(await who()).toBe('a:1 b:1 c:1 d:1 g:4 i:7(address)');
  expect(await silent()).toBe('f:several_surnames h:company_line i:other_person');
  await joinVisitors(store, { now: now(), blocked: [...shippedBlockedValues, { kind: 'phone', pattern: '+47 22 85 50 50' }] });
  expect((await visitorsOfPerson(store, [key('num1')])).map(({ visitor }) => visitor)).toEqual(['user:num-d']);
}, 60_000);
