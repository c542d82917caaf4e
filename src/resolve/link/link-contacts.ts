import { chanceOfWeight, pairWeight, takenAtItsWord } from '../../learn/index.ts';
import type { ContactColumns } from '../normalise/index.ts';
import { clickhouse } from './clickhouse.ts';
import { compareCandidates, type CrowdedRule } from './compare-candidates.ts';
import { contactPlan, contactValues } from './contact-plan.ts';
import type { LinkEngine } from './engine.ts';
import { givenColumns, givenRows } from './given-rows.ts';
import { joinedPairs } from './join-pairs.ts';
import { beyondUsual, learnModel, type LinkModel } from './learn-model.ts';
import { linkNew } from './link-new.ts';
import { createGiven, dropTables, endRun, limitsFor, linkRun, type LinkLimits, type LinkRun } from './link-run.ts';
import type { KeysAt, Scoring } from './new-found.ts';
import { prepareRecords } from './prepare-records.ts';
import type { ScoredPair } from './weigh-pairs.ts';

/** What speaks for two contacts being of one person. */
export interface ScoredContacts {
  /** Keys of the records, a < b. */
  readonly a: string;
  readonly b: string;
  /** log2 odds that they are one person, how rare shared values are included. */
  readonly weight: number;
  readonly probability: number;
  /** Level of each comparison of `contactPlan`: 0 missing, 1 different, 2 and on its levels, best first. */
  readonly levels: readonly number[];
  /** The kind of pairs of two people that it is likeliest to be of, by whose weights it was weighed. */
  readonly rule: string;
  /** It would join groups whose other pairs speak against it, so it joins nothing by itself and is for people to look at. */
  readonly isHeldBack: boolean;
}

export interface LinkedContacts {
  /** Edges of at least the threshold join; weaker ones are for people to look at. */
  readonly threshold: number;
  readonly edges: readonly ScoredContacts[];
  /** What new contacts are scored with. */
  readonly model: LinkModel;
  readonly records: number;
  readonly candidates: number;
  /** Keys that too many contacts share to compare them all. */
  readonly crowded: readonly CrowdedRule[];
}

/** A wrong merge is between five and six times as bad as a missed one: a pair joins that is so likely. */
export const chanceAtLeast = 0.85;
/** Where people's answers say what weights mean: so many of the joins must be expected to be right. */
export const precisionByAnswers = 0.995;
/** Pairs this many bits below the threshold are still shown. */
const shownBelow = 6;
const runOf = (engine: LinkEngine, run: string, limits?: LinkLimits): LinkRun => linkRun(engine, clickhouse, contactPlan, run, limits === undefined ? {} : { limits });

/** A model that is in force already, and the weight from which its pairs join. */
export interface FrozenModel {
  readonly model: LinkModel;
  readonly threshold: number;
}

/**
 * All contacts against all, by a model learnt from them unless one is given. What scoring later ones needs stays in the tables of `run`; a run of the same name
 * before it is replaced.
 */
export async function linkContacts(engine: LinkEngine, contacts: AsyncIterable<readonly ContactColumns[]>, { run: name, limits, frozen }: { run: string; limits?: LinkLimits; frozen?: FrozenModel }): Promise<LinkedContacts> {
  const given = runOf(engine, name, limits);
  const keys: string[] = [];
  await dropTables(given);
  await createGiven(given);
  for await (const some of contacts) {
    await writeContacts(given, given.tables.given, some, keys.length);
    for (const { key } of some) keys.push(key);
  }
  const run = { ...given, limits: limits ?? limitsFor(keys.length) };
  await prepareRecords(run);
  const { candidates, crowded } = await compareCandidates(run);
  const model = frozen?.model ?? await learnModel(run);
  const { threshold, pairs, held } = await joinedPairs(run, model, { floor: (frozen?.threshold ?? 0) - shownBelow, chanceAtLeast, ...(frozen === undefined ? {} : { threshold: frozen.threshold }) });
  await endRun(run);
  const shown = pairs.filter(({ weight }) => weight >= threshold - shownBelow);
  return { threshold, model, candidates, crowded, records: keys.length, edges: shown.map((pair) => ({ ...edgeOf(pair, [keys[pair.a] as string, keys[pair.b] as string], model), isHeldBack: held.has(pair) })) };
}

const writeContacts = (run: LinkRun, table: string, contacts: readonly ContactColumns[], from: number): Promise<void> =>
  run.engine.insert(table, givenRows(contacts.map(contactValues), from), { columns: givenColumns(run.plan), format: 'RowBinary' });

function edgeOf({ weight, levels, rarity }: ScoredPair, keys: readonly [string, string], model: LinkModel): ScoredContacts {
  const [one, other] = keys.toSorted() as [string, string];
  return { a: one, b: other, weight, probability: chanceOfWeight(takenAtItsWord, weight), levels, rule: decidingKind(model, levels, rarity), isHeldBack: false };
}

export interface HeldContacts extends FrozenModel, Pick<Scoring, 'keepNumbers'> {
  readonly run: string;
  /** Keys of the records held, by their numbers; where one is unknown, its pairs are left out. */
  readonly keysAt: KeysAt;
}

/**
 * New contacts against those of a run and against each other, by its frozen model. They are held when it returns. Heaviest
 * first.
 */
export async function linkNewContacts(engine: LinkEngine, { run: name, keysAt, keepNumbers, model, threshold }: HeldContacts, contacts: readonly ContactColumns[]): Promise<ScoredContacts[]> {
  const all = runOf(engine, name);
  const { from, pairs, keys } = await linkNew(all, contacts.map(contactValues), { model, floor: threshold - shownBelow, keysAt, keepNumbers });
  const keyOf = (n: number): string | undefined => (n < from ? keys.get(n) : contacts[n - from]?.key);
  return pairs.flatMap((pair) => {
    const [a, b] = [keyOf(pair.a), keyOf(pair.b)];
    return a === undefined || b === undefined ? [] : [edgeOf(pair, [a, b], model)];
  });
}

/** Of the kinds of pairs that are two people's the one that a pair is likeliest to be of, by the rule that it was looked for with first. */
function decidingKind({ kinds, usual }: LinkModel, levels: readonly number[], rarity: number): string {
  const rarer = beyondUsual(contactPlan, usual, levels, rarity);
  const [least] = kinds.map((kind) => ({ name: kindName(kind), weight: pairWeight([kind], levels, rarer) })).sort((x, y) => x.weight - y.weight);
  return least?.name ?? '';
}

/** What a kind of pairs is called. */
export function kindName({ rule, isByChance }: Pick<LinkModel['kinds'][number], 'rule' | 'isByChance'>): string {
  if (rule === null) return 'something in common';
  const found = contactPlan.rules[rule]?.name ?? '';
  return isByChance ? found : `${found}, not by chance`;
}
