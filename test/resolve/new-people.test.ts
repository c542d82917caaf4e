/** Who is new is compared with everybody, on the real engines: what one import brings and what many bring, alone and after everything was forgotten. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bringContacts, keyOfContact, sayOfBatch } from '../../bench/resolve-new/bring-contacts.ts';
import { setConsent } from '../../src/acquire/index.ts';
import { contacts, mainSetting, type ContactRow } from '../../src/market/contacts/index.ts';
import { subjectOf } from '../../src/model/index.ts';
import { peopleOf, personOf, resolveEverybody, resolveNew } from '../../src/resolve/index.ts';
import { Store, dropPrepared, type WorkspaceStore } from '../../src/store/index.ts';
import { withEngines } from '../../src/store/engines/testing.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const [count, later] = [900, 160];
let house: Store;
const rows: ContactRow[] = [];
let batches = 0;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  for await (const some of contacts(mainSetting, count + later, 43)) rows.push(...some);
}, 60_000);
afterAll(() => house.jobs.stop());

const key = keyOfContact;

async function bring(store: WorkspaceStore, some: readonly ContactRow[]): Promise<{ id: number; knownAt: number }> {
  batches += 1;
  const batch = { id: batches, knownAt: at + batches };
  await bringContacts(store, some, batch);
  return batch;
}

const partsOf = (store: WorkspaceStore) => ({ store, by: null, now: () => at, progress: () => Promise.resolve() });

async function everybodyFirst(name: string): Promise<WorkspaceStore> {
  const store = await house.createWorkspace(name, false);
  await bring(store, rows.slice(0, count));
  await resolveEverybody(partsOf(store));
  return store;
}

const fresh = (): ContactRow[] => rows.slice(count);

/** Records by person. When records were known differs where they came one by one, so people are told apart by whom they are of and not by id. */
async function who(store: WorkspaceStore): Promise<string[]> {
  const people = await peopleOf(store, rows.map(key), at);
  return [...new Set([...people.values()].map(({ records }) => records.toSorted().join(' ')))].sort();
}

const joins = (people: readonly string[]): number => rows.length - people.length;

let together: WorkspaceStore;

test('what comes later is compared once, and joins the same people in one import as in many; people that were there keep their ids', async () => {
  together = await everybodyFirst('together');
  const before = await peopleOf(together, rows.slice(0, count).map(key), at);
  await bring(together, fresh());
  const resolved = await resolveNew(partsOf(together));
  expect(resolved).toMatchObject({ state: 'in_force', records: later });
  expect(resolved?.merges).toBeGreaterThan(5);
  expect(await resolveNew(partsOf(together))).toMatchObject({ records: 0, candidates: 0 });
  const apart = await everybodyFirst('apart');
  for (const [from, size] of [...Array.from({ length: 10 }, (_, one) => [one, 1] as const), [10, 90] as const, [100, later - 100] as const]) {
    await bring(apart, fresh().slice(from, from + size));
    expect(await resolveNew(partsOf(apart))).toMatchObject({ records: size });
  }
  expect(await who(apart)).toEqual(await who(together));
  const after = await peopleOf(together, rows.slice(0, count).map(key), at);
  for (const { id } of before.values()) expect(after.get(id)?.records).toContain(id);
}, 60_000);

test('somebody who was forgotten or refuses is compared with nobody; the others are found again, and so are those who came meanwhile', async () => {
  const store = await everybodyFirst('again');
  const usual = await who(together);
  await bring(store, fresh());
  await dropPrepared(store.facts);
  await resolveNew(partsOf(store));
  // Values are counted anew, with those of who came: nearly the same pairs join.
  expect(joins(await who(store)) / joins(usual)).toBeGreaterThan(0.95);
  expect(await resolveNew(partsOf(store))).toMatchObject({ records: 0 });
  const alone = usual.find((records) => !records.includes(' ')) as string;
  await setConsent(store, await personOf(store, alone, at), { purpose: 'analyse', statement: 'object' }, null, at);
  const { email } = rows.find((row) => key(row) === alone) as ContactRow;
  await bring(store, [{ ...(rows.find((row) => key(row) === alone) as ContactRow), id: 'twin', email }]);
  await resolveNew(partsOf(store));
  expect((await personOf(store, subjectOf('contact', 'files', 'twin'), at)).records).toEqual([subjectOf('contact', 'files', 'twin')]);
}, 60_000);

test('a killed comparison is made again, and what an import brought that was taken back counts no longer', async () => {
  const store = await everybodyFirst('killed');
  const batch = await bring(store, fresh().slice(0, 40));
  // As if killed before the edges were in force.
  await expect(resolveNew({ ...partsOf(store), now: () => { throw new Error('killed'); } })).rejects.toThrow('killed');
  expect(await resolveNew(partsOf(store))).toMatchObject({ records: 40 });
  expect((await who(store)).some((records) => fresh().slice(0, 40).some((row) => records.includes(' ') && records.split(' ').includes(key(row))))).toBe(true);
  await sayOfBatch(store, 'withdraw', batch);
  expect(await resolveNew(partsOf(store))).toMatchObject({ records: 0 });
  await bring(store, fresh().slice(40, 60));
  expect(await resolveNew(partsOf(store))).toMatchObject({ records: 20 });
}, 60_000);
