import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import type { MappedRow } from '../../src/model/index.ts';
import { edgesOf, runsInForce } from '../../src/resolve/entities/edges.ts';
import { readDecisions, wordsIn } from '../../src/resolve/entities/read-words.ts';
import { noLimits as limits } from '../../src/resolve/limits/limited.ts';
import { fold } from '../../src/resolve/fold/fold.ts';
import { peopleOf } from '../../src/resolve/index.ts';
import { drainOutbox, dropArrived, incomingLines, incomingTable, promoteBatch, putInOutbox, type WorkspaceStore } from '../../src/store/index.ts';
import { chanceAt } from '../product/crm-export.ts';
import { processesOn } from '../product/processes.ts';
import { endProcess } from './kill-round.ts';
import type { ResolveStep } from './resolve-writer.ts';

const writer = fileURLToPath(new URL('./resolve-writer.ts', import.meta.url));
const at = Date.parse('2026-06-30T09:00:00Z');
const kills = ['writer', 'writer and engines'] as const;

export interface ResolveRound {
  readonly killed: (typeof kills)[number];
  /** Steps that were acknowledged in this round. */
  readonly steps: number;
  /** Merges and splits so far. */
  readonly changes: number;
  readonly faults: readonly string[];
}

/**
 * Rounds of merges and splits at random, each ended by kill -9. Afterwards who is who must be one fold of all that stands, the feed must lead from
 * nothing to exactly that, and each step that was acknowledged must be there.
 */
export async function* resolveRounds(rounds: number, seed: number, records: number, loadMs: number): AsyncIterable<ResolveRound> {
  const folder = join(mkdtempSync(join(tmpdir(), 'hindcast-resolve-kill-')), 'data');
  try {
    await withStore(folder, (store) => bringRecords(store, records));
    for (let round = 1; round <= rounds; round += 1) {
      const killed = kills[round % kills.length] as ResolveRound['killed'];
      const steps = await loadAndKill(folder, [String(seed + round), String(records)], killed, loadMs * (0.5 + chanceAt(seed, round)));
      yield { killed, steps: steps.length, ...await withStore(folder, (store) => judge(store, records, steps)) };
    }
  } finally {
    for (const left of processesOn(folder)) endProcess(left);
    rmSync(join(folder, '..'), { recursive: true, force: true });
  }
}

async function withStore<T>(folder: string, work: (store: WorkspaceStore) => Promise<T>): Promise<T> {
  const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: () => undefined });
  try {
    return await work(await house.store.createWorkspace('main', false));
  } finally {
    await house.close();
  }
}

async function bringRecords(store: WorkspaceStore, records: number): Promise<void> {
  const batch = { id: 1, knownAt: at };
  const rows = Array.from({ length: records }, (_, index): MappedRow => ({ recordId: `r${index}`, line: index + 2, fields: { name: `Name ${index}`, createdAt: at }, attributes: {} }));
  await store.facts.insert(incomingTable('contact'), incomingLines('contact', 'files', batch)(rows));
  await promoteBatch(store.facts, 'contact', batch);
  await dropArrived(store.facts, 'contact', batch.id);
  await store.state.transaction().execute((transaction) => putInOutbox(transaction, 'batches', [{ batch_id: batch.id, import_id: 'x', fact: 'commit', known_at: at, recorded_at: at }]));
  await drainOutbox(store.state, store.facts);
}

async function loadAndKill(folder: string, words: readonly string[], killed: ResolveRound['killed'], ms: number): Promise<ResolveStep[]> {
  const child: ChildProcess = spawn(process.execPath, [writer, folder, ...words], { stdio: ['ignore', 'pipe', 'inherit'] });
  const steps: ResolveStep[] = [];
  const ended = new Promise<void>((resolve) => { child.once('exit', () => resolve()); });
  const reading = (async () => { for await (const line of createInterface({ input: child.stdout as NonNullable<ChildProcess['stdout']> })) steps.push(JSON.parse(line) as ResolveStep); })();
  // The engines take a moment to start: the load counts from the first step.
  const until = performance.now() + 30_000;
  while (steps.length === 0 && child.exitCode === null && performance.now() < until) await pause(20);
  await pause(ms);
  for (const one of killed === 'writer' ? [] : processesOn(folder)) endProcess(one);
  child.kill('SIGKILL');
  await Promise.all([ended, reading]);
  return steps;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => { setTimeout(resolve, ms); });

async function judge(store: WorkspaceStore, records: number, steps: readonly ResolveStep[]): Promise<Pick<ResolveRound, 'changes' | 'faults'>> {
  const keys = Array.from({ length: records }, (_, index) => `contact:files:r${index}`);
  const people = await peopleOf(store, keys, Date.now());
  const held = grouped([...people.values()].map(({ records: list }) => list));
  const whole = fold({ records: keys.map((key) => ({ key, knownAt: at })), edges: await edgesOf(store.facts, await runsInForce(store.state)), words: wordsIn(await readDecisions(store.state)), limits });
  const { told, changes } = await replayed(store, keys);
  const faults = [
    ...(held === grouped(whole.entities.map((one) => one.records)) ? [] : ['who is who is not the fold of what stands']),
    ...(held === grouped(told) ? [] : ['the feed leads to something else']),
    ...await missing(store, steps),
  ];
  return { changes, faults };
}

const grouped = (groups: ReadonlyArray<readonly string[]>): string => [...new Set(groups.map((group) => [...group].sort().join(' ')))].sort().join('\n');

/** Who is who by the feed alone: in each fold first the merges, then what splits left. */
async function replayed({ state }: WorkspaceStore, keys: readonly string[]): Promise<{ told: string[][]; changes: number }> {
  const group = new Map(keys.map((key) => [key, [key]]));
  const rows = await state.selectFrom('identity_changes').select(['id', 'kind', 'parts', 'cause', 'cause_id']).orderBy('id').execute();
  for (const made of Map.groupBy(rows, ({ cause, cause_id }) => `${cause} ${cause_id}`).values()) {
    for (const { parts } of made.filter(({ kind }) => kind === 'merge')) put(group, parts.flat());
    for (const { parts } of made.filter(({ kind }) => kind === 'split')) for (const part of parts) put(group, part);
  }
  return { told: [...group.values()], changes: rows.length };
}

function put(group: Map<string, string[]>, records: string[]): void {
  for (const key of records) group.set(key, records);
}

/** Steps that were acknowledged and are not there. */
async function missing({ state }: WorkspaceStore, steps: readonly ResolveStep[]): Promise<string[]> {
  const runs = new Map((await state.selectFrom('identity_runs').select(['id', 'state']).execute()).map(({ id, state: stands }) => [Number(id), stands]));
  const { sequence } = await state.selectFrom('identity_decisions').select(({ fn }) => fn.max('sequence').as('sequence')).executeTakeFirstOrThrow();
  return steps.flatMap((step) => {
    if ('word' in step) return step.word <= Number(sequence ?? 0) ? [] : [`word ${step.word} is not there`];
    const stands = runs.get(step.run);
    return stands === 'in_force' || stands === 'replaced' ? [] : [`run ${step.run} is ${stands ?? 'not there'}`];
  });
}
