/** Answers to drawn pairs say what weights mean, and move the threshold: proposed, looked at, approved, and back. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { setConsent } from '../../acquire/index.ts';
import { subjectOf, type MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, eraseState, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { approveRun, beginRun, decideIdentity, drawQuestions, keepEdges, peopleOf, personOf, proposeThreshold, putInForce, readPreview, readReview, readThresholds, undoChange, type ScoredEdge } from '../index.ts';
import { answersNeeded } from './judged.ts';
import { readQuestions } from './questions.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const many = 240;
const keys = Array.from({ length: many }, (_, index) => subjectOf('contact', 'files', `r${index}`));
const key = (index: number): string => keys[index] as string;
let house: Store;
let store: WorkspaceStore;

/** Record 2i and 2i + 1 share an edge; its weight rises with i, from -4 to 24. */
const weightOf = (pair: number): number => -4 + (28 * pair) / (many / 2 - 1);
const edges: ScoredEdge[] = Array.from({ length: many / 2 }, (_, pair) => {
  const [a, b] = [key(2 * pair), key(2 * pair + 1)].sort() as [string, string];
  return { a, b, weight: weightOf(pair), probability: 0.5, levels: [1], rule: 'test' };
});
const weightOfPair = new Map(edges.map(({ a, b, weight }) => [`${a} ${b}`, weight]));

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('answers', false);
  const batch = { id: 1, knownAt: at };
  const rows = keys.map((_, place): MappedRow => ({ recordId: `r${place}`, line: place + 2, fields: { name: `Name ${place}`, createdAt: at }, attributes: {} }));
  await store.facts.insert(incomingTable('contact'), incomingLines('contact', 'files', batch)(rows));
  await promoteBatch(store.facts, 'contact', batch);
  await dropArrived(store.facts, 'contact', batch.id);
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: at, recorded_at: at }]));
  await drainOutbox(store.state, store.facts);
}, 60_000);
afterAll(() => house.jobs.stop());

const people = async (): Promise<number> => new Set([...(await peopleOf(store, keys, at)).values()].map(({ id }) => id)).size;

test('before the first run nobody is asked, and no threshold can be set', async () => {
  await drawQuestions(store, at);
  expect(await readQuestions(store.state)).toEqual([]);
  expect(await readThresholds(store)).toMatchObject({ threshold: null, rows: [] });
  await expect(proposeThreshold(store, { threshold: 5, by: null, now: at })).rejects.toMatchObject({ code: 'conflict' });
});

test('pairs to ask about are drawn once a run counts, and stay until they are answered', async () => {
  const run = await beginRun(store, { scope: 'all', by: null, model: { threshold: 2, kinds: [], usual: { levels: [], lifts: {} }, comparisons: [] } }, at);
  await keepEdges(store, run, 2, edges, at);
  await putInForce(store, run, at);
  await drawQuestions(store, at);
  const drawn = await readQuestions(store.state);
  expect(drawn.length).toBeGreaterThan(30);
  const weights = drawn.map(([a, b]) => weightOfPair.get(`${a} ${b}`) as number);
  expect([Math.min(...weights) < 0, Math.max(...weights) > 8]).toEqual([true, true]);
  expect((await readReview(store, 10)).rows.map(({ a, b }) => [a.key, b.key])).toEqual(drawn.slice(0, 10).map(([a, b]) => [a, b]));
  await drawQuestions(store, at);
  expect(await readQuestions(store.state)).toEqual(drawn);
});

test('expected right and found pairs, joins and people stand beside each threshold', async () => {
  const { rows, threshold, chosenBy, answers } = await readThresholds(store);
  expect({ threshold, chosenBy, answers }).toEqual({ threshold: 2, chosenBy: 'evidence', answers: { same: 0, different: 0 } });
  expect(rows.map((row) => row.threshold)).toEqual(rows.map((row) => row.threshold).toSorted((x, y) => y - x));
  for (const row of rows) {
    expect(row.joins).toBe(edges.filter(({ weight }) => weight >= row.threshold).length);
    expect(row.people).toBe(many - row.joins);
  }
  expect(await people()).toBe(rows.find((row) => row.threshold === 2)?.people);
});

