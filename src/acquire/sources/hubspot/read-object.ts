import { textIn, type JsonObject } from '../api/json-parts.ts';
import { isObject } from '../message-lines.ts';
import type { SourceMessage, SourceRecord } from '../source-kind.ts';
import { changedSince } from './changed-since.ts';
import { dealHistory, historyFields } from './deal-history.ts';
import { joinedIds } from './joined-ids.ts';
import { objects, propertiesOf, type HubSpotObject, type ObjectName } from './objects.ts';
import { MissingScope, type HubSpotPortal } from './portal.ts';

/** The search index follows what is written by a few moments: what changed shortly before is read again. */
const overlapMs = 600_000;
/** A request's address may not be longer than some 16,000 characters. */
const longestProperties = 12_000;
const historyStream = 'deal_history';

/**
 * Where an object was left. A first reading goes through the list, whose place is `after`; then what changed `since` (UTC ms) is
 * searched for.
 */
interface Left {
  readonly since: number | null;
  readonly after: string | null;
  readonly isListed: boolean;
}

/** One object of a portal: all of it, or what changed, with what was archived or merged away. */
export class ObjectReader {
  readonly #portal: HubSpotPortal;
  readonly #name: ObjectName;
  readonly #object: HubSpotObject;
  readonly #streams: ReadonlySet<string> | null;
  #line = 0;
  #properties: readonly string[] = [];

  constructor(portal: HubSpotPortal, name: ObjectName, streams: ReadonlySet<string> | null) {
    this.#portal = portal;
    this.#name = name;
    this.#object = objects[name];
    this.#streams = streams;
  }

