/** Who took part in a deal on the real engines: from records, answers and touches, each person once, with nothing that was known later. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { buildTouches, setConsent } from '../../acquire/index.ts';
import type { BuyingRoleName, GroupMember, Kind, MappedRow } from '../../model/index.ts';
import { decideIdentity, decideVisitor, personOf, readChanges, undoChange } from '../../resolve/index.ts';
import { Store, drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { readGroup } from '../index.ts';

const engines = withEngines();
const day = (iso: string): number => Date.parse(`${iso}T09:00:00Z`);
const imported = day('2026-06-30');
const now = day('2026-07-20');
let house: Store;
let store: WorkspaceStore;
let batches = 0;

const row = (recordId: string, fields: MappedRow['fields']): MappedRow => ({ recordId, line: 2, fields, attributes: {} });

async function bring(kind: Kind, source: string, rows: readonly MappedRow[]): Promise<void> {
  batches += 1;
  const batch = { id: batches, knownAt: imported };
  await store.facts.insert(incomingTable(kind), incomingLines(kind, source, batch)([...rows]));
  await promoteBatch(store.facts, kind, batch);
  await dropArrived(store.facts, kind, batch.id);
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: imported, recorded_at: imported }]));
  await drainOutbox(store.state, store.facts);
}

const event = (at: string, who: { user?: string; device?: string }, received = at) => {
  const id = randomUUID();
  return {
    event_id: id, attempt: 0, source: 'site', received_at: day(received), occurred_at: day(at), message_hash: BigInt.asUintN(63, BigInt(`0x${id.replaceAll('-', '').slice(0, 16)}`)).toString(), message_id: id, fate: 'accepted', type: 'track', name: 'Demo Requested',
    user_id: who.user ?? '', anonymous_id: who.device ?? '', group_id: '', properties: '{}', traits: '{}', context: '{}', refused: [],
  };
};

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => now, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('groups', false);
  await bring('contact', 'crm', [row('c1', { name: 'Rosa Dahl', title: 'CFO', accountId: 'a1' }), row('c2', { name: 'Jan Holm', accountId: 'a1' }), row('c3', { name: 'Ida Lund', accountId: 'a1', createdAt: day('2026-01-05') }), row('c4', { name: 'Ole Berg', accountId: 'a1' })]);
  await bring('contact', 'desk', [row('t9', { name: 'R. Dahl' }), row('c1', { name: 'Somebody Else' })]);
  await bring('lead', 'crm', [row('l1', { name: 'Eva Ruud' })]);
  await bring('activity', 'crm', [
    row('x1', { dealId: 'd1', contactId: 'c1', type: 'Call', at: day('2026-02-01'), recordedAt: day('2026-02-10') }),
    row('x2', { dealId: 'd1', contactId: 'c1', type: 'Call', at: day('2026-02-05') }),
    row('x3', { accountId: 'a1', contactId: 'c2', type: 'E-mail', at: day('2026-02-15') }),
    row('x4', { accountId: 'a1', contactId: 'c2', type: 'E-mail', at: day('2025-12-15') }),
    row('x5', { dealId: 'd1', leadId: 'l1', type: 'Visit', at: day('2026-02-20') }),
    row('x6', { dealId: 'd2', contactId: 'c4', type: 'Call', at: day('2026-02-20') }),
  ]);
  await bring('activity', 'desk', [row('y1', { dealId: 'd1', contactId: 't9', type: 'Meeting', at: day('2026-02-25') })]);
  await store.facts.insert('events', [
    event('2026-02-02', { user: 'c3' }), event('2026-02-09', { user: 'c3' }, '2026-02-12'), event('2026-05-01', { user: 'c3' }), event('2026-02-03', { device: 'd-77' }), event('2026-02-04', { device: 'd-88' }),
  ]);
  await decideVisitor(store, { node: 'anonymous:d-77', record: 'contact:crm:c1', says: 'same', by: null, now });
  await buildTouches(store, now);
}, 60_000);
afterAll(() => house.jobs.stop());

const company = { records: [{ source: 'crm', id: 'a1' }], others: [] };
const groupOn = (at: string | null): Promise<GroupMember[]> => readGroup(store, { deal: { id: 'd1', createdAt: day('2026-01-10'), closedAt: day('2026-03-01') }, company, asOf: at === null ? imported : day(at), saidBy: at === null ? now : day(at), lookedAt: at ?? undefined, now });
const shown = (members: readonly GroupMember[]) => members.map(({ id, isNamed, touches, parts }) => [id, isNamed, touches, parts.map(({ part, from, times, lastAt }) => `${from} ${part} ${times} ${lastAt.slice(0, 10)}`)]);

const [rosa, desk, eva, jan, ida] = [
  ['c1', true, 3, ['record Call 2 2026-02-05', 'touch Form 1 2026-02-03']], ['t9', true, 1, ['record Meeting 1 2026-02-25']], ['l1', true, 1, ['record Visit 1 2026-02-20']],
  ['c2', false, 1, ['account E-mail 1 2026-02-15']], ['c3', false, 2, ['touch Form 2 2026-02-09']],
];

test('who took part stands with every kind of contact, how often and when last; those whom nothing names with the deal come after', async () => {
  const members = await groupOn(null);
  expect(shown(members)).toEqual([rosa, desk, eva, ida, jan]);
  expect(members.map(({ name, title }) => [name, title])).toEqual([['Rosa Dahl', 'CFO'], ['R. Dahl', null], ['Eva Ruud', null], ['Ida Lund', null], ['Jan Holm', null]]);
});

test('on an earlier day only what was known then is shown', async () => {
  expect(shown(await groupOn('2026-02-06'))).toEqual([['c1', true, 2, ['record Call 1 2026-02-05', 'touch Form 1 2026-02-03']], ['c3', false, 1, ['touch Form 1 2026-02-02']]]);
  expect(shown(await groupOn('2026-02-11'))).toEqual([['c1', true, 3, ['record Call 2 2026-02-05', 'touch Form 1 2026-02-03']], ['c3', false, 1, ['touch Form 1 2026-02-02']]]);
});

test('records that are one person stand together, and apart again once that is taken back', async () => {
  const before = await groupOn(null);
  await decideIdentity(store, { a: 'contact:crm:c1', b: 'contact:desk:t9', says: 'same', by: null, now });
  const [first, ...others] = await groupOn(null);
  expect(first).toMatchObject({ key: 'contact:crm:c1', records: ['contact:crm:c1', 'contact:desk:t9'], name: 'Rosa Dahl', touches: 4 });
  expect(shown(others)).toEqual([eva, ida, jan]);
  await undoChange(store, (await readChanges(store, { limit: 1 }))[0]?.id as number, null, now);
  expect(await groupOn(null)).toEqual(before);
});

test('whoever answered about a deal took part in it, from the day of the answer on, until they say that they do not answer', async () => {
  const told = (ask: string, contact: string, fact: string, at: string) => ({ ask_id: ask, deal_id: 'd1', contact_id: contact, fact, said: fact === 'answered' ? 'boss' : null, offer_wanted: null, by_user: null, occurred_at: day(at) });
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'ask_facts', [told('k1', 'c1', 'asked', '2026-07-01'), told('k1', 'c1', 'answered', '2026-07-03'), told('k2', 'c4', 'asked', '2026-07-01'), told('k2', 'c4', 'answered', '2026-07-04'), told('k2', 'c4', 'declined', '2026-07-05')]));
  await drainOutbox(store.state, store.facts);
  const answered = async (at: string) => (await groupOn(at)).flatMap(({ key, isNamed, parts }) => parts.filter(({ from }) => from === 'answer').map(({ lastAt }) => [key, isNamed, lastAt.slice(0, 10)]));
  expect(await answered('2026-07-02')).toEqual([]);
  expect(await answered('2026-07-04')).toEqual([['contact:crm:c1', true, '2026-07-03'], ['contact:crm:c4', true, '2026-07-04']]);
  expect(await answered('2026-07-06')).toEqual([['contact:crm:c1', true, '2026-07-03']]);
});

const roles = (members: readonly GroupMember[]) => members.flatMap(({ id, roles: held, suggested }) => [...held.map(({ role, standing, from, claims, outrankedBy }) => [id, role, standing, from, claims.length, ...outrankedBy]), ...(suggested === null ? [] : [[id, suggested, 'suggested']])]);
const word = (record: string, role: BuyingRoleName, says: 'has' | 'has_not' | 'taken_back', at: number): Promise<unknown> => store.state.insertInto('role_words').values({ deal: 'd1', record, role, says, at: new Date(at), by_user: 'ann@example.com' }).execute();

test('roles come from records and answers, each as of its day; a title suggests one and gives none', async () => {
  expect(roles(await groupOn(null))).toEqual([['c1', 'economic_buyer', 'suggested']]);
  await bring('deal_contact', 'crm', [row('r1', { dealId: 'd1', contactId: 'c1', role: 'Decision Maker; Business User', at: day('2026-02-03') }), row('r2', { dealId: 'd1', contactId: 'c4', role: 'Decision Maker', toldBy: 'c1', at: day('2026-02-26') }), row('r3', { dealId: 'd1', contactId: 'c2' })]);
  expect(roles(await groupOn('2026-02-02'))).toEqual([]);
  expect(roles(await groupOn('2026-02-11'))).toEqual([['c1', 'decision_maker', 'has', 'record', 1], ['c1', 'user', 'has', 'record', 1]]);
  const members = await groupOn(null);
  expect(roles(members)).toEqual([['c1', 'user', 'has', 'record', 1], ['c1', 'decision_maker', 'outranked', 'record', 1, 'Ole Berg'], ['c1', 'economic_buyer', 'suggested'], ['c4', 'decision_maker', 'has', 'answer', 1]]);
  expect(members.find(({ id }) => id === 'c4')).toMatchObject({ isNamed: true, touches: 0, roles: [{ claims: [{ words: 'Decision Maker', by: 'Rosa Dahl' }] }] });
  expect(members.find(({ id }) => id === 'c2')).toMatchObject({ isNamed: true, roles: [] });
});

test('a word of a user stands before answers and records until it is taken back, and moves with the records of a merge and back', async () => {
  const before = await groupOn(null);
  await word('contact:desk:t9', 'decision_maker', 'has', day('2026-07-10'));
  await word('contact:crm:c1', 'user', 'has_not', day('2026-07-10'));
  expect(roles(await groupOn('2026-07-09'))).toEqual(roles(await groupOn('2026-07-08')));
  const said = await groupOn(null);
  expect(roles(said)).toEqual([['c1', 'user', 'has_not', 'word', 2], ['c1', 'decision_maker', 'outranked', 'record', 1, 'R. Dahl'], ['c1', 'economic_buyer', 'suggested'], ['t9', 'decision_maker', 'has', 'word', 1], ['c4', 'decision_maker', 'outranked', 'answer', 1, 'R. Dahl']]);
  await decideIdentity(store, { a: 'contact:crm:c1', b: 'contact:desk:t9', says: 'same', by: null, now });
  expect(roles(await groupOn(null))).toEqual([['c1', 'decision_maker', 'has', 'word', 2], ['c1', 'user', 'has_not', 'word', 2], ['c1', 'economic_buyer', 'suggested'], ['c4', 'decision_maker', 'outranked', 'answer', 1, 'Rosa Dahl']]);
  await undoChange(store, (await readChanges(store, { limit: 1 }))[0]?.id as number, null, now);
  expect(await groupOn(null)).toEqual(said);
  await word('contact:desk:t9', 'decision_maker', 'taken_back', day('2026-07-11'));
  await word('contact:crm:c1', 'user', 'taken_back', day('2026-07-11'));
  expect(await groupOn(null)).toEqual(before);
});

test('who refuses analysis is not listed, and neither is what they did on websites', async () => {
  await setConsent(store, await personOf(store, 'contact:crm:c1', now), { purpose: 'analyse', statement: 'object', source: 'told us' }, null, now);
  await word('contact:crm:c1', 'champion', 'has', day('2026-07-12'));
  const left = await groupOn(null);
  expect(left.map(({ id }) => id)).toEqual(['c2', 't9', 'l1', 'c3']);
  expect(JSON.stringify(left)).not.toMatch(/Rosa|c1"/);
});
