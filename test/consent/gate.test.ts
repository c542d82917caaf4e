import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPurposes } from '../../src/model/index.ts';
import { Store, backup, type Facts, type WorkspaceStore } from '../../src/store/index.ts';
import { withEngines } from '../../src/store/engines/testing.ts';
import { gateConditions, namesNobodyWhoRefuses, visibleAsks } from '../../src/store/facts/gate.ts';
import { bringPeople, say, sayEverything } from './people-store.ts';
import { mayBeRead, randomPeople } from './random-people.ts';
import { readersOf, type Reader } from './readers.ts';

const engines = withEngines();
const at = Date.parse('2026-06-30T09:00:00Z');
const people = randomPeople(10_000, 7);
const readers = readersOf(people, at);
let house: Store;
let store: WorkspaceStore;

beforeAll(async () => {
  house = await Store.open({ engines: engines(), now: () => at, newId: randomUUID, worker: 'test', log: () => undefined });
  store = await house.createWorkspace('gate', false);
  await bringPeople(store, people, at);
  await sayEverything(store, people, at);
}, 180_000);
afterAll(() => house.jobs.stop());

const rightFor = (reader: Reader): Set<number> => {
  const may = mayBeRead(people, reader.purpose);
  return new Set(people.subjects.filter((subject) => may.has(subject.index) && reader.candidates(subject)).map(({ index }) => index));
};
const sorted = (seen: ReadonlySet<number> | number): unknown => (typeof seen === 'number' ? seen : [...seen].sort((a, b) => a - b));
const rightAnswer = (reader: Reader, seen: ReadonlySet<number> | number): unknown => (typeof seen === 'number' ? rightFor(reader).size : sorted(rightFor(reader)));

/** Facts that pass every statement's text through `change` first. */
function throughText(facts: Facts, change: (text: string) => string): Facts {
  return {
    database: facts.database,
    query: (statement, parameters) => facts.query({ ...statement, text: change(statement.text) }, parameters),
    stream: (text, parameters) => facts.stream(change(text), parameters),
    fewRows: (text, parameters) => facts.fewRows(change(text), parameters),
    insert: (table, rows, options) => facts.insert(table, rows, options),
    command: (text, parameters) => facts.command(text, parameters),
  };
}

/** Every gate that stands in the program, as text. */
const gates = [...new Set((['contact', 'lead', 'activity', 'answer', 'deal_contact'] as const).flatMap((kind) => readPurposes.flatMap((purpose) => gateConditions(kind, purpose))).concat(readPurposes.map((purpose) => visibleAsks(purpose).replace(/^ask_facts WHERE /, '')), readPurposes.map((purpose) => namesNobodyWhoRefuses('facts.contact_id', purpose))))];

/** Whom a reader sees, and the gated statements by which it does. */
interface Observed { readonly seen: ReadonlySet<number> | number; readonly texts: readonly string[] }
const observed = new Map<Reader, Promise<Observed>>();

async function observe(reader: Reader): Promise<Observed> {
  const texts = new Set<string>();
  const seen = await reader.seen({ ...store, facts: throughText(store.facts, (text) => { texts.add(text); return text; }) });
  return { seen, texts: [...texts].filter((text) => gates.some((gate) => text.includes(gate))) };
}

/** Read once for both tests. */
function observedOf(reader: Reader): Promise<Observed> {
  const held = observed.get(reader) ?? observe(reader);
  observed.set(reader, held);
  return held;
}

const withoutGate = (text: string): string => gates.reduce((left, gate) => left.replaceAll(gate, '1 = 1'), text);

test.each(readers)('$name: of 10,000 random histories nobody who refuses is read, and nobody else is missing', async (reader) => {
  const { seen } = await observedOf(reader);
  expect(rightFor(reader).size).toBeLessThan(people.subjects.filter(reader.candidates).length);
  expect(sorted(seen)).toEqual(rightAnswer(reader, seen));
});

async function someNotice(its: readonly Reader[], open: WorkspaceStore): Promise<boolean> {
  for (const reader of its) {
    const seen = await reader.seen(open);
    if (JSON.stringify(sorted(seen)) !== JSON.stringify(rightAnswer(reader, seen))) return true;
  }
  return false;
}

test('without the gate of any one statement, one of the tests above fails', async () => {
  const readersOfText = new Map<string, Reader[]>();
  for (const reader of readers) for (const text of (await observedOf(reader)).texts) readersOfText.set(text, [...readersOfText.get(text) ?? [], reader]);
  const unnoticed: string[] = [];
  for (const [text, its] of readersOfText) {
    const open = { ...store, facts: throughText(store.facts, (asked) => (asked === text ? withoutGate(text) : asked)) };
    if (!await someNotice(its, open)) unnoticed.push(text);
  }
  expect(unnoticed).toEqual([]);
  expect(readersOfText.size).toBeGreaterThanOrEqual(20);
}, 240_000);

test('a backup holds nobody who refuses to be kept', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'hindcast-kept-'));
  await backup(house, path.join(folder, 'saved'), () => undefined);
  const files = (await readdir(path.join(folder, 'saved'), { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const text = (await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name), 'latin1')))).join('');
  const held = new Set([...text.matchAll(/kx(\d{6})q/g)].map(([, digits]) => Number(digits)));
  expect(sorted(held)).toEqual(sorted(mayBeRead(people, 'store')));
  await rm(folder, { recursive: true, force: true });
}, 120_000);

test('an objection counts when the command returns, and a later grant when it returns', async () => {
  const one = people.subjects.find((subject) => subject.kind === 'lead' && mayBeRead(people, 'analyse').has(subject.index));
  const log = readers.find(({ name }) => name === 'inquiries of the log (analyse)');
  if (!one || !log) throw new Error('no inquiry that may be read');
  await say(store, one.key, 'analyse', 'object', at + 1);
  expect((await log.seen(store)) as Set<number>).not.toContain(one.index);
  await say(store, one.key, 'analyse', 'grant', at + 2);
  expect((await log.seen(store)) as Set<number>).toContain(one.index);
});
