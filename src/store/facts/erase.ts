import { z } from 'zod';
import { kindNames, kinds, removedMark, type Kind, type PersonKind } from '../../model/index.ts';
import type { Facts } from '../contract.ts';
import { columnsOf, incomingTable, versionsTable } from './kind-tables.ts';

/** A record to be removed with everything about it. */
export interface ErasedRecord {
  readonly key: string;
  readonly kind: PersonKind;
  readonly source: string;
  readonly recordId: string;
}

export interface Erasure {
  readonly records: readonly ErasedRecord[];
  /** Sources of which every row of every kind goes. */
  readonly sources: readonly string[];
  /** RE2 expression that finds the person's names and addresses in texts, with what is around them as groups 1 and 3; null where none may be looked for. */
  readonly pattern: string | null;
}

export interface ErasedRows { readonly what: string; readonly rows: number }

/** In memory only: neither a table on disk nor the text of a mutation may name who is removed. */
const targets = 'recall_targets';
const named = (what: string): string => `(SELECT source_system, value FROM ${targets} WHERE what = '${what}')`;
const values = (what: string): string => `(SELECT value FROM ${targets} WHERE what = '${what}')`;
const subjects = `(SELECT groupArray(value) FROM ${targets} WHERE what = 'subject')`;
const pattern = `(SELECT any(value) FROM ${targets} WHERE what = 'pattern')`;

/** Which rows of a kind are the person's. */
const ofPerson: Partial<Record<Kind, string>> = {
  contact: `(source_system, record_id) IN ${named('contact')}`,
  lead: `(source_system, record_id) IN ${named('lead')}`,
  activity: `(source_system, ifNull(contact_id, '')) IN ${named('contact')} OR (source_system, ifNull(lead_id, '')) IN ${named('lead')}`,
  answer: `(source_system, ifNull(contact_id, '')) IN ${named('contact')}`,
  deal_contact: `(source_system, ifNull(contact_id, '')) IN ${named('contact')} OR (source_system, ifNull(told_by, '')) IN ${named('contact')}`,
};

/** Which rows of a kind go: the person's, and all of a source. */
const belongs = new Map(kindNames.map((kind) => [kind, [...(ofPerson[kind] ? [ofPerson[kind]] : []), `source_system IN ${values('source')}`].join(' OR ')]));

/** Texts that people type, in which somebody may be named. Names of owners, accounts and products are not among them: they are not about a contact. */
export const writtenFields: Partial<Record<Kind, readonly string[]>> = {
  deal: ['name', 'nextStep', 'lossReason'],
  activity: ['subject'],
  answer: ['text'],
};

/** Tables beside those of the kinds in which an erasure removes or cleans rows. */
export const erasedFacts: readonly string[] = ['ask_facts', 'coverage_alerts', 'delay_facts', 'events', 'identity_decisions', 'identity_edges', 'mentions', 'refusals', 'rejects', 'touch_builds', 'touch_rows'];

/** What senders wrote. An event that names the person goes as a whole: nobody can say what else in it is the person's. */
const textsOfEvents = ['user_id', 'name', 'properties', 'traits', 'context', 'payload'];

interface Mutation { readonly what: string; readonly table: string; readonly where: string; readonly set: string | null }

const both = (kind: Kind): string[] => [versionsTable(kind), incomingTable(kind)];
const plural = (kind: Kind): string => kinds[kind].plural;

