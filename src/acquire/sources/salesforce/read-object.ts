import { Failure } from '../../../model/index.ts';
import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import { isObject } from '../message-lines.ts';
import type { SourceMessage, SourceRecord } from '../source-kind.ts';
import { describeObject, type Described } from './describe-object.ts';
import { objectNamed, passing, type SalesforceObject } from './objects.ts';
import { errorCodeOf, type SalesforceSession } from './session.ts';

/** A change is stamped when its transaction begins and can be seen when that ends: what was stamped shortly before is read again. */
const overlapMs = 600_000;
const minuteMs = 60_000;
/** Deletions are told for 15 days at least (SOAP API Developer Guide, getDeleted). */
const keptMs = 14 * 86_400_000;

/** Where an object was left: the newest stamp that was read, and up to when deletions were asked for. */
interface Left {
  readonly stamp: string | null;
  readonly deletionsTo: string | null;
}

/** One object, whole or what changed, with what was deleted: rows in the recycle bin come with the others, those that left it by their ids. */
export class ObjectReader {
  readonly #session: SalesforceSession;
  readonly #name: string;
  readonly #isAsked: boolean;
  readonly #known: SalesforceObject | undefined;
  #line = 0;

  constructor(session: SalesforceSession, name: string, isAsked: boolean) {
    this.#session = session;
    this.#name = name;
    this.#isAsked = isAsked;
    this.#known = objectNamed(name);
  }

