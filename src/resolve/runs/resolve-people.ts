import { chanceOfWeight } from '../../learn/index.ts';
import { dropPrepared, refusedKeys, type WorkspaceStore } from '../../store/index.ts';
import { chosenFor, judgedPairs } from '../answers/judged.ts';
import { drawQuestions, readQuestions } from '../answers/questions.ts';
import { pairOf, wordsOnPairs } from '../answers/words-on-pairs.ts';
import { runsInForce } from '../entities/edges.ts';
import { linkContacts, linkNewContacts, type LinkedContacts, type ScoredContacts } from '../link/index.ts';
import { normaliseContact, type ContactColumns } from '../normalise/index.ts';
import { keysHeld, newContacts, numberContacts, startNumbers } from './held-contacts.ts';
import { readContacts } from './read-contacts.ts';
import { linkModelOf, runModelOf, type Joining } from './run-model.ts';
import { modelInForce } from '../review.ts';
import { proposed } from './preview.ts';
import { beginRun, failRun, keepEdges, keepModel, previewRun, putInForce, type RunOutcome } from './run.ts';

/** Names the linker's tables of people. */
const tables = 'people';
const edgesAtOnce = 50_000;

export interface ResolveParts {
  readonly store: WorkspaceStore;
  readonly by: string | null;
  readonly now: () => number;
  readonly progress: (stage: string, done: number, total: number | null) => Promise<void>;
}

export interface Resolved extends RunOutcome {
  /** `proposed`: a new model waits for somebody's approval; `in_force`: it counts. */
  readonly state: 'proposed' | 'in_force';
  readonly records: number;
  readonly candidates: number;
  /** Blocking keys that too many records share: what is only found by them is not found. */
  readonly crowded: number;
}

/**
 * Compares all records of people that may be analysed and learns what evidence weighs. The first run counts at once, unless it would make people of too many
 * records; a later one is proposed, with what it would change.
 */
export async function resolveEverybody(parts: ResolveParts): Promise<Resolved> {
  const { store, by, now, progress } = parts;
  const isFirst = (await runsInForce(store.state)).length === 0;
  const run = await beginRun(store, { scope: 'all', by, model: null }, now());
  return orFail(parts, run, async () => {
    await progress('comparing people', 0, null);
    const linked = await compareEverybody(store);
    const joining = await joiningBy(store, linked);
    await keepModel(store, run, runModelOf(linked.model, joining));
    await keepAll(parts, run, linked.edges, joining);
    await progress('folding people', 0, null);
    const counts = isFirst && (await previewRun(store, run)).oversized === 0;
    const outcome = counts ? await putInForce(store, run, now()) : await proposed(store, run, now());
    if (counts) await drawQuestions(store, now());
    return { ...outcome, state: counts ? 'in_force' : 'proposed', records: linked.records, candidates: linked.candidates, crowded: linked.crowded.reduce((sum, { keys }) => sum + keys, 0) };
  });
}

/** From which weight on its edges join: what people answered is held against what they weigh now. */
async function joiningBy(store: WorkspaceStore, { edges, threshold }: LinkedContacts): Promise<Joining> {
  const [before, words, asked] = [await modelInForce(store), await wordsOnPairs(store.state), new Set((await readQuestions(store.state)).map(([a, b]) => pairOf(a, b)))];
  const judged = asked.size === 0 ? [] : judgedPairs(edges.flatMap(({ a, b, weight }) => (asked.has(pairOf(a, b)) ? [{ a, b, weighs: weight }] : [])), words);
  return chosenFor(before, threshold, Float64Array.from(edges, ({ weight }) => weight), judged);
}

/**
 * Compares what is new or changed since with everything, by the model in force. Null where no run is in force yet: the first one somebody asks for.
 */
export async function resolveNew(parts: ResolveParts): Promise<Resolved | null> {
  const { store, by, now } = parts;
  const model = await modelInForce(store);
  if (model === null) return null;
  const keys = await preparedKeys(store);
  const fresh = (await newContacts(store.facts)).map(normaliseContact);
  if (fresh.length === 0) return { run: 0, merges: 0, splits: 0, refused: 0, oversized: 0, state: 'in_force', records: 0, candidates: 0, crowded: 0 };
  const run = await beginRun(store, { scope: 'new', by, model }, now());
  return orFail(parts, run, async () => {
    await numberContacts(store.facts, fresh, keys.length);
    const edges = (await linkNewContacts(store.facts, { run: tables, keys, model: linkModelOf(model), threshold: model.threshold }, fresh)).filter(({ a, b }) => a !== b);
    await keepAll(parts, run, edges, model);
    return { ...await putInForce(store, run, now()), state: 'in_force', records: fresh.length, candidates: edges.length, crowded: 0 };
  });
}

async function orFail(parts: ResolveParts, run: number, work: () => Promise<Resolved>): Promise<Resolved> {
  try {
    return await work();
  } catch (error) {
    await failRun(parts.store, run, parts.now());
    throw error;
  }
}

async function compareEverybody(store: WorkspaceStore): Promise<Awaited<ReturnType<typeof linkContacts>>> {
  await startNumbers(store.facts);
  let from = 0;
  async function* contacts(): AsyncIterable<ContactColumns[]> {
    for await (const some of readContacts(store.facts)) {
      await numberContacts(store.facts, some, from);
      from += some.length;
      yield some.map(normaliseContact);
    }
  }
  return linkContacts(store.facts, contacts(), { run: tables });
}

/** Keys of the prepared records in their order. Prepared anew where they are gone, or where somebody in them refuses to be analysed since. */
async function preparedKeys(store: WorkspaceStore): Promise<string[]> {
  const [keys, refused] = [await keysHeld(store.facts), await refusedKeys(store.facts, 'analyse')];
  if (keys.length > 0 && !keys.some((key) => refused.has(key))) return keys;
  await dropPrepared(store.facts);
  await compareEverybody(store);
  return keysHeld(store.facts);
}

async function keepAll({ store, now }: ResolveParts, run: number, edges: readonly ScoredContacts[], { threshold, scale }: Joining): Promise<void> {
  for (let from = 0; from < edges.length; from += edgesAtOnce) {
    const some = edges.slice(from, from + edgesAtOnce).map((edge) => ({ ...edge, probability: chanceOfWeight(scale, edge.weight) }));
    await keepEdges(store, run, threshold, some, now());
  }
}
