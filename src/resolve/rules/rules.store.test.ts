/** Rules on values, on the real engines: they hold for whoever comes, outrank words, limits and evidence, are tried, told, taken back without a trace, and forgotten with people. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { consentOf, setConsent } from '../../acquire/index.ts';
import { randomStream } from '../../learn/index.ts';
import { subjectOf, type IdentityRuleInput, type MappedRow } from '../../model/index.ts';
import { Store, drainOutbox, dropArrived, eraseState, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../store/index.ts';
import { withEngines } from '../../store/engines/testing.ts';
import { edgesOf, runsInForce } from '../entities/edges.ts';
import { readDecisions, wordsIn } from '../entities/read-words.ts';
import { fold } from '../fold/fold.ts';
import { addRules, beginRun, decideIdentity, explainPair, keepEdges, peopleOf, personOf, putInForce, readChanges, readRefused, readRules, resolveEverybody, resolveNew, setLimits, takeRuleBack, undoChange, type ScoredEdge } from '../index.ts';
import { barredBy, wordsUnder, type HeldRule } from './rule-words.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const many = 30;
const keyOf = (place: number): string => subjectOf('contact', 'files', `r${place}`);
const keys = Array.from({ length: many }, (_, place) => keyOf(place));
const customerOf = (place: number): string => `C-${Math.floor(place / 3)}`;
const mailOf = (place: number): string => `box${place}@firm${Math.floor(place / 4)}.example`;
let house: Store;
let store: WorkspaceStore;
let batches = 0;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('rules', false);
  await bring(keys.map((_, place) => ({ id: `r${place}`, email: mailOf(place), customer: customerOf(place) })));
}, 120_000);
afterAll(() => house.jobs.stop());

async function bring(some: ReadonlyArray<{ id: string; email: string; customer: string }>): Promise<void> {
  batches += 1;
  const batch = { id: batches, knownAt: at + batches };
  const rows = some.map(({ id, email, customer }, line): MappedRow => ({ recordId: id, line: line + 2, fields: { name: `Person ${id}`, email, phone: '+49 40 5550101', createdAt: at }, attributes: { customer_no: customer } }));
  await store.facts.insert(incomingTable('contact'), incomingLines('contact', 'files', batch)(rows));
  await promoteBatch(store.facts, 'contact', batch);
  await dropArrived(store.facts, 'contact', batch.id);
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: batch.knownAt, recorded_at: batch.knownAt }]));
  await drainOutbox(store.state, store.facts);
}

const edge = (a: number, b: number, weight = 10): ScoredEdge => { const [one, other] = [keyOf(a), keyOf(b)].sort() as [string, string]; return { a: one, b: other, weight, probability: 0.99, levels: [1], rule: 'test' }; };
async function join(scope: 'all' | 'new', ...edges: ScoredEdge[]): Promise<void> {
  const run = await beginRun(store, { scope, by: null, model: { blocked: [] } }, at);
  await keepEdges(store, run, 5, edges, at);
  await putInForce(store, run, at);
}
const change = (isDryRun = false) => ({ isDryRun, by: 'ann@example.com', now: at });
const add = (...rules: IdentityRuleInput[]) => addRules(store, rules, change());
const same = (kind: string, value: string): IdentityRuleInput => ({ says: 'same', of: { kind, value }, other: null });
const different = (kind: string, value: string, other: { kind: string; value: string }): IdentityRuleInput => ({ says: 'different', of: { kind, value }, other });
const notThrough = (kind: string, value: string): IdentityRuleInput => ({ says: 'not-through', of: { kind, value }, other: null });
const state = async (): Promise<string> => JSON.stringify([...(await peopleOf(store, keys, at)).values()]);
const inForce = async () => (await readRules(store)).rules.filter(({ takenBackAt }) => takenBackAt === null);
const recordsWith = async (place: number) => (await personOf(store, keyOf(place), at)).records;

test('before anything was compared there are no rules', async () => {
  await expect(add(same('email', 'a@b.example'))).rejects.toMatchObject({ code: 'conflict' });
});

test('"same" joins whoever has the value, however it is written; a dry run says so and changes nothing', async () => {
  await join('all', edge(4, 5), edge(12, 13));
  await setConsent(store, await personOf(store, keyOf(2), at), { purpose: 'analyse', statement: 'object' }, null, at);
  const before = await state();
  expect(await addRules(store, [same('column:Customer No', 'c-0')], change(true))).toMatchObject({ counts: false, merges: 1, records: 3 });
  expect([await state(), (await readRules(store)).rules]).toEqual([before, []]);
  expect(await add(same('column:Customer No', ' c-0 '))).toMatchObject({ counts: true, merges: 1 });
  expect((await recordsWith(0)).toSorted()).toEqual([0, 1, 2].map(keyOf));
  expect((await consentOf(store, await personOf(store, keyOf(0), at), at)).purposes.find(({ purpose }) => purpose === 'analyse')?.allowed).toBe(false);
  expect(await inForce()).toMatchObject([{ says: 'same', of: { kind: 'column:Customer No', value: 'c-0' }, by: 'ann@example.com', records: 3, heeded: true }]);
  const { path } = await explainPair(store, { key: keyOf(0), knownAt: at }, { key: keyOf(1), knownAt: at });
  expect(path).toMatchObject([{ by: 'rule', who: 'ann@example.com', evidence: [{ level: 'Records with the value of “Customer No” c-0 are one person.' }] }]);
  expect((await readChanges(store, { limit: 1 }))[0]).toMatchObject({ kind: 'merge', cause: 'rule', by: 'ann@example.com' });
  await expect(add(same('column:Customer No', 'C-0'))).rejects.toMatchObject({ code: 'conflict' });
});

test('rules outrank words and limits: what contradicts one is told to take it back first', async () => {
  await expect(decideIdentity(store, { a: keyOf(0), b: keyOf(1), says: 'different', by: null, now: at })).rejects.toMatchObject({ code: 'conflict', todo: expect.stringContaining('resolve rules') });
  await setLimits(store, { limits: [{ kind: 'email', most: 1 }], isDryRun: false, by: null, now: at });
  expect(await recordsWith(0)).toHaveLength(3);
  expect(await recordsWith(4)).toHaveLength(1);
  await setLimits(store, { limits: [], isDryRun: false, by: null, now: at });
});

test('undoing what a rule did takes the rule back; everybody is as before, consent included', async () => {
  await undoChange(store, (await readChanges(store, { limit: 200 })).find(({ cause }) => cause === 'rule')?.id as number, 'bob@example.com', at);
  expect((await readRules(store)).rules).toMatchObject([{ takenBackBy: 'bob@example.com' }]);
  expect(await recordsWith(0)).toEqual([keyOf(0)]);
  expect((await consentOf(store, await personOf(store, keyOf(0), at), at)).purposes.find(({ purpose }) => purpose === 'analyse')?.allowed).toBe(true);
  await expect(takeRuleBack(store, (await readRules(store)).rules[0]?.id as number, change())).rejects.toMatchObject({ code: 'conflict' });
  await expect(takeRuleBack(store, 9999, change())).rejects.toMatchObject({ code: 'not_found' });
});

test('"different" and "not through" keep apart what evidence would join, and say so', async () => {
  expect(await add(different('email', mailOf(4), { kind: 'email', value: mailOf(5) }), notThrough('domain', 'firm3.example'))).toMatchObject({ splits: 2, refused: 2 });
  expect((await readRefused(store, { limit: 9 })).rows.map(({ rule, because }) => [rule !== null, because.replace(/^Rule \d+: /, '')])).toEqual([
    [true, 'Evidence joins no two records that both have a mail address at firm3.example.'], [true, `Records with the mail address ${mailOf(4)} and records with the mail address ${mailOf(5)} are never one person.`],
  ]);
  expect((await explainPair(store, { key: keyOf(12), knownAt: at }, { key: keyOf(13), knownAt: at })).apart).toContain('firm3.example');
  await decideIdentity(store, { a: keyOf(12), b: keyOf(13), says: 'same', by: null, now: at });
  expect(await recordsWith(12)).toHaveLength(2);
  for (const { id } of await inForce()) await takeRuleBack(store, id, change());
  expect(await recordsWith(4)).toHaveLength(2);
  expect((await readRefused(store, { limit: 9 })).total).toBe(0);
});

test('a value that is none, a whole domain as one person, or a value of more records than a person has is refused', async () => {
  await expect(add(same('email', 'nobody'))).rejects.toMatchObject({ code: 'bad_request' });
  await expect(add(same('phone', '5550101'))).rejects.toMatchObject({ code: 'bad_request', todo: expect.stringContaining('country') });
  await expect(add(different('email', mailOf(1), { kind: 'email', value: mailOf(1).toUpperCase() }))).rejects.toMatchObject({ code: 'bad_request' });
});

const pool: readonly IdentityRuleInput[] = [
  same('column:customer no', 'C-3'), same('column:customer no', 'C-5'), different('column:customer no', 'C-3', { kind: 'column:customer no', value: 'C-4' }), different('email', mailOf(9), { kind: 'column:customer no', value: 'C-3' }), notThrough('domain', 'firm4.example'), notThrough('column:customer no', 'C-6'),
];
const has = (place: number, kind: string, value: string): boolean => (kind === 'email' ? mailOf(place) === value : kind === 'domain' ? mailOf(place).endsWith(`@${value}`) : customerOf(place).toLowerCase() === value);

test('in a random history of runs, words, rules and undone changes people are always one fold of all that stands', async () => {
  const random = randomStream('rules', 3);
  const some = (): number => 9 + Math.floor(random() * 14);
  for (let step = 0; step < 25; step += 1) {
    const [a, b, roll] = [some(), some(), random()];
    const [changes, rules] = [await readChanges(store, { limit: 50 }), await inForce()];
    const isConflict = (error: { code?: string }): void => expect(error.code).toBe('conflict');
    if (roll < 0.3) await join(roll < 0.04 ? 'all' : 'new', ...Array.from({ length: 3 }, () => some()).map((one) => edge(one, one + 1 + Math.floor(random() * 3), 6 + Math.floor(random() * 9))));
    else if (roll < 0.45 && a !== b) await decideIdentity(store, { a: keyOf(a), b: keyOf(b), says: roll < 0.38 ? 'same' : 'different', by: null, now: at }).catch(isConflict);
    else if (roll < 0.75) await add(pool[Math.floor(random() * pool.length)] as IdentityRuleInput).catch(isConflict);
    else if (roll < 0.85 && rules.length > 0) await takeRuleBack(store, rules[Math.floor(random() * rules.length)]?.id as number, change());
    else if (changes.length > 0) await undoChange(store, changes[Math.floor(random() * changes.length)]?.id as number, null, at).catch(isConflict);
    const withValue = (of: { kind: string; value: string } | null): string[] => (of === null ? [] : keys.filter((_, place) => has(place, of.kind, of.value)));
    const held = (await inForce()).map(({ id, says, of, other }): HeldRule => ({ id, says, sides: [withValue(of), withValue(other)] }));
    const whole = fold({ records: keys.map((one) => ({ key: one, knownAt: at })), edges: await edgesOf(store.facts, await runsInForce(store.state)), words: wordsUnder(held, wordsIn(await readDecisions(store.state))), barred: barredBy(held), limits: { identifiers: {}, records: 200 } });
    const people = [...new Set([...(await peopleOf(store, keys, at)).values()].map(({ records }) => JSON.stringify(records)))].sort();
    expect(people).toEqual(whole.entities.map(({ records }) => JSON.stringify(records)).sort());
  }
}, 120_000);

test('whoever comes later with the value is joined as it comes, and whoever is forgotten takes the rule along that names them alone', async () => {
  for (const { id } of await inForce()) await takeRuleBack(store, id, change());
  const parts = { store, by: null, now: () => at, progress: () => Promise.resolve() };
  const { run, state: outcome } = await resolveEverybody(parts);
  if (outcome === 'proposed') await putInForce(store, run, at);
  await add(same('column:customer no', 'K-1'), different('email', 'new@firm0.example', { kind: 'email', value: 'other@else.example' }));
  await bring([{ id: 'n1', email: 'new@firm0.example', customer: 'K-1' }, { id: 'n2', email: 'far@away.example', customer: 'k-1' }]);
  await resolveNew(parts);
  expect((await personOf(store, subjectOf('contact', 'files', 'n1'), at)).records).toHaveLength(2);
  await bring([{ id: 'n2', email: 'far@away.example', customer: 'none' }]);
  await resolveNew(parts);
  expect((await personOf(store, subjectOf('contact', 'files', 'n1'), at)).records).toHaveLength(1);
  await eraseState(store.state, { records: [{ key: subjectOf('contact', 'files', 'n1'), kind: 'contact', source: 'files', recordId: 'n1' }], cleaned: (text) => text });
  expect(await inForce()).toEqual([]);
  expect(JSON.stringify(await store.state.selectFrom('identity_rules').selectAll().execute())).not.toContain('new@firm0');
  expect((await store.state.selectFrom('identity_bearers').selectAll().where('record', '=', subjectOf('contact', 'files', 'n1')).execute())).toEqual([]);
}, 120_000);
