import { chanceOfWeight } from '../../learn/index.ts';
import { shippedBlockedValues, type BlockedValue } from '../../model/index.ts';
import { dropPrepared, type WorkspaceStore } from '../../store/index.ts';
import { blockedBy, type Blocked } from '../blocked/blocked-values.ts';
import { blockedIn, countedBlocked } from '../blocked/read-blocked.ts';
import { chosenFor, judgedPairs } from '../answers/judged.ts';
import { drawQuestions, readQuestions } from '../answers/questions.ts';
import { pairOf, wordsOnPairs } from '../answers/words-on-pairs.ts';
import { runsInForce } from '../entities/edges.ts';
import { linkContacts, linkNewContacts, type FrozenModel, type LinkedContacts, type ScoredContacts } from '../link/index.ts';
import { normaliseContact, type ContactColumns, type RawContact } from '../normalise/index.ts';
import { keysAt, markEverybody, newContacts, numberContacts, startNumbers, whatCounts } from './held-contacts.ts';
import { oneAtATime } from './one-at-a-time.ts';
import { readContacts } from './read-contacts.ts';
import { lookAgain } from '../rules/find-bearers.ts';
import { comparesAsNow, linkModelOf, runModelOf, type Joining, type RunModel } from './run-model.ts';
import { foldAgain } from '../fold-again.ts';
import { modelAndHeeded, modelInForce } from '../review.ts';
import { proposed } from './preview.ts';
import { beginRun, failRun, keepEdges, keepModel, previewRun, putInForce, recordsOf, type RunOutcome } from './run.ts';

/** Names the linker's tables of people. */
const tables = 'people';
const edgesAtOnce = 50_000;

export interface ResolveAllParts extends ResolveParts {
  /** Values that say nothing; the shipped ones where it is left out. What comes in later is compared by this list. */
  readonly blocked?: readonly BlockedValue[];
}

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
export const resolveEverybody = (parts: ResolveAllParts): Promise<Resolved> => oneAtATime(parts.store.state, () => compareAndLearn(parts));