function mutationsFor(hasPattern: boolean): Mutation[] {
  const owned = [...belongs].flatMap(([kind, where]) => both(kind).map((table): Mutation => ({ what: plural(kind), table, where, set: null })));
  const referring = both('deal').flatMap((table) => emptied('deals that named the inquiry', table, 'lead_id', `(source_system, ifNull(lead_id, '')) IN ${named('lead')}`));
  return [
    ...owned, ...referring,
    { what: 'questions asked', table: 'ask_facts', where: `ifNull(contact_id, '') IN ${values('contact')}`, set: null },
    ...['evidence', 'contact_id'].flatMap((column) => emptied('inputs of the cost of delay', 'delay_facts', column, `ifNull(contact_id, '') IN ${values('contact')}`)),
    // A word that parts groups goes on parting the others; who stands for a group is another then, so only texts are emptied of keys.
    { what: '', table: 'identity_decisions', where: `notEmpty(sides) AND arrayExists(side -> hasAny(side, ${subjects}), sides)`, set: `sides = arrayFilter(side -> notEmpty(side), arrayMap(side -> arrayFilter(key -> NOT has(${subjects}, key), side), sides))` },
    { what: '', table: 'identity_decisions', where: `length(sides) > 1 AND (a IN ${values('subject')} OR b IN ${values('subject')})`, set: 'a = sides[1][1], b = sides[2][1]' },
    { what: 'words on who is who', table: 'identity_decisions', where: `a IN ${values('subject')} OR b IN ${values('subject')}`, set: null },
    { what: 'reasons to join records', table: 'identity_edges', where: `a IN ${values('subject')} OR b IN ${values('subject')}`, set: null },
    { what: 'events', table: 'events', where: `user_id IN ${values('user')} OR previous_id IN ${values('user')} OR anonymous_id IN ${values('anonymous')} OR previous_id IN ${values('anonymous')}`, set: null },
    ...(hasPattern ? [{ what: 'events that named the person', table: 'events', where: textsOfEvents.map((column) => `match(${column}, ${pattern})`).join(' OR '), set: null }] : []),
    { what: 'touches', table: 'touch_rows', where: `user_id IN ${values('user')} OR hasAny(anonymous_ids, (SELECT groupArray(value) FROM ${targets} WHERE what = 'anonymous'))`, set: null },
    ...(hasPattern ? [{ what: 'touches', table: 'touch_rows', where: ['who', 'name', 'referrer', 'campaign', 'arrayStringConcat(pages, \' \')'].map((column) => `match(${column}, ${pattern})`).join(' OR '), set: null }] : []),
    ...(hasPattern ? kindNames.flatMap((kind) => both(kind).map((table) => cleaned(kind, table))) : []),
    ...(hasPattern ? [{ what: 'inputs of the cost of delay', table: 'delay_facts', where: `match(ifNull(evidence, ''), ${pattern}) OR match(ifNull(words, ''), ${pattern})`, set: `evidence = ${without('evidence')}, words = ${without('words')}` }] : []),
    ...['mentions', 'coverage_alerts'].map((table): Mutation => ({ what: 'public mentions', table, where: `source IN ${values('source')}`, set: null })),
    ...(hasPattern ? [
      { what: 'public mentions', table: 'mentions', where: ["ifNull(title, '')", 'body', "ifNull(url, '')", 'mention_id'].map((column) => `match(${column}, ${pattern})`).join(' OR '), set: null },
      { what: 'alerts of coverage', table: 'coverage_alerts', where: `match(mention_id, ${pattern}) OR match(reason, ${pattern})`, set: null },
    ] : []),
    ...(hasPattern ? emptied('rejected lines', 'rejects', 'value', `match(ifNull(value, ''), ${pattern})`) : []),
  ];
}

/** In two steps: set to NULL at once, the engine would only mark the old text as absent and keep it beneath. */
const emptied = (what: string, table: string, column: string, where: string): Mutation[] =>
  [{ what, table, where, set: `${column} = ''` }, { what: '', table, where: `${column} = ''`, set: `${column} = NULL` }];

const without = (column: string): string => `replaceRegexpAll(replaceRegexpAll(${column}, ${pattern}, '\\\\1${removedMark}\\\\3'), ${pattern}, '\\\\1${removedMark}\\\\3')`;

/** Names are taken out of what was written in words and of further columns; the row stays. */
function cleaned(kind: Kind, table: string): Mutation {
  const written = columnsOf(kind).filter(([field]) => writtenFields[kind]?.includes(field)).map(([, column]) => column);
  const found = [...written.map((column) => `match(ifNull(${column}, ''), ${pattern})`), `arrayExists(v -> match(v, ${pattern}), mapValues(attributes))`];
  const set = [...written.map((column) => `${column} = ${without(column)}`), `attributes = mapApply((k, v) -> (k, ${without('v')}), attributes)`];
  return { what: `texts of ${plural(kind)}`, table, where: found.join(' OR '), set: set.join(', ') };
}

/**
 * Everything that removes some records from the tables of facts, batches that were taken back or are under way included, and
 * the person's names from texts. Each step is done when it resolves and finds nothing more to do when it is run again; the
 * parts of before leave the disk within minutes (`old_parts_lifetime`). One at a time: the caller holds the lock.
 */
export class FactsEraser {
  readonly #facts: Facts;
  readonly #hasPattern: boolean;

  private constructor(facts: Facts, hasPattern: boolean) {
    this.#facts = facts;
    this.#hasPattern = hasPattern;
  }

  static async open(facts: Facts, erasure: Erasure): Promise<FactsEraser> {
    await facts.command(`DROP TABLE IF EXISTS ${targets}`);
    await facts.command(`CREATE TABLE ${targets} (what LowCardinality(String), source_system String, value String) ENGINE = Memory`);
    await facts.insert(targets, targetRows(erasure));
    return new FactsEraser(facts, erasure.pattern !== null);
  }

  /** Lines of files from which the person's rows were read: what was rejected there is the person's too. */
  async lines(): Promise<FileLine[]> {
    const text = [...belongs].map(([kind, where]) => `SELECT DISTINCT '${kind}' AS kind, batch_id AS batch, line FROM ${versionsTable(kind)} WHERE ${where}`).join(' UNION ALL ');
    return this.#facts.query({ name: 'lines_of_person', text, parameters: z.object({}), row: lineRow }, {});
  }

