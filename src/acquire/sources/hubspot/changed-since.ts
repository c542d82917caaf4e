import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import type { ObjectName } from './objects.ts';
import type { HubSpotPortal } from './portal.ts';

interface Sought {
  readonly name: ObjectName;
  readonly changed: string;
  readonly properties: readonly string[];
}

interface Filter { readonly propertyName: string; readonly operator: 'GTE' | 'GT' | 'EQ'; readonly value: string }

/** A search shows its first 10,000 results and no more (CRM API, Search, Limitations). */
const mostFound = 10_000;
const pageRows = 100;

/**
 * What changed at or after an instant (UTC ms), oldest change first, with the instant of the newest so far. After 10,000 results the search
 * begins again at the last one's instant; where all of them share one, the rest of that instant is read in the order of ids.
 */
export async function* changedSince(portal: HubSpotPortal, sought: Sought, since: number): AsyncIterable<{ readonly results: JsonObject[]; readonly newest: number }> {
  let from = since;
  for (;;) {
    let last = from;
    let found = 0;
    for await (const results of window(portal, sought, [{ propertyName: sought.changed, operator: 'GTE', value: String(from) }], sought.changed)) {
      found += results.length;
      last = Math.max(last, ...results.map((one) => changedAt(one, sought)).filter((at) => !Number.isNaN(at)));
      yield { results, newest: last };
    }
    if (found < mostFound) return;
    if (last === from) { yield* ofOneInstant(portal, sought, from); last = from + 1; }
    from = last;
  }
}

async function* ofOneInstant(portal: HubSpotPortal, sought: Sought, at: number): AsyncIterable<{ readonly results: JsonObject[]; readonly newest: number }> {
  let after = '0';
  for (;;) {
    let found = 0;
    for await (const results of window(portal, sought, [{ propertyName: sought.changed, operator: 'EQ', value: String(at) }, { propertyName: 'hs_object_id', operator: 'GT', value: after }], 'hs_object_id')) {
      found += results.length;
      after = textIn(results.at(-1), 'id') ?? after;
      yield { results, newest: at };
    }
    if (found < mostFound) return;
  }
}

/** The pages of one search, up to what it shows. */
async function* window(portal: HubSpotPortal, { name, properties }: Sought, filters: readonly Filter[], order: string): AsyncIterable<JsonObject[]> {
  for (let after = 0; after < mostFound;) {
    const answer = await portal.post(`/crm/v3/objects/${name}/search`, {
      filterGroups: [{ filters }], sorts: [{ propertyName: order, direction: 'ASCENDING' }], properties, limit: pageRows, ...(after === 0 ? {} : { after: String(after) }),
    });
    const results = objectsIn(answer, 'results');
    if (results.length > 0) yield results;
    const next = Number(textIn(answer, 'paging', 'next', 'after') ?? NaN);
    if (Number.isNaN(next) || results.length === 0) return;
    after = next;
  }
}

const changedAt = (one: JsonObject, { changed }: Sought): number => {
  const text = textIn(one, 'properties', changed) ?? textIn(one, 'updatedAt') ?? '';
  return /^\d+$/.test(text) ? Number(text) : Date.parse(text);
};