  async* read(cursor: unknown): AsyncIterable<SourceMessage> {
    for (const text of this.#portal.notes.splice(0)) yield { type: 'note', text };
    try {
      yield* this.#read(leftFrom(cursor, this.#portal.startedMs));
    } catch (error) {
      if (!(error instanceof MissingScope) || this.#streams !== null) throw error;
      yield { type: 'note', text: `${this.#name}: ${error.message}` };
    }
  }

  async* #read(left: Left): AsyncIterable<SourceMessage> {
    this.#properties = await this.#propertiesRead();
    yield* this.#declared();
    const begun = this.#portal.startedMs;
    if (left.isListed) yield* this.#changed(left);
    else yield* this.#listed(left);
    yield* this.#archived(left.isListed ? left.since : null);
    yield this.#state({ since: begun ?? left.since, after: null, isListed: true });
  }

  async #propertiesRead(): Promise<readonly string[]> {
    const known = propertiesOf(this.#object);
    if (!this.#object.takesOwn) return known;
    const { results } = await this.#portal.get(`/crm/v3/properties/${this.#name}`);
    const own = (Array.isArray(results) ? results : []).filter((one): one is JsonObject => isObject(one) && one['hubspotDefined'] !== true && one['hidden'] !== true).flatMap((one) => textIn(one, 'name') ?? []);
    let length = known.join(',').length;
    return [...known, ...own.filter((name) => !known.includes(name) && /^[a-z]\w{0,99}$/i.test(name) && (length += name.length + 1) <= longestProperties)];
  }

  * #declared(): Iterable<SourceMessage> {
    const { kind, fields } = this.#object;
    const columns = [...new Set([...Object.keys(fields), ...this.#properties])].filter((name) => !isPassing(name, this.#object));
    yield { type: 'stream', stream: this.#name, keys: ['id'], columns, as: kind, fields: Object.fromEntries(columns.map((name) => [name, fields[name] ?? null])), numbers: columns.filter((name) => ['amount', 'annualRevenue', 'employees', 'probability'].includes(fields[name] ?? '')) };
    if (this.#takesHistory) yield { type: 'stream', stream: historyStream, keys: ['id'], columns: Object.keys(historyFields), as: 'stage_change', fields: historyFields, numbers: ['amount'] };
  }

  get #takesHistory(): boolean {
    return this.#name === 'deals' && (this.#streams?.has(historyStream) ?? true);
  }

  async* #listed(left: Left): AsyncIterable<SourceMessage> {
    const path = `/crm/v3/objects/${this.#name}?archived=false&properties=${this.#properties.join(',')}`;
    for await (const { results, after } of this.#portal.pages(path, left.after)) {
      yield* this.#records(results);
      if (after !== null) yield this.#state({ ...left, after });
    }
  }

  async* #changed(left: Left): AsyncIterable<SourceMessage> {
    const from = (left.since ?? 0) - overlapMs;
    for await (const { results, newest } of changedSince(this.#portal, { name: this.#name, changed: this.#object.changed, properties: this.#properties }, from)) {
      yield* this.#records(results);
      yield this.#state({ ...left, since: Math.max(newest, left.since ?? 0) });
    }
  }

  /** Archived records are kept for 90 days, and no search finds them. */
  async* #archived(since: number | null): AsyncIterable<SourceMessage> {
    for await (const { results } of this.#portal.pages(`/crm/v3/objects/${this.#name}?archived=true`, null)) {
      const recent = results.filter((one) => since === null || !(Date.parse(textIn(one, 'archivedAt') ?? '') < since - overlapMs));
      yield this.#told(recent.flatMap((one) => textIn(one, 'id') ?? []).map((id) => this.#removal(id)));
    }
  }

  async* #records(results: readonly JsonObject[]): AsyncIterable<SourceMessage> {
    const ids = results.flatMap((one) => textIn(one, 'id') ?? []);
    const joined = await joinedIds(this.#portal, this.#name, Object.keys(this.#object.joined) as ObjectName[], ids);
    const columns = (id: string): Record<string, string> => Object.fromEntries(Object.entries(this.#object.joined).flatMap(([object, column]) => { const to = joined.get(object)?.get(id); return to === undefined ? [] : [[column, to]]; }));
    yield this.#told(results.flatMap((one) => [this.#record(one, columns(textIn(one, 'id') ?? '')), ...this.#mergedAway(one)]));
    if (this.#takesHistory) yield { type: 'records', stream: historyStream, records: (await dealHistory(this.#portal, ids)).map((values) => ({ line: (this.#line += 1), values })) };
  }

  #told(records: readonly SourceRecord[]): SourceMessage {
    return { type: 'records', stream: this.#name, records };
  }

  #removal(id: string): SourceRecord {
    return { line: (this.#line += 1), values: { id }, removed: true };
  }

  /** A record that was merged into another is no longer there by its own id. */
  #mergedAway(one: JsonObject): SourceRecord[] {
    return (textIn(one, 'properties', 'hs_merged_object_ids') ?? '').split(';').filter((id) => id !== '' && id !== textIn(one, 'id')).map((id) => this.#removal(id));
  }

  #record(one: JsonObject, joined: Readonly<Record<string, string>>): SourceRecord {
    const properties = isObject(one['properties']) ? one['properties'] : {};
    const text = (name: string): string | null => textIn(properties, name);
    const owner = text('hubspot_owner_id');
    const stageId = text('dealstage') ?? text('hs_pipeline_stage');
    const stage = stageId === null ? undefined : this.#portal.stages.get(`${this.#name}:${stageId}`);
    const named = Object.fromEntries(Object.entries(properties).filter(([name]) => !isPassing(name, this.#object) && this.#properties.includes(name)));
    const made = {
      ...joined,
      ...(owner === null ? {} : { Owner: this.#portal.owners.get(owner) ?? owner }),
      ...(this.#object.called === undefined ? {} : { Type: this.#object.called }),
      ...(this.#name === 'contacts' ? { Name: [text('firstname'), text('lastname')].filter((part) => part !== null).join(' ') } : {}),
      ...(stageId === null ? {} : { Stage: stage?.label ?? stageId, Pipeline: stage?.pipeline ?? '', Outcome: stage?.outcome ?? 'Open' }),
    };
    return { line: (this.#line += 1), values: { id: textIn(one, 'id'), ...named, ...made } };
  }

  #state(value: Left): SourceMessage {
    return { type: 'state', stream: this.#name, value };
  }
}

/** Properties that are told by others, or change without anything having changed. */
const isPassing = (name: string, { changed }: HubSpotObject): boolean =>
  name === changed || ['hubspot_owner_id', 'dealstage', 'hs_pipeline_stage', 'pipeline', 'hs_pipeline', 'firstname', 'lastname', 'hs_merged_object_ids', 'hs_object_id', 'hs_lastmodifieddate', 'lastmodifieddate'].includes(name);

/** The clock when a first reading began is kept with its first page: what changed while it was under way is searched for afterwards. */
function leftFrom(cursor: unknown, begun: number | null): Left {
  const since = Number(textIn(cursor, 'since') ?? NaN);
  return { since: Number.isNaN(since) ? begun : since, after: textIn(cursor, 'after'), isListed: textIn(cursor, 'isListed') === 'true' };
}