async function compareAndLearn(parts: ResolveAllParts): Promise<Resolved> {
  const { store, by, now, progress, blocked: list = shippedBlockedValues } = parts;
  const blocked = blockedBy(list);
  const isFirst = (await runsInForce(store.state)).length === 0;
  const run = await beginRun(store, { scope: 'all', by, model: null }, now());
  return orFail(parts, run, async () => {
    await progress('comparing people', 0, null);
    const linked = await compareEverybody(store, blocked);
    await linked.mark();
    await followRules(parts);
    const joining = await joiningBy(store, linked);
    await keepModel(store, run, runModelOf(linked.model, joining, countedBlocked(list, blocked)));
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
 * Compares what is new or changed since with everything, by the model in force. Null where no run is in force yet, or one of an earlier version that compared otherwise: the next over
 * everything is one that somebody asks for.
 */
export async function resolveNew(parts: ResolveParts): Promise<Resolved | null> {
  return isUsable(await modelInForce(parts.store)) ? oneAtATime(parts.store.state, () => compareNew(parts)) : null;
}

const isUsable = (model: RunModel | null): model is RunModel => model !== null && comparesAsNow(model);

async function compareNew(parts: ResolveParts): Promise<Resolved | null> {
  const { store } = parts;
  const { model, isHeeding } = await modelAndHeeded(store);
  if (!isUsable(model)) return null;
  const fresh = await newContacts(store.facts);
  if (fresh === null) return compareAgain(parts, model);
  if (fresh.contacts.length === 0) return nothingNew;
  const edges = await linkNewContacts(store.facts, {
    run: tables, model: linkModelOf(model), threshold: model.threshold, keysAt: (wanted) => keysAt(store.facts, wanted), keepNumbers: (from) => numberContacts(store.facts, fresh.contacts, from),
  }, fresh.contacts.map(heeded(blockedBy(blockedIn(model)))));
  const keys = fresh.contacts.map(({ key }) => key);
  if (isHeeding) await lookAgain(store, keys);
  const resolved = await countNew(parts, model, { found: edges, records: fresh.contacts.length, counting: fresh.counting });
  // What a record bears may be another than when it was joined, and a rule joins without evidence.
  if (isHeeding) await foldAgain(store, keys, { kind: 'run', id: resolved.run === 0 ? null : resolved.run }, parts.now());
  // Last: whoever is killed before compares them again, which changes nothing more.
  await fresh.mark();
  return resolved;
}

const nothingNew: Resolved = { run: 0, merges: 0, splits: 0, refused: 0, oversized: 0, state: 'in_force', records: 0, candidates: 0, crowded: 0 };

interface FoundNew {
  readonly found: readonly ScoredContacts[];
  readonly records: number;
  /** Imports that count, where they are at hand. */
  readonly counting?: ReadonlySet<number>;
}

/** Puts edges of new records in force, where there are any. */
async function countNew(parts: ResolveParts, model: RunModel, { found, records, counting }: FoundNew): Promise<Resolved> {
  const { store, by, now } = parts;
  // A record that changed is beside what it was.
  const edges = found.filter(({ a, b }) => a !== b);
  if (edges.length === 0) return { ...nothingNew, records };
  const joining = edges.filter(({ weight, isHeldBack }) => weight >= model.threshold && !isHeldBack);
  // Read while the run is begun; that it failed is told where it is waited for.
  const named = recordsOf(store.facts, joining.flatMap(({ a, b }) => [a, b]), counting);
  named.catch(() => undefined);
  const run = await beginRun(store, { scope: 'new', by, model }, now());
  return orFail(parts, run, async () => {
    return { ...await putInForce(store, run, now(), { named, joining, kept: keepAll(parts, run, edges, model) }), state: 'in_force', records, candidates: edges.length, crowded: 0 };
  });
}

/** Where what was prepared is gone, or holds somebody who refuses to be analysed since: everybody by the model in force. */
async function compareAgain(parts: ResolveParts, model: RunModel): Promise<Resolved> {
  await dropPrepared(parts.store.facts);
  const { edges, records, mark } = await compareEverybody(parts.store, blockedBy(blockedIn(model)), { model: linkModelOf(model), threshold: model.threshold });
  await followRules(parts);
  const resolved = await countNew(parts, model, { found: edges, records });
  await mark();
  return resolved;
}

/** Looks anew at all that rules name: an import may have been taken back. */
async function followRules({ store, now }: ResolveParts): Promise<void> {
  await foldAgain(store, await lookAgain(store, null), { kind: 'run', id: null }, now());
}

async function orFail(parts: ResolveParts, run: number, work: () => Promise<Resolved>): Promise<Resolved> {
  try {
    return await work();
  } catch (error) {
    await failRun(parts.store, run, parts.now());
    throw error;
  }
}

const heeded = ({ without }: Blocked) => (raw: RawContact): ContactColumns => normaliseContact(without(raw));

/** `mark` says that they are held from now on. */
async function compareEverybody(store: WorkspaceStore, blocked: Blocked, frozen?: FrozenModel): Promise<LinkedContacts & { readonly mark: () => Promise<void> }> {
  const counts = await whatCounts(store.facts);
  await startNumbers(store.facts);
  let from = 0;
  async function* contacts(): AsyncIterable<ContactColumns[]> {
    for await (const some of readContacts(store.facts)) {
      await numberContacts(store.facts, some, from);
      from += some.length;
      yield some.map(heeded(blocked));
    }
  }
  const linked = await linkContacts(store.facts, contacts(), { run: tables, ...(frozen === undefined ? {} : { frozen }) });
  return { ...linked, mark: () => markEverybody(store.facts, counts) };
}

async function keepAll({ store, now }: ResolveParts, run: number, edges: readonly ScoredContacts[], { threshold, scale }: Joining): Promise<void> {
  for (let from = 0; from < edges.length; from += edgesAtOnce) {
    const some = edges.slice(from, from + edgesAtOnce).map((edge) => ({ ...edge, probability: chanceOfWeight(scale, edge.weight) }));
    await keepEdges(store, run, threshold, some, now());
  }
}
