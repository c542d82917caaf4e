/** People as edges, words and time make them, on the real engines: the same as one fold of everything, and taken back without a trace. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentOf, setConsent } from '../acquire/index.ts';
import { randomStream } from '../learn/index.ts';
import { subjectOf, type MappedRow } from '../model/index.ts';
import { Store, drainOutbox, dropArrived, eraseState, incomingLines, incomingTable, promoteBatch, putInOutbox, visibleRows, type WorkspaceStore } from '../store/index.ts';
import { withEngines } from '../store/engines/testing.ts';
import { edgesOf, runsInForce } from './entities/edges.ts';
import { readDecisions, wordsIn } from './entities/read-words.ts';
import { noLimits as limits } from './limits/limited.ts';
import { fold } from './fold/fold.ts';
import { undoWord } from './undo-change.ts';
import { beginRun, connectedTo, decideIdentity, foldAgain, keepEdges, peopleOf, personOf, previewRun, putInForce, undoChange, type ScoredEdge } from './index.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const many = 60;
const keys = Array.from({ length: many }, (_, index) => subjectOf(index % 3 === 0 ? 'lead' : 'contact', 'files', `r${index}`));
const key = (index: number): string => keys[index] as string;
let house: Store;
let store: WorkspaceStore;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('entities', false);
  for (const [index, kind] of (['contact', 'lead'] as const).entries()) {
    const batch = { id: index + 1, knownAt: at };
    const rows = keys.flatMap((one, place): MappedRow[] => (one.startsWith(kind) ? [{ recordId: `r${place}`, line: place + 2, fields: { name: `Name ${place}`, createdAt: at }, attributes: {} }] : []));
    await store.facts.insert(incomingTable(kind), incomingLines(kind, 'files', batch)(rows));
    await promoteBatch(store.facts, kind, batch);
    await dropArrived(store.facts, kind, batch.id);
    await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: at, recorded_at: at }]));
  }
  await drainOutbox(store.state, store.facts);
}, 60_000);
afterAll(() => house.jobs.stop());

const edge = (a: number, b: number, weight = 10): ScoredEdge => ({ a: key(Math.min(a, b)), b: key(Math.max(a, b)), weight, probability: 0.99, levels: [1], rule: 'test' });
async function runOf(scope: 'all' | 'new', ...edges: ScoredEdge[]): Promise<number> {
  const run = await beginRun(store, { scope, by: null, model: {} }, at);
  await keepEdges(store, run, 5, edges, at);
  return run;
}
const join = async (scope: 'all' | 'new', ...edges: ScoredEdge[]) => putInForce(store, await runOf(scope, ...edges), at);
const changesOf = async () => (await store.state.selectFrom('identity_changes').selectAll().orderBy('id').execute()).map((row) => ({ ...row, id: Number(row.id) }));
/** Who is who, and what each record may be read for. */
async function state(): Promise<string> {
  const people = await peopleOf(store, keys, at);
  const readable = await Promise.all((['store', 'analyse', 'predict'] as const).flatMap((purpose) => (['contact', 'lead'] as const).map(async (kind) => {
    const found: unknown[] = [];
    for await (const block of store.facts.stream(`SELECT record_id FROM ${visibleRows(kind, purpose)} ORDER BY record_id`, {})) found.push(...block.flat());
    return found;
  })));
  return JSON.stringify([keys.map((one) => people.get(one)), readable]);
}

test('a run joins, weaker edges only show, and the oldest record names the person', async () => {
  expect(await join('all', edge(1, 2), edge(2, 3), edge(4, 5, 4))).toMatchObject({ merges: 1, splits: 0 });
  const person = await personOf(store, key(3), at);
  expect(person.records).toHaveLength(3);
  expect(person.id).toBe([key(1), key(2), key(3)].sort()[0]);
  expect((await personOf(store, key(4), at)).records).toEqual([key(4)]);
});

test('a run over what is new adds to what is held; killed before it is in force it changed nothing', async () => {
  const before = await state();
  const run = await runOf('new', edge(3, 6));
  expect(await state()).toBe(before);
  await putInForce(store, run, at);
  expect((await personOf(store, key(1), at)).records).toHaveLength(4);
  await expect(putInForce(store, run, at)).rejects.toMatchObject({ code: 'conflict' });
});

test('undoing a merge of a run gives back exactly what was, consent included, and later runs heed it', async () => {
  await setConsent(store, await personOf(store, key(7), at), { purpose: 'analyse', statement: 'object' }, null, at);
  const before = await state();
  await join('new', edge(7, 8), edge(8, 9));
  expect(await state()).not.toBe(before);
  expect((await consentOf(store, await personOf(store, key(9), at), at)).purposes.find(({ purpose }) => purpose === 'analyse')?.allowed).toBe(false);
  const merge = (await changesOf()).at(-1);
  expect(await undoChange(store, merge?.id as number, 'ann@example.com', at)).toHaveLength(3);
  expect(await state()).toBe(before);
  await join('new', edge(7, 9, 50));
  expect(await state()).toBe(before);
  await expect(undoChange(store, merge?.id as number, null, at)).rejects.toMatchObject({ code: 'conflict' });
  await decideIdentity(store, { a: key(7), b: key(8), says: 'same', by: null, now: at });
  expect((await personOf(store, key(9), at)).records).toHaveLength(3);
});

