/**
 * One engine links files of raw contacts, in a process of its own so that its memory can be told apart.
 * Usage: node bench/resolve/side.ts '{"engine":"facts","files":[…],"folder":"…","later":[…]}'; prints one line of JSON.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { clustersOf } from '../../src/learn/index.ts';
import { chanceAtLeast, clickhouse, compareCandidates, contactPlan, createGiven, endRun, givenColumns, joinedPairs, learnModel, linkNew, linkRun, prepareRecords, type LinkModel, type LinkRun } from '../../src/resolve/link/index.ts';
import { openEngines } from '../../src/store/index.ts';
import { valuesOf } from './contact-files.ts';
import { copyIntoDuckDb, duckdb, openDuckDb } from './duckdb.ts';
import { loadContacts } from './load-contacts.ts';
import { watchMemory } from './peak-memory.ts';

export interface SideTask {
  readonly engine: 'facts' | 'duckdb';
  readonly files: readonly string[];
  readonly folder: string;
  /** Files of raw rows that come after: each first alone, then together. */
  readonly later: readonly string[];
  /** Whether the pairs that were compared are wanted as well. */
  readonly tellsCandidates?: boolean;
}

export interface SideResult {
  readonly seconds: Readonly<Record<'load' | 'prepare' | 'compare' | 'learn' | 'score' | 'cluster' | 'total', number>>;
  readonly peakMb: number;
  readonly candidates: number;
  readonly crowdedKeys: number;
  readonly threshold: number;
  readonly pairs: number;
  /** Pairs of at least the threshold, heaviest first: a and b as 32-bit numbers. */
  readonly pairsFile: string;
  /** Pairs that share a block, in the same form; '' where they are not wanted. */
  readonly candidatesFile: string;
  /** Milliseconds of one new record each, and seconds of 10,000 together. */
  readonly oneMs: readonly number[];
  readonly manySeconds: readonly number[];
}

const rowsAFile = 10_000;
const singles = 60;

interface Side {
  readonly run: LinkRun;
  readonly load: (files: readonly string[]) => Promise<void>;
  readonly close: () => Promise<void> | void;
}

async function openSide({ engine, folder, files }: SideTask): Promise<Side> {
  const records = files.length * rowsAFile;
  if (engine === 'duckdb') {
    const duck = await openDuckDb();
    const run = linkRun(duck, duckdb, contactPlan, 'contacts', { records });
    return { run, close: duck.close, load: (files) => loadContacts(files, rowsAFile, 'csv', (rows) => copyIntoDuckDb(duck, run.tables.given, rows, folder)) };
  }
  const engines = await openEngines({ dataDir: join(folder, 'engines'), log: () => undefined });
  await engines.createFactsDatabase('contacts');
  const facts = engines.facts('contacts');
  const run = linkRun(facts, clickhouse, contactPlan, 'contacts', { records });
  return { run, close: () => engines.close(), load: (files) => loadContacts(files, rowsAFile, 'binary', (rows) => facts.insert(run.tables.given, rows, { columns: givenColumns(contactPlan), format: 'RowBinary' })) };
}

async function linkAll({ run, load }: Side, task: SideTask): Promise<{ result: Omit<SideResult, 'oneMs' | 'manySeconds' | 'peakMb'>; model: LinkModel }> {
  const seconds: Record<string, number> = {};
  const started = performance.now();
  const timed = async <T>(name: string, work: () => Promise<T> | T): Promise<T> => {
    const from = performance.now();
    const answer = await work();
    seconds[name] = (performance.now() - from) / 1_000;
    return answer;
  };
  await timed('load', async () => { await createGiven(run); await load(task.files); });
  await timed('prepare', () => prepareRecords(run));
  const found = await timed('compare', () => compareCandidates(run));
  const model = await timed('learn', () => learnModel(run));
  const { threshold, pairs, held } = await timed('score', () => joinedPairs(run, model, { floor: -6, chanceAtLeast }));
  const joined = pairs.filter((pair) => pair.weight >= threshold && !held.has(pair));
  await timed('cluster', () => clustersOf(task.files.length * rowsAFile, joined.map(({ a, b }) => [a, b] as const)));
  seconds['total'] = (performance.now() - started) / 1_000;
  const pairsFile = join(task.folder, `${task.engine}-pairs.bin`);
  writeFileSync(pairsFile, Int32Array.from(joined.flatMap(({ a, b }) => [a, b])));
  const candidatesFile = task.tellsCandidates === true ? await writeCandidates(run, join(task.folder, `${task.engine}-candidates.bin`), found.candidates) : '';
  await endRun(run);
  return { model, result: { seconds: seconds as SideResult['seconds'], candidates: found.candidates, crowdedKeys: found.crowded.reduce((sum, { keys }) => sum + keys, 0), threshold, pairs: joined.length, pairsFile, candidatesFile } };
}

async function writeCandidates({ engine, tables }: LinkRun, file: string, candidates: number): Promise<string> {
  const flat = new Int32Array(2 * candidates);
  let at = 0;
  for await (const rows of engine.stream(`SELECT a, b FROM ${tables.pairs}`, {})) for (const [a, b] of rows) { flat[at++] = Number(a); flat[at++] = Number(b); }
  writeFileSync(file, flat);
  return file;
}

async function linkLater({ run }: Side, task: SideTask, model: LinkModel): Promise<Pick<SideResult, 'oneMs' | 'manySeconds'>> {
  const timed = async (rows: string[][]): Promise<number> => {
    const started = performance.now();
    await linkNew(run, rows, { model, floor: -6, keysAt: () => Promise.resolve(new Map()), keepNumbers: () => Promise.resolve() });
    return performance.now() - started;
  };
  const [first = [], ...others] = task.later.map((file) => [...valuesOf(readFileSync(file, 'utf8'))]);
  const oneMs: number[] = [];
  for (const row of first.slice(0, singles)) oneMs.push(await timed([row]));
  const manySeconds: number[] = [];
  for (const rows of others) manySeconds.push((await timed(rows)) / 1_000);
  return { oneMs, manySeconds };
}

const task = JSON.parse(process.argv[2] ?? '{}') as SideTask;
const memory = watchMemory();
const side = await openSide(task);
try {
  const { result, model } = await linkAll(side, task);
  const peak = await memory.peakMb();
  const later = task.later.length === 0 ? { oneMs: [], manySeconds: [] } : await linkLater(side, task, model);
  process.stdout.write(`${JSON.stringify({ ...result, peakMb: peak, ...later } satisfies SideResult)}\n`);
} finally {
  await side.close();
}
