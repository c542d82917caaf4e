/** What is looked up for a few records is what reading everybody makes of them, and what is told of their ages and of who refuses is what the long statements tell. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { randomStream } from '../../learn/index.ts';
import { personKinds, type Kind, type MappedRow } from '../../model/index.ts';
import { agesOf, batchesThatCount, dropArrived, incomingLines, incomingTable, promoteBatch, refusingMark, Store, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import type { RawContact } from '../normalise/index.ts';
import { contactsBrought } from './contacts-brought.ts';
import { readContacts } from './read-contacts.ts';

const engines = withEngines();
const start = Date.parse('2026-06-30T09:00:00Z');
const random = randomStream('few contacts', 7);
const upTo = (n: number): number => Math.floor(random() * n);
let house: Store;
let store: WorkspaceStore;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => start, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('few', false);
}, 60_000);
afterAll(() => house.jobs.stop());

/** Ids with colons, so that keys do not tell where a source ends. */
const idOf = (place: number): string => (place % 5 === 0 ? `b:r${place}` : `r${place}`);

function rowOf(kind: Kind, place: number): MappedRow {
  const some = (text: string): string | null => (upTo(3) === 0 ? null : `${text} ${upTo(4)}`);
  const person = { name: some('Name'), email: some('mail'), accountId: upTo(3) === 0 ? null : idOf(upTo(8)) };
  const of: Partial<Record<Kind, object>> = { contact: { ...person, phone: some('49'), accountName: some('Company'), title: some('Title') }, lead: { ...person, company: some('Company') }, account: { name: some('Account'), domain: some('site'), country: some('DE') } };
  return { recordId: idOf(place), line: place + 2, fields: of[kind] as MappedRow['fields'], attributes: { Website: `site ${upTo(3)}` }, ...(upTo(6) === 0 ? { removed: true } : {}) };
}

async function bring(id: number, kind: Kind, source: string): Promise<void> {
  // Later imports may hold what was known before.
  const batch = { id, knownAt: start + upTo(20) * 60_000 };
  const places = new Set(Array.from({ length: 6 }, () => upTo(kind === 'account' ? 8 : 20)));
  await store.facts.insert(incomingTable(kind), incomingLines(kind, source, batch)([...places].map((place) => rowOf(kind, place))));
  await promoteBatch(store.facts, kind, batch);
  await dropArrived(store.facts, kind, batch.id);
  await said(id, 'commit');
  if (upTo(5) === 0) await said(id, 'withdraw');
}

const said = (id: number, fact: string): Promise<void> => store.facts.insert('batches', [{ batch_id: id, import_id: 'x', fact, known_at: start, recorded_at: start }]);
const inOrder = (contacts: readonly RawContact[]): RawContact[] => contacts.toSorted((one, other) => (one.key < other.key ? -1 : 1));

async function everybody(): Promise<RawContact[]> {
  const all: RawContact[] = [];
  for await (const some of readContacts(store.facts)) all.push(...some);
  return inOrder(all);
}

async function agree(last: number): Promise<void> {
  const counting = new Set(await batchesThatCount(store.facts));
  const [found, all] = [await contactsBrought(store.facts, Array.from({ length: last }, (_, at) => at + 1), counting), await everybody()];
  expect(inOrder(found)).toEqual(all);
  const keys = [...all.map(({ key }) => key), 'contact:a:nobody'];
  expect(await agesOf(store.facts, keys, counting)).toEqual(await agesOf(store.facts, keys));
}

test('over imports that overlap, deletions, withdrawals, refusals and a closed source', async () => {
  let last = 0;
  for (let round = 0; round < 8; round += 1) {
    for (const kind of ['account', ...personKinds] as const) for (const source of ['a', 'a:b']) await bring(last += 1, kind, source);
    await agree(last);
  }
  expect((await everybody()).length).toBeGreaterThan(20);
  const mark = await refusingMark(store.facts, 'analyse');
  await store.facts.insert('refusals', [{ subject: 'contact:a:r1', kind: 'contact', source_system: 'a', record_id: 'r1', purpose: 'analyse', refused: true, sequence: 1, occurred_at: start, known_at: start }]);
  const refused = await refusingMark(store.facts, 'analyse');
  expect(refused).not.toBe(mark);
  await agree(last);
  await store.facts.insert('source_closures', [{ source_system: 'a:b', purpose: 'analyse', closed: true, until: null, sequence: 1, occurred_at: start }]);
  expect(await refusingMark(store.facts, 'analyse')).not.toBe(refused);
  await agree(last);
  // Of the other source, ids that begin with "b:" end in 0 or 5.
  expect((await everybody()).filter(({ key }) => /:a:b:r\d*[1-46-9]$/.test(key))).toEqual([]);
}, 60_000);
