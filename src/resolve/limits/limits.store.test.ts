/** Limits per kind of identifier on the real engines: heeded in any order of arrival, told, tried before, and loosened without a trace. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setConsent } from '../../acquire/index.ts';
import { randomStream, shuffled } from '../../learn/index.ts';
import { subjectOf, type IdentityLimits, type MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, eraseState, incomingLines, incomingTable, promoteBatch, putInOutbox, visibleRows, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { edgesOf, runsInForce } from '../entities/edges.ts';
import { readDecisions, wordsIn } from '../entities/read-words.ts';
import { fold } from '../fold/fold.ts';
import type { GraphRecord, Limits } from '../fold/graph.ts';
import { beginRun, decideIdentity, explainPair, foldAgain, keepEdges, peopleOf, personOf, putInForce, readChanges, readLimits, readRefused, setLimits, undoChange, type ScoredEdge } from '../index.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const many = 30;
const sourceOf = (place: number): string => (place % 2 === 0 ? 'crm' : 'erp');
const keys = Array.from({ length: many }, (_, place) => subjectOf('contact', sourceOf(place), `r${place}`));
const key = (place: number): string => keys[place] as string;
/** Of each two neighbours one address, of each three a number of a customer. */
const mailOf = (place: number): string => `box${Math.floor(place / 2)}@firm.example`;
const customerOf = (place: number): string => `C-${Math.floor(place / 3)}`;
let house: Store;
let store: WorkspaceStore;
let batches = 0;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('limits', false);
  await bring(store, keys.map((_, place) => [place, mailOf(place)]));
}, 120_000);
afterAll(() => house.jobs.stop());

async function bring(into: WorkspaceStore, some: ReadonlyArray<readonly [number, string]>): Promise<void> {
  for (const source of ['crm', 'erp']) {
    batches += 1;
    const batch = { id: batches, knownAt: at + batches };
    const rows = some.filter(([place]) => sourceOf(place) === source).map(([place, email], line): MappedRow => ({ recordId: `r${place}`, line: line + 2, fields: { name: `Name ${place}`, email, createdAt: at }, attributes: { 'Customer no': customerOf(place) } }));
    await into.facts.insert(incomingTable('contact'), incomingLines('contact', source, batch)(rows));
    await promoteBatch(into.facts, 'contact', batch);
    await dropArrived(into.facts, 'contact', batch.id);
    await into.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: batch.knownAt, recorded_at: batch.knownAt }]));
  }
  await drainOutbox(into.state, into.facts);
}

const edge = (a: number, b: number, weight = 10): ScoredEdge => { const [one, other] = [key(a), key(b)].sort() as [string, string]; return { a: one, b: other, weight, probability: 0.99, levels: [1], rule: 'test' }; };
async function join(into: WorkspaceStore, scope: 'all' | 'new', ...edges: ScoredEdge[]): Promise<void> {
  const run = await beginRun(into, { scope, by: null, model: { blocked: [] } }, at);
  await keepEdges(into, run, 5, edges, at);
  await putInForce(into, run, at);
}
const limit = (limits: IdentityLimits, isDryRun = false, into = store) => setLimits(into, { limits, isDryRun, by: 'ann@example.com', now: at });
/** Who is who, and what each record may be read for. */
async function state(): Promise<string> {
  const people = await peopleOf(store, keys, at);
  const readable: unknown[] = [];
  for await (const block of store.facts.stream(`SELECT record_id FROM ${visibleRows('contact', 'analyse')} ORDER BY record_id`, {})) readable.push(...block.flat());
  return JSON.stringify([keys.map((one) => people.get(one)), readable]);
}