  async* read(cursor: unknown): AsyncIterable<SourceMessage> {
    const described = await describeObject(this.#session, this.#name, this.#known);
    if (described === null) {
      if (this.#isAsked) throw new Failure('not_found', `There is no object ${this.#name} that this user may read.`, 'Check its API name and the rights of the user.');
      yield { type: 'note', text: `${this.#name} is not there, or this user may not read it` };
      return;
    }
    if (described.leftOut.length > 0) yield { type: 'note', text: `${this.#name}: more fields than one query can name; left out: ${described.leftOut.join(', ')}` };
    yield this.#declared(described);
    // What is deleted for good while an object is read for the first time was perhaps read before: it is asked for from now on.
    const begun = this.#session.serverMs === null ? null : new Date(this.#session.serverMs).toISOString();
    const left: Left = { stamp: textIn(cursor, 'stamp'), deletionsTo: textIn(cursor, 'deletionsTo') ?? begun };
    const stamp = yield* this.#changed(described, left);
    yield* this.#deleted(described, { ...left, stamp });
  }

  #declared({ columns, numbers }: Described): SourceMessage {
    const made = this.#known?.made ?? [];
    const shown = [...columns.filter((name) => !passing.has(name)), ...made];
    return { type: 'stream', stream: this.#name, keys: ['Id'], columns: shown, numbers, ...(this.#known ? { as: this.#known.kind, fields: Object.fromEntries(shown.map((name) => [name, this.#known?.fields[name] ?? null])) } : {}) };
  }

  /** Pages in the order of their stamps; the newest stamp read so far is a state after each. Returns it. */
  async* #changed(described: Described, left: Left): AsyncGenerator<SourceMessage, string | null> {
    let last = left.stamp;
    let next: string | null = this.#query(described, last === null ? null : new Date(Date.parse(last) - overlapMs).toISOString());
    let lost = 0;
    while (next !== null) {
      const answer = await this.#session.get(next);
      if (errorCodeOf(answer) === 'INVALID_QUERY_LOCATOR' && lost < 20) {
        // The server forgot where it was: from the last stamp on, everything once more.
        lost += 1;
        next = this.#query(described, last);
        continue;
      }
      const rows = this.#rowsOf(answer.status, answer.body);
      yield { type: 'records', stream: this.#name, records: rows.map((row) => this.#record(row)) };
      last = described.stamp === null ? null : textIn(rows.at(-1), described.stamp) ?? last;
      if (last !== null) yield { type: 'state', stream: this.#name, value: { ...left, stamp: last } };
      next = textIn(answer.body, 'nextRecordsUrl');
    }
    return last;
  }

  #query({ columns, stamp }: Described, from: string | null): string {
    const conditions = [...(this.#known?.where === undefined ? [] : [this.#known.where]), ...(stamp !== null && from !== null ? [`${stamp} >= ${from}`] : [])];
    const text = `SELECT ${columns.join(', ')} FROM ${this.#name}${conditions.length === 0 ? '' : ` WHERE ${conditions.join(' AND ')}`} ORDER BY ${stamp === null ? '' : `${stamp}, `}Id`;
    return `queryAll?q=${encodeURIComponent(text)}`;
  }

  #rowsOf(status: number, body: unknown): JsonObject[] {
    if (status === 200) return objectsIn(body, 'records');
    const error = Array.isArray(body) ? (body[0] as unknown) : body;
    throw new Failure('bad_request', `Salesforce does not answer the query for ${this.#name}: ${textIn(error, 'errorCode') ?? status}${textIn(error, 'message') === null ? '' : `, ${textIn(error, 'message')?.slice(0, 300)}`}.`, 'Check the rights of the user; leave the object out with --setting streams=…');
  }

  #record(row: JsonObject): SourceRecord {
    this.#line += 1;
    const shaped = row['IsDeleted'] === true ? null : (this.#known?.shape ?? ((values) => ({ values })))(row);
    if (shaped === null) return { line: this.#line, values: { Id: row['Id'] }, removed: true };
    return { line: this.#line, values: plain(shaped.values) };
  }

  /** Ids of records that were deleted for good, by "Get Deleted". It answers for some weeks at most, and not for all objects. */
  async* #deleted({ isReplicated }: Described, left: Left): AsyncIterable<SourceMessage> {
    const now = this.#session.serverMs;
    if (!isReplicated || now === null || left.deletionsTo === null) return;
    const from = Date.parse(left.deletionsTo) - overlapMs;
    const start = Math.max(Math.min(from, now - 2 * minuteMs), now - keptMs);
    if (start > from + overlapMs) yield { type: 'note', text: `${this.#name}: what left the recycle bin before ${new Date(start).toISOString().slice(0, 10)} is not told` };
    const answer = await this.#session.get(`sobjects/${this.#name}/deleted/?start=${timeParameter(start)}&end=${timeParameter(now)}`);
    if (answer.status !== 200) {
      yield { type: 'note', text: `${this.#name}: deletions since ${new Date(start).toISOString().slice(0, 10)} are not told (${errorCodeOf(answer) ?? answer.status})` };
      yield this.#state({ ...left, deletionsTo: new Date(now).toISOString() });
      return;
    }
    const ids = objectsIn(answer.body, 'deletedRecords').flatMap((row) => textIn(row, 'id') ?? []);
    yield { type: 'records', stream: this.#name, records: ids.map((Id) => ({ line: (this.#line += 1), values: { Id }, removed: true as const })) };
    yield this.#state({ ...left, deletionsTo: isoOf(textIn(answer.body, 'latestDateCovered')) ?? new Date(now).toISOString() });
  }

  #state(value: Left): SourceMessage {
    return { type: 'state', stream: this.#name, value };
  }
}

/** Values as they are kept: without what passes, and without the addresses that the API puts beside every record. */
function plain(values: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(values).filter(([name]) => name !== 'attributes' && !passing.has(name));
  return Object.fromEntries(kept.map(([name, value]) => [name, isObject(value) ? plain(value) : typeof value === 'string' ? withZone(value) : value]));
}

const sfTime = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?)\+0000$/;
const withZone = (value: string): string => value.replace(sfTime, '$1Z');
const isoOf = (text: string | null): string | null => (text === null || Number.isNaN(Date.parse(text)) ? null : new Date(text).toISOString());
const timeParameter = (ms: number): string => encodeURIComponent(`${new Date(ms).toISOString().slice(0, 19)}+00:00`);