test('undoing what a word did takes the word back; undoing that says it again', async () => {
  const before = await state();
  await decideIdentity(store, { a: key(20), b: key(21), says: 'same', by: null, now: at });
  const joined = await state();
  await undoChange(store, (await changesOf()).at(-1)?.id as number, null, at);
  expect(await state()).toBe(before);
  await undoChange(store, (await changesOf()).at(-1)?.id as number, null, at);
  expect(await state()).toBe(joined);
});

test('"not sure" joins and parts nothing', async () => {
  const before = await state();
  await decideIdentity(store, { a: key(30), b: key(31), says: 'unsure', by: null, now: at });
  expect(await state()).toBe(before);
});

test('a preview says what a run would change and changes nothing; whoever refuses to be resolved keeps what joined them', async () => {
  await join('new', edge(7, 8), edge(40, 41));
  const before = await state();
  const run = await runOf('all', edge(1, 2));
  expect(await previewRun(store, run)).toMatchObject({ merges: 0, splits: 2 });
  expect(await state()).toBe(before);
  await putInForce(store, run, at);
  expect((await personOf(store, key(40), at)).records).toEqual([key(40)]);
  expect((await personOf(store, key(7), at)).records).toContain(key(8));
});

test('a parting of several that was taken back and comes again bears on all whom it names, wherever they went meanwhile', async () => {
  await join('new', edge(54, 55), edge(56, 57));
  await join('new', edge(54, 56));
  const merge = (await changesOf()).at(-1)?.id as number;
  await undoChange(store, merge, null, at);
  await join('all', edge(1, 2));
  const parting = (await readDecisions(store.state)).at(-1)?.sequence as number;
  await undoWord(store, parting, null, at);
  await join('new', edge(54, 57));
  expect((await personOf(store, key(54), at)).records).toContain(key(57));
  await undoWord(store, (await readDecisions(store.state)).at(-1)?.sequence as number, null, at);
  expect((await personOf(store, key(54), at)).records).not.toContain(key(57));
});

test('undoing a merge of long ago parts all whom it joined, also those whom a later run had left elsewhere', async () => {
  const [a, x, b, y, z] = [10, 11, 12, 13, 14].map(key) as [string, string, string, string, string];
  await join('new', edge(10, 11), edge(12, 13));
  await join('new', edge(10, 12));
  const merge = (await changesOf()).at(-1)?.id as number;
  await join('all', edge(10, 12), edge(11, 14));
  await undoChange(store, merge, null, at);
  await join('new', edge(11, 13, 40));
  expect((await personOf(store, x, at)).records.sort()).toEqual([x, z].sort());
  expect((await Promise.all([a, b, y].map((one) => personOf(store, one, at)))).map(({ records }) => records)).toEqual([[a], [b], [y]]);
});

test('in a random history of runs, words and undone changes people are always one fold of all that stands', async () => {
  const random = randomStream('histories', 5);
  const some = (): number => 10 + Math.floor(random() * (45 - 10));
  const two = (): [number, number] => { const a = some(); return [a, a === 44 ? 10 : a + 1 + Math.floor(random() * Math.min(3, 44 - a))]; };
  for (let step = 0; step < 60; step += 1) {
    const [a, b] = two();
    const roll = random();
    const changes = await changesOf();
    if (roll < 0.4) await join(roll < 0.05 ? 'all' : 'new', ...Array.from({ length: 4 }, () => edge(...two(), 6 + Math.floor(random() * 9))));
    else if (roll < 0.7) await decideIdentity(store, { a: key(a), b: key(b), says: roll < 0.55 ? 'same' : 'different', by: null, now: at });
    else if (changes.length > 0) await undoChange(store, changes[Math.floor(random() * changes.length)]?.id as number, null, at).catch((error: { code?: string }) => expect(error.code).toBe('conflict'));
    const held = await peopleOf(store, keys, at);
    const whole = fold({ records: keys.map((one) => ({ key: one, knownAt: at })), edges: await edgesOf(store.facts, await runsInForce(store.state)), words: wordsIn(await readDecisions(store.state)), limits });
    expect([...new Set([...held.values()].map(({ records }) => JSON.stringify(records)))].sort()).toEqual(whole.entities.map(({ records }) => JSON.stringify(records)).sort());
  }
}, 60_000);

test('somebody who is forgotten leaves the others as one fold without them', async () => {
  await join('new', edge(50, 51), edge(51, 52), edge(53, 52));
  await decideIdentity(store, { a: key(50), b: key(53), says: 'different', by: null, now: at });
  const gone = (await personOf(store, key(50), at)).records;
  const others = await connectedTo(store, gone);
  expect([...gone, ...others].sort()).toEqual([50, 51, 52, 53].map(key).sort());
  await eraseState(store.state, { records: gone.map((one) => ({ key: one, kind: 'contact', source: 'files', recordId: one.split(':')[2] as string })), cleaned: (text) => text });
  await foldAgain(store, others, { kind: 'recall', id: null }, at);
  const held = await store.state.selectFrom('identity_members').select('record').execute();
  expect(held.some(({ record }) => gone.includes(record))).toBe(false);
  expect(JSON.stringify(await changesOf())).not.toContain(`"${gone[0]}"`);
  expect((await readDecisions(store.state)).some(({ a, b }) => gone.includes(a) || gone.includes(b))).toBe(false);
}, 20_000);