  /** Ids of those whom events describe by the person's names or addresses, as `user:<id>` and `anonymous:<id>`. */
  async visitors(): Promise<string[]> {
    if (!this.#hasPattern) return [];
    const named = ['user_id', 'traits'].map((column) => `match(${column}, ${pattern})`).join(' OR ');
    const text = `SELECT DISTINCT arrayJoin([if(user_id = '', '', concat('user:', user_id)), if(anonymous_id = '', '', concat('anonymous:', anonymous_id))]) AS node FROM events WHERE fate = 'accepted' AND (${named})`;
    return (await this.#facts.query({ name: 'visitors_named', text, parameters: z.object({}), row: z.object({ node: z.string() }) }, {})).map(({ node }) => node).filter((node) => node !== '');
  }

  /** Adds ids of visitors to what is erased. */
  async aimAt(visitors: readonly string[]): Promise<void> {
    await this.#facts.insert(targets, visitors.map((node) => ({ what: node.slice(0, node.indexOf(':')), source_system: '', value: node.slice(node.indexOf(':') + 1) })));
    await this.#facts.insert(targets, visitors.map((node) => ({ what: 'subject', source_system: '', value: node })));
  }

  async eraseRecords(): Promise<ErasedRows[]> {
    const erased = new Map<string, number>();
    for (const mutation of mutationsFor(this.#hasPattern)) {
      const rows = await mutate(this.#facts, mutation);
      if (rows > 0 && mutation.what !== '') erased.set(mutation.what, (erased.get(mutation.what) ?? 0) + rows);
    }
    if (['events', 'events that named the person', 'touches'].some((what) => erased.has(what))) await this.#facts.command(touchesAreStale);
    return [...erased].map(([what, rows]) => ({ what, rows }));
  }

  /** Last of all: once nothing of the records is left, there is nothing to keep from being read. */
  async eraseStandings(): Promise<void> {
    await mutate(this.#facts, { what: 'standings', table: 'refusals', where: `subject IN ${values('subject')}`, set: null });
  }

  close = (): Promise<void> => this.#facts.command(`DROP TABLE IF EXISTS ${targets}`);
}

/** Touches held events that are gone now, also where they are of others: all are made anew. */
const touchesAreStale = "INSERT INTO touch_builds SELECT max(build), 'stale', 0, toDateTime64(0, 3, 'UTC'), 0 FROM touch_builds";

const lineRow = z.object({ kind: z.enum(kindNames as [Kind, ...Kind[]]), batch: z.coerce.number(), line: z.coerce.number() });
export type FileLine = z.output<typeof lineRow>;

const targetRows = ({ records, sources, pattern: text }: Erasure): object[] => [
  ...sources.map((source) => ({ what: 'source', source_system: '', value: source })),
  ...records.map(({ kind, source, recordId }) => ({ what: kind, source_system: source, value: recordId })),
  ...records.map(({ key }) => ({ what: 'subject', source_system: '', value: key })),
  ...(text === null ? [] : [{ what: 'pattern', source_system: '', value: text }]),
];

/** Counts first: a mutation rewrites whole parts, which nothing needs where no row is meant. */
async function mutate(facts: Facts, { table, where, set }: Mutation): Promise<number> {
  const [found] = await facts.query({ name: `meant_${table}`, text: `SELECT count() AS n FROM ${table} WHERE ${where}`, parameters: z.object({}), row: z.object({ n: z.coerce.number() }) }, {});
  if (!found || found.n === 0) return 0;
  await facts.command(`ALTER TABLE ${table} ${set === null ? 'DELETE' : `UPDATE ${set}`} WHERE ${where} SETTINGS mutations_sync = 2`);
  return found.n;
}

/** Forgets what was rejected in one file of a batch: on some lines, and on lines of which nothing was taken. */
export async function eraseRejects(facts: Facts, batch: number, file: string, lines: readonly number[]): Promise<void> {
  const parameters = { batch, file, lines: [...lines] };
  const where = 'batch_id = {batch:UInt64} AND file = {file:String} AND (column_name IS NULL OR line IN {lines:Array(UInt32)}) AND value IS NOT NULL';
  const [found] = await facts.query({ name: 'rejects_of_lines', text: `SELECT count() AS n FROM rejects WHERE ${where}`, parameters: z.object({ batch: z.number(), file: z.string(), lines: z.array(z.number()) }), row: z.object({ n: z.coerce.number() }) }, parameters);
  if (!found || found.n === 0) return;
  await facts.command(`ALTER TABLE rejects UPDATE value = '' WHERE ${where} SETTINGS mutations_sync = 2`, parameters);
  await facts.command("ALTER TABLE rejects UPDATE value = NULL WHERE value = '' SETTINGS mutations_sync = 2");
}
