import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { contacts, contactsHash, mainSetting, type ContactRow } from '../src/market/contacts/index.ts';
import { resolveEverybody, resolveNew } from '../src/resolve/index.ts';
import { Store, openEngines, type WorkspaceStore } from '../src/store/index.ts';
import { percentile, type Bench, type BenchContext, type Figure } from './bench.ts';
import { bringContacts } from './resolve-new/bring-contacts.ts';

const million = 1_000_000;
const rowsAnImport = 100_000;
/** A server that has just started answers the first ones slower. */
const warm = 40;
const [singles, batches, rowsABatch] = [200, 4, 10_000];
const firstKnownAt = Date.parse('2026-01-01T00:00:00Z');

/** Imports of made-up contacts, each known a minute after the one before. */
class Imports {
  readonly #store: WorkspaceStore;
  #last = 0;

  constructor(store: WorkspaceStore) {
    this.#store = store;
  }

  async bring(rows: readonly ContactRow[]): Promise<void> {
    this.#last += 1;
    await bringContacts(this.#store, rows, { id: this.#last, knownAt: firstKnownAt + this.#last * 60_000 });
  }
}

async function measure(context: BenchContext): Promise<Figure[]> {
  const count = context.rounds === 1 ? million / 10 : million;
  context.say(`contacts ${contactsHash().slice(0, 12)}, seed ${context.seed}, ${count} rows`);
  const engines = await openEngines({ dataDir: context.folder, log: () => undefined });
  const house = await Store.open({ engines, now: Date.now, newId: randomUUID, worker: 'bench', log: () => undefined });
  try {
    return await measureIn(context, await house.createWorkspace('main', false), count);
  } finally {
    await house.jobs.stop();
    await engines.close();
  }
}

async function measureIn(context: BenchContext, store: WorkspaceStore, count: number): Promise<Figure[]> {
  const imports = new Imports(store);
  const parts = { store, by: null, now: Date.now, progress: () => Promise.resolve() };
  const later = await bringFirst(imports, count, context.seed);
  const [all, everybodyMs] = await timed(() => resolveEverybody(parts));
  context.say(`${all.records} records at once: ${(everybodyMs / 1_000).toFixed(0)} s, ${all.merges} merges, ${all.state}`);
  context.say(`the engine put its pieces together for ${((await settledMs(store)) / 1_000).toFixed(0)} s more`);
  const before = await peopleIn(store);
  const oneMs: number[] = [];
  for (const [at, row] of later.slice(0, warm + singles).entries()) {
    await imports.bring([row]);
    const [, ms] = await timed(() => resolveNew(parts));
    if (at >= warm) oneMs.push(ms);
  }
  context.say(`one by one, in fifths: ${[0, 1, 2, 3, 4].map((fifth) => percentile(oneMs.slice(fifth * 40, fifth * 40 + 40), 0.5).toFixed(0)).join(', ')} ms in the middle`);
  const perSecond: number[] = [];
  for (let batch = 0; batch < batches; batch += 1) {
    await imports.bring(later.slice(warm + singles + batch * rowsABatch, warm + singles + (batch + 1) * rowsABatch));
    const [found, ms] = await timed(() => resolveNew(parts));
    context.say(`${found?.records} together: ${(ms / 1_000).toFixed(1)} s, ${found?.merges} merges`);
    perSecond.push(rowsABatch / (ms / 1_000));
  }
  return [
    { name: `one new contact against ${count}, compared, folded and told, p50`, unit: 'ms', values: [percentile(oneMs, 0.5)] },
    { name: `one new contact against ${count}, compared, folded and told, p95`, unit: 'ms', values: [percentile(oneMs, 0.95)], atMost: 150 },
    { name: 'the last 40 of 200 one after the other ÷ the first 40, p50', unit: '×', values: [percentile(oneMs.slice(-40), 0.5) / percentile(oneMs.slice(0, 40), 0.5)] },
    { name: '10,000 new contacts together, compared, folded and told', unit: 'contacts/s', values: perSecond, atLeast: 2_500 },
    { name: 'people that were there before and are not found whole by their id', unit: 'people', values: [lostIds(before, await peopleIn(store))], atMost: 0 },
  ];
}

/** A million records just written are put together in the background for a while, which takes a core of two; milliseconds until that is over, a minute at most. */
async function settledMs({ facts }: WorkspaceStore): Promise<number> {
  const from = performance.now();
  for (let quiet = 0; quiet < 3 && performance.now() - from < 60_000;) {
    for await (const [[merges] = []] of facts.stream('SELECT count() FROM system.merges WHERE database = currentDatabase()', {})) quiet = Number(merges) === 0 ? quiet + 1 : 0;
    await setTimeout(500);
  }
  return performance.now() - from;
}

/** Imports the first contacts and hands back those that come later. */
async function bringFirst(imports: Imports, count: number, seed: number): Promise<ContactRow[]> {
  let rows: ContactRow[] = [];
  let brought = 0;
  for await (const some of contacts(mainSetting, count + warm + singles + batches * rowsABatch, seed)) {
    rows.push(...some);
    if (brought === count || rows.length < rowsAnImport) continue;
    await imports.bring(rows.slice(0, rowsAnImport));
    brought += rowsAnImport;
    rows = rows.slice(rowsAnImport);
  }
  return rows;
}

/** The entity of each record that is in one with others. */
async function peopleIn(store: WorkspaceStore): Promise<Map<string, string>> {
  const members = await store.state.selectFrom('identity_members').select(['record', 'entity']).execute();
  return new Map(members.map(({ record, entity }) => [record, entity]));
}

/** An id is kept when it is the key of a record that is one with all that it named before: it names them still, or is an alias. */
function lostIds(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): number {
  const now = (record: string): string => after.get(record) ?? record;
  return new Set([...before].filter(([record, id]) => now(record) !== now(id)).map(([, id]) => id)).size;
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const from = performance.now();
  return [await work(), performance.now() - from];
}

/** New records beside a million that are held, from what an import brought to who is who. */
export const bench: Bench = {
  asks: 'How long does it take until a new contact, or ten thousand together, is one with whom it belongs to among a million, and does everybody keep their id?',
  rounds: 3,
  measure,
};