test('a dry run says who would change and changes nothing; set, the limit splits, says so in the feed, and keeps who is oldest', async () => {
  await join(store, 'all', edge(0, 1), edge(1, 2), edge(4, 5));
  const before = await state();
  expect(await limit([{ kind: 'email', most: 1 }], true)).toMatchObject({ counts: false, merges: 0, splits: 1, refused: 1, records: 3 });
  expect(await state()).toBe(before);
  expect((await readLimits(store)).limits).toEqual([]);
  expect(await limit([{ kind: 'email', most: 1 }])).toMatchObject({ counts: true, splits: 1, refused: 1 });
  expect((await personOf(store, key(1), at)).records.toSorted()).toEqual([key(0), key(1)].sort());
  expect((await personOf(store, key(0), at)).id).toBe((JSON.parse(before) as [Array<{ id: string }>])[0][0]?.id);
  const [change] = await readChanges(store, { limit: 1 });
  expect(change).toMatchObject({ kind: 'split', cause: 'limits', by: 'ann@example.com' });
  expect(await readLimits(store)).toMatchObject({ limits: [{ kind: 'email', most: 1 }], refused: 1, history: [{ by: 'ann@example.com', at: new Date(at).toISOString() }] });
  await expect(limit([{ kind: 'email', most: 1 }])).rejects.toMatchObject({ code: 'conflict' });
});

test('what a limit keeps apart is told with the limit and the values, of one person and in the way between two records', async () => {
  const { rows, total } = await readRefused(store, { limit: 5 });
  expect(total).toBe(1);
  expect(rows[0]).toMatchObject({ kind: 'email', values: ['box0@firm.example', 'box1@firm.example'], because: 'One person may have 1 mail address.' });
  expect((await readRefused(store, { records: [key(4)], limit: 5 })).total).toBe(0);
  expect((await readRefused(store, { records: [key(2)], limit: 5 })).rows).toEqual(rows);
  const explained = await explainPair(store, { key: key(0), knownAt: at }, { key: key(2), knownAt: at });
  expect(explained.apart).toBe('There is evidence that they are one. One person may have 1 mail address. Together they would have 2: box0@firm.example, box1@firm.example.');
});

test('loosened, everybody is as they were before, consent included, and undone alone the split is, too', async () => {
  await limit([]);
  await setConsent(store, await personOf(store, key(0), at), { purpose: 'analyse', statement: 'object' }, null, at);
  const before = await state();
  await limit([{ kind: 'contact:crm', most: 1 }]);
  expect(await state()).not.toBe(before);
  const split = (await readChanges(store, { limit: 1 }))[0]?.id as number;
  await undoChange(store, split, null, at);
  expect(await state()).toBe(before);
  await undoChange(store, (await readChanges(store, { limit: 1 }))[0]?.id as number, null, at);
  await limit([]);
  expect(await state()).toBe(before);
  expect((await readRefused(store, { limit: 5 })).total).toBe(0);
});

test('of records that change, what they bear now counts', async () => {
  await join(store, 'new', edge(6, 7), edge(8, 9));
  await limit([{ kind: 'email', most: 1 }]);
  await bring(store, [[7, 'another@firm.example']]);
  await foldAgain(store, [key(7)], { kind: 'run', id: null }, at);
  expect((await personOf(store, key(6), at)).records).toEqual([key(6)]);
  await bring(store, [[7, mailOf(7)]]);
  await foldAgain(store, [key(7)], { kind: 'run', id: null }, at);
  expect((await personOf(store, key(6), at)).records).toHaveLength(2);
  await limit([]);
});

const settings: readonly IdentityLimits[] = [
  [], [{ kind: 'email', most: 1 }], [{ kind: 'email', most: 2 }], [{ kind: 'contact:crm', most: 1 }, { kind: 'email', most: 2 }], [{ kind: 'column:customer NO', most: null }, { kind: 'email', most: 1 }], [{ kind: 'column:Customer no', most: 1 }],
];

/** What the test knows that records bear, read by no part of the product. */
function graphBy(limits: IdentityLimits): { records: GraphRecord[]; limits: Limits } {
  const valueOf = (kind: string, place: number): string | null => (kind === 'email' ? mailOf(place) : kind.startsWith('column') ? customerOf(place).toLowerCase() : place % 2 === 0 ? key(place) : null);
  const bears = (place: number) => limits.flatMap(({ kind }) => { const value = valueOf(kind, place); return value === null ? [] : [{ kind, value }]; });
  return {
    records: keys.map((one, place) => ({ key: one, knownAt: at, bears: bears(place) })),
    limits: { identifiers: Object.fromEntries(limits.flatMap(({ kind, most }) => (most === null ? [] : [[kind, most]]))), order: limits.map(({ kind }) => kind), records: 200 },
  };
}

