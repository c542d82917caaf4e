/**
 * Merges and splits people at random until it is killed, and prints each step once it is acknowledged.
 * Usage: node resolve-writer.ts FOLDER SEED RECORDS
 */
import { randomUUID } from 'node:crypto';
import { configurationFrom } from '../../src/main/configuration.ts';
import { openHouse } from '../../src/main/house.ts';
import { randomStream } from '../../src/learn/index.ts';
import { Failure } from '../../src/model/index.ts';
import { beginRun, decideIdentity, keepEdges, putInForce, readChanges, undoChange, type ScoredEdge } from '../../src/resolve/index.ts';

/** A step that was acknowledged: a run that is in force, or a word of this sequence at least. */
export type ResolveStep = { readonly run: number } | { readonly word: number };

const [folder = '', seed = '1', records = '1000'] = process.argv.slice(2);
const house = await openHouse({ configuration: configurationFrom({ HINDCAST_DATA: folder }, folder), now: Date.now, newId: randomUUID, log: () => undefined });
const store = await house.store.workspace('main');
const random = randomStream('resolve-writer', Number(seed));
const below = (n: number): number => Math.floor(random() * n);
const key = (index: number): string => `contact:files:r${index}`;
const near = (): [string, string] => { const a = below(Number(records) - 4); return [key(a), key(a + 1 + below(3))]; };
const edge = (): ScoredEdge => { const [a, b] = near().sort() as [string, string]; return { a, b, weight: 5 + below(20), probability: 0.99, levels: [1], rule: 'random' }; };

async function run(scope: 'all' | 'new', edges: number): Promise<ResolveStep> {
  const id = await beginRun(store, { scope, by: null, model: null }, Date.now());
  await keepEdges(store, id, 0, Array.from({ length: edges }, edge), Date.now());
  await putInForce(store, id, Date.now());
  return { run: id };
}

async function lastWord(): Promise<ResolveStep> {
  const { sequence } = await store.state.selectFrom('identity_decisions').select(({ fn }) => fn.max('sequence').as('sequence')).executeTakeFirstOrThrow();
  return { word: Number(sequence) };
}

async function word(): Promise<ResolveStep> {
  const [a, b] = near();
  await decideIdentity(store, { a, b, says: random() < 0.6 ? 'same' : 'different', by: null, now: Date.now() });
  return lastWord();
}

async function undo(): Promise<ResolveStep> {
  const changes = await readChanges(store, { limit: 50 });
  try {
    await undoChange(store, changes[below(changes.length)]?.id ?? 0, null, Date.now());
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
  }
  return lastWord();
}

for (;;) {
  const roll = random();
  const step = roll < 0.1 ? await run('all', Math.ceil(Number(records) * 0.4)) : roll < 0.5 ? await run('new', 40) : roll < 0.8 ? await word() : await undo();
  process.stdout.write(`${JSON.stringify(step)}\n`);
}
