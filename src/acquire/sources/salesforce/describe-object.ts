import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import { isObject } from '../message-lines.ts';
import type { SalesforceObject } from './objects.ts';
import { errorCodeOf, type SalesforceSession } from './session.ts';
import { Failure } from '../../../model/index.ts';

/** An object as the organisation describes it, as far as reading it needs. */
export interface Described {
  /** Columns of the query. */
  readonly columns: readonly string[];
  readonly numbers: readonly string[];
  /** The column that grows with every change; null where there is none, and everything is read each time. */
  readonly stamp: string | null;
  /** True where the organisation tells deletions of it. */
  readonly isReplicated: boolean;
  readonly leftOut: readonly string[];
}

/** Parts of these come as fields of their own, or are files. */
const unreadTypes = new Set(['address', 'location', 'base64', 'anyType', 'complexvalue', 'json']);
const numberTypes = new Set(['currency', 'double', 'int', 'long', 'percent']);
const stamps = ['SystemModstamp', 'LastModifiedDate', 'CreatedDate'];
/** An address may be 16,384 bytes long; the rest of it is short. */
const longestColumns = 14_000;

/** Null where there is no such object, or nobody let this user read it. */
export async function describeObject(session: SalesforceSession, name: string, known: SalesforceObject | undefined): Promise<Described | null> {
  const answer = await session.get(`sobjects/${name}/describe`);
  if (answer.status === 404 || answer.status === 403) return null;
  if (answer.status !== 200) throw new Failure('bad_request', `Salesforce does not describe ${name}: ${errorCodeOf(answer) ?? answer.status}.`, 'Check the version (--setting version=62.0) and the rights of the user.');
  const { body } = answer;
  if (!isObject(body) || body['queryable'] === false) return null;
  const fields = objectsIn(body, 'fields').filter((field) => isRead(field, known));
  const names = new Set(fields.flatMap((field) => textIn(field, 'name') ?? []));
  const related = Object.entries(known?.names ?? {}).flatMap(([id, column]) => (names.has(id) ? [column] : []));
  const stamp = stamps.find((one) => names.has(one)) ?? null;
  const { taken, leftOut } = withinLength([...names, ...related], new Set(['Id', 'IsDeleted', ...(stamp === null ? [] : [stamp]), ...Object.keys(known?.fields ?? {}), ...related]));
  return {
    columns: taken, leftOut, stamp, isReplicated: body['replicateable'] === true,
    numbers: fields.filter((field) => numberTypes.has(textIn(field, 'type') ?? '')).flatMap((field) => textIn(field, 'name') ?? []).filter((one) => taken.includes(one)),
  };
}

/** Names of fields go into a query, so only what is a name is taken. */
function isRead(field: JsonObject, known: SalesforceObject | undefined): boolean {
  const name = textIn(field, 'name') ?? '';
  // The type of old and new values of a history is "any", and they can be asked for all the same.
  const isHistoryValue = name === 'OldValue' || name === 'NewValue';
  return /^[A-Za-z]\w{0,79}$/.test(name) && (isHistoryValue || !unreadTypes.has(textIn(field, 'type') ?? '')) && known?.unread?.includes(name) !== true;
}

/** What is needed first, then the others as far as they fit. */
function withinLength(names: readonly string[], needed: ReadonlySet<string>): { taken: string[]; leftOut: string[] } {
  const ordered = [...names.filter((name) => needed.has(name)), ...names.filter((name) => !needed.has(name))];
  let length = 0;
  const fits = ordered.map((name) => (length += name.length + 6) <= longestColumns);
  return { taken: ordered.filter((_, index) => fits[index]), leftOut: ordered.filter((_, index) => !fits[index]) };
}
