import { z } from 'zod';
import { batchesThatCount, preparedTables, refusedKeys, refusingMark, type Facts } from '../../store/index.ts';
import { withKeys } from '../entities/edges.ts';
import type { RawContact } from '../normalise/index.ts';
import { contactsBrought } from './contacts-brought.ts';
import { readContacts } from './read-contacts.ts';

/** Which record has which number in the linker's tables, and of when it is. Gone with them when somebody is forgotten. */
const numbers = `${preparedTables}people_numbers`;
/** Which imports the linker's tables hold, and who refused then: a row each time something was added, and one that begins anew. */
const marks = `${preparedTables}people_marks`;

/** Nothing counts as held until it is marked: a run that is killed leaves nothing behind that counts. */
export async function startNumbers(facts: Facts): Promise<void> {
  for (const table of [marks, numbers]) await facts.command(`DROP TABLE IF EXISTS ${table}`);
  await facts.command(`CREATE TABLE ${numbers} (n UInt32, record String, known_at Int64) ENGINE = MergeTree ORDER BY n SETTINGS index_granularity = 512`);
  await facts.command(`CREATE TABLE ${marks} (place UInt64, anew Bool, batches Array(UInt64), refusing UInt64) ENGINE = MergeTree ORDER BY place`);
}

export async function numberContacts(facts: Facts, contacts: ReadonlyArray<Pick<RawContact, 'key' | 'knownAt'>>, from: number): Promise<void> {
  await facts.insert(numbers, contacts.map(({ key, knownAt }, at) => ({ n: from + at, record: key, known_at: knownAt })));
}

/** Keys of some records by their numbers. */
export async function keysAt(facts: Facts, wanted: readonly number[]): Promise<Map<number, string>> {
  const keys = new Map<number, string>();
  if (wanted.length === 0) return keys;
  for (const [n, record] of await facts.fewRows(`SELECT n, record FROM ${numbers} WHERE n IN (${wanted.join(', ')})`, {})) keys.set(Number(n), String(record));
  return keys;
}

/** What the linker's tables hold. */
interface Mark {
  readonly next: number;
  readonly batches: ReadonlySet<number>;
  readonly refusing: string;
}

const readMarks = {
  name: 'marks', text: `SELECT max(place) + 1 AS next, maxIf(place, anew) AS begun, groupArray(place) AS places, groupArray(batches) AS batches, argMax(refusing, place) AS refusing FROM ${marks}`,
  parameters: z.object({}), row: z.object({ next: z.coerce.number(), begun: z.coerce.number(), places: z.array(z.coerce.number()), batches: z.array(z.array(z.coerce.number())), refusing: z.string() }),
};

async function lastMark(facts: Facts): Promise<Mark | null> {
  try {
    const [found] = await facts.query(readMarks, {});
    if (found === undefined || found.places.length === 0) return null;
    return { next: found.next, refusing: found.refusing, batches: new Set(found.batches.filter((_, at) => (found.places[at] as number) >= found.begun).flat()) };
  } catch (error) {
    if (isNoTable(error)) return null;
    throw error;
  }
}

/** The engine's number for a table that is not there. */
const isNoTable = (error: unknown): boolean => error instanceof Error && (error.cause as { code?: unknown } | undefined)?.code === '60';

/** Imports that count, and who refuses to be analysed. */
export interface WhatCounts {
  readonly batches: readonly number[];
  readonly refusing: string;
}

export async function whatCounts(facts: Facts): Promise<WhatCounts> {
  const [batches, refusing] = await Promise.all([batchesThatCount(facts), refusingMark(facts, 'analyse')]);
  return { batches, refusing };
}

/** Says that the linker's tables hold what counted. */
export const markEverybody = (facts: Facts, { batches, refusing }: WhatCounts): Promise<void> => facts.insert(marks, [{ place: 0, anew: true, batches, refusing }]);

/** What is to be compared with all that is held, and how to say afterwards that it was. */
export interface NewContacts {
  readonly contacts: readonly RawContact[];
  /** Imports that count. */
  readonly counting: ReadonlySet<number>;
  readonly mark: () => Promise<void>;
}

/**
 * Records that are not held yet, or changed since. Where nothing but imports were added, only what they brought is read; where one was withdrawn, or somebody refuses or allows
 * something since, everything is. Null where nothing is held, or somebody is who refuses to be analysed since.
 */
export async function newContacts(facts: Facts): Promise<NewContacts | null> {
  const since = await addedSince(facts);
  if (since === null) return null;
  const { held, batches, added, isWithdrawn } = since;
  // Beside the reading, and not before it: for one new record the answer to each question takes as long as that.
  const counting = new Set(batches);
  const [contacts, refusing] = await Promise.all([added.length === 0 ? [] : contactsBrought(facts, added, counting), refusingMark(facts, 'analyse')]);
  if (!isWithdrawn && refusing === held.refusing) return { contacts, counting, mark: () => marked(facts, { place: held.next, anew: false, batches: added, refusing }) };
  if (await isRefusedHeld(facts)) return null;
  // What was brought but never marked may have its number already.
  const all = new Map(contacts.map((contact) => [contact.key, contact]));
  for await (const some of readContacts(facts, `(key, known) NOT IN (SELECT record, known_at FROM ${numbers})`)) for (const contact of some) all.set(contact.key, contact);
  return { contacts: [...all.values()], counting, mark: () => marked(facts, { place: held.next, anew: true, batches, refusing }) };
}

interface Added {
  readonly held: Mark;
  readonly batches: readonly number[];
  readonly added: readonly number[];
  /** An import that is held counts no longer. */
  readonly isWithdrawn: boolean;
}

async function addedSince(facts: Facts): Promise<Added | null> {
  const [batches, held] = await Promise.all([batchesThatCount(facts), lastMark(facts)]);
  if (held === null) return null;
  const counting = new Set(batches);
  return { held, batches, added: batches.filter((batch) => !held.batches.has(batch)), isWithdrawn: [...held.batches].some((batch) => !counting.has(batch)) };
}

const marked = (facts: Facts, row: { place: number; anew: boolean } & WhatCounts): Promise<void> => facts.insert(marks, [row]);

const heldRefused = (table: string) => ({ name: 'refused_held', text: `SELECT count() AS n FROM ${numbers} WHERE record IN (SELECT record FROM ${table})`, parameters: z.object({}), row: z.object({ n: z.coerce.number() }) });

async function isRefusedHeld(facts: Facts): Promise<boolean> {
  const refused = await refusedKeys(facts, 'analyse');
  return refused.size > 0 && withKeys(facts, refused, async (table) => ((await facts.query(heldRefused(table), {}))[0]?.n ?? 0) > 0);
}