test('in a random history of runs, words, limits and undone changes people are always one fold of all that stands', async () => {
  const random = randomStream('limits', 3);
  const some = (): number => 10 + Math.floor(random() * 20);
  for (let step = 0; step < 25; step += 1) {
    const [a, b, roll] = [some(), some(), random()];
    const changes = await readChanges(store, { limit: 50 });
    if (roll < 0.35) await join(store, roll < 0.04 ? 'all' : 'new', ...Array.from({ length: 4 }, () => some()).flatMap((one) => (one < many - 1 ? [edge(one, one + 1 + Math.floor(random() * Math.min(3, many - 1 - one)), 6 + Math.floor(random() * 9))] : [])));
    else if (roll < 0.55 && a !== b) await decideIdentity(store, { a: key(a), b: key(b), says: roll < 0.45 ? 'same' : 'different', by: null, now: at });
    else if (roll < 0.8) await limit(settings[Math.floor(random() * settings.length)] as IdentityLimits).catch((error: { code?: string }) => expect(error.code).toBe('conflict'));
    else if (changes.length > 0) await undoChange(store, changes[Math.floor(random() * changes.length)]?.id as number, null, at).catch((error: { code?: string }) => expect(error.code).toBe('conflict'));
    const held = await peopleOf(store, keys, at);
    const { limits } = await readLimits(store);
    const whole = fold({ ...graphBy(limits), edges: await edgesOf(store.facts, await runsInForce(store.state)), words: wordsIn(await readDecisions(store.state)) });
    expect([...new Set([...held.values()].map(({ records }) => JSON.stringify(records)))].sort()).toEqual(whole.entities.map(({ records }) => JSON.stringify(records)).sort());
    const entityOf = new Map(whole.entities.flatMap(({ id, records }) => records.map((one) => [one, id] as const)));
    const told = await store.state.selectFrom('identity_refusals').select(['a', 'b', 'kind']).orderBy('a').orderBy('b').execute();
    expect(told.map(({ a: one, b: other, kind }) => `${one} ${other} ${kind}`).sort()).toEqual(whole.refusals.flatMap((one) => (one.why === 'limit' && entityOf.get(one.a) !== entityOf.get(one.b) ? [`${one.a} ${one.b} ${one.kind}`] : [])).sort());
  }
}, 120_000);

test('whatever order evidence comes in, one by one or at once, limits before or after, the people are the same', async () => {
  const random = randomStream('arrivals', 4);
  const edges = Array.from({ length: 12 }, (_, n) => edge(n, n + 1 + (n % 3), 6 + (n * 7) % 9));
  const outcomes: string[] = [];
  for (const [name, size, limitsFirst] of [['at_once', 12, true], ['in_pieces', 5, false], ['one_by_one', 1, true]] as const) {
    const other = await house.createWorkspace(name, false);
    await bring(other, keys.map((_, place) => [place, mailOf(place)]));
    await join(other, 'all');
    const inOrder = shuffled(edges, random);
    const halfway = limitsFirst ? 0 : 10;
    for (let from = 0; from < inOrder.length; from += size) {
      if (from === halfway) await limit([{ kind: 'contact:crm', most: 1 }, { kind: 'email', most: 2 }], false, other);
      await join(other, 'new', ...inOrder.slice(from, from + size));
    }
    const people = await peopleOf(other, keys, at);
    outcomes.push(JSON.stringify(keys.map((one) => people.get(one)?.records.toSorted())));
    for (const { records } of people.values()) expect(records.filter((one) => one.startsWith('contact:crm:')).length).toBeLessThanOrEqual(1);
  }
  expect(new Set(outcomes).size).toBe(1);
}, 120_000);

test('who is forgotten is in no refusal', async () => {
  await limit([]).catch(() => undefined);
  await join(store, 'all', edge(20, 21), edge(21, 22));
  await limit([{ kind: 'email', most: 1 }]);
  const [refused] = (await readRefused(store, { records: [key(22)], limit: 5 })).rows;
  expect(refused).toBeDefined();
  await eraseState(store.state, { records: [{ key: key(22), kind: 'contact', source: 'crm', recordId: 'r22' }], cleaned: (text) => text });
  expect((await readRefused(store, { records: [key(22)], limit: 5 })).total).toBe(0);
});