test('answers that contradict the weights move the threshold; it counts when it is approved, and the words stay', async () => {
  // Somebody who was wrong about nothing: pairs below a weight of 8 are two people.
  let answered = 0;
  for (const { a, b, weight } of (await readReview(store, 40)).rows) {
    if (answered === answersNeeded + 10) break;
    await decideIdentity(store, { a: a.key, b: b.key, says: weight >= 8 ? 'same' : 'different', by: 'ann@example.com', now: at });
    answered += 1;
  }
  const { advised, answers } = await readThresholds(store);
  expect(answers.same + answers.different).toBe(answersNeeded + 10);
  expect(advised).toBeGreaterThan(6);
  expect(advised).toBeLessThan(14);
  const before = await people();
  const preview = await proposeThreshold(store, { threshold: null, by: 'ann@example.com', now: at });
  expect(preview.run.state).toBe('proposed');
  expect(preview.run.splits).toBeGreaterThan(5);
  expect(preview.largest.length).toBeLessThanOrEqual(10);
  expect(await people()).toBe(before);
  expect(await readPreview(store, preview.run.id)).toMatchObject({ records: preview.records, run: { splits: preview.run.splits } });
  await approveRun(store, preview.run.id, at);
  expect(await people()).toBe(before + preview.run.splits - preview.run.merges);
  expect(await readThresholds(store)).toMatchObject({ threshold: advised, chosenBy: 'answers' });
  await expect(readPreview(store, preview.run.id)).rejects.toMatchObject({ code: 'conflict' });
});

test('a word on a pair that nobody was asked about joins it and teaches nothing', async () => {
  const asked = new Set((await readQuestions(store.state)).map(([a]) => a));
  const { a, b } = edges.find((edge) => !asked.has(edge.a)) as ScoredEdge;
  const { answers } = await readThresholds(store);
  await decideIdentity(store, { a, b, says: 'same', by: null, now: at });
  expect((await readThresholds(store)).answers).toEqual(answers);
});

test('a merge of two records that was taken back is an answer, and one whose word was taken back is none', async () => {
  const joined = (await readQuestions(store.state)).find(([a, b]) => (weightOfPair.get(`${a} ${b}`) ?? 0) > 13) as readonly [string, string];
  const { answers } = await readThresholds(store);
  await decideIdentity(store, { a: joined[0], b: joined[1], says: 'different', by: null, now: at });
  expect((await readThresholds(store)).answers.different).toBeGreaterThan(answers.different);
  const last = await store.state.selectFrom('identity_changes').select('id').orderBy('id', 'desc').executeTakeFirstOrThrow();
  await undoChange(store, Number(last.id), null, at);
  expect((await readThresholds(store)).answers.different).toBe(answers.different);
});

test('a person\'s choice is proposed like any other; what joined somebody who refuses to be analysed stays', async () => {
  const pair = edges.findLast(({ weight }) => weight < 14.5) as ScoredEdge;
  await setConsent(store, await personOf(store, pair.a, at), { purpose: 'analyse', statement: 'object' }, null, at);
  expect((await personOf(store, pair.a, at)).records).toHaveLength(2);
  const preview = await proposeThreshold(store, { threshold: 15, by: null, now: at });
  await approveRun(store, preview.run.id, at);
  expect(await readThresholds(store)).toMatchObject({ threshold: 15, chosenBy: 'person' });
  expect((await personOf(store, pair.a, at)).records).toHaveLength(2);
  const other = edges.findLast(({ weight }) => weight < pair.weight) as ScoredEdge;
  expect((await personOf(store, other.a, at)).records.length).toBeLessThanOrEqual(2);
  await expect(proposeThreshold(store, { threshold: 15, by: null, now: at })).rejects.toMatchObject({ code: 'conflict' });
  await expect(proposeThreshold(store, { threshold: -9, by: null, now: at })).rejects.toMatchObject({ code: 'bad_request' });
});

test('who is forgotten is in no question', async () => {
  const [gone] = (await readQuestions(store.state))[0] as readonly [string, string];
  await eraseState(store.state, { records: [{ key: gone, kind: 'contact', source: 'files', recordId: gone.split(':')[2] as string }], cleaned: (text) => text });
  expect((await readQuestions(store.state)).flat()).not.toContain(gone);
});
