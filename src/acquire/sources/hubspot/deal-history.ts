import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import { isObject } from '../message-lines.ts';
import type { HubSpotPortal } from './portal.ts';

/** Columns of the history of deals, and what each is: a row for every moment at which stage, amount or close date changed. */
export const historyFields = { deal_id: 'dealId', stage: 'stage', changed_at: 'at', amount: 'amount', closedate: 'expectedCloseAt', pipeline: null } as const;

const properties = ['dealstage', 'amount', 'closedate'] as const;
/** Records with histories come fifty at a time (CRM API, batch read). */
const atOnce = 50;

/** What deals were from when on, as far as the portal keeps it: the last 20 to 100 values of each property. */
export async function dealHistory(portal: HubSpotPortal, ids: readonly string[]): Promise<Array<Readonly<Record<string, string | null>>>> {
  const rows: Array<Readonly<Record<string, string | null>>> = [];
  for (let first = 0; first < ids.length; first += atOnce) {
    const answer = await portal.post('/crm/v3/objects/deals/batch/read', { inputs: ids.slice(first, first + atOnce).map((id) => ({ id })), properties: [], propertiesWithHistory: properties });
    for (const deal of objectsIn(answer, 'results')) rows.push(...rowsOf(deal, portal));
  }
  return rows;
}

interface Change { readonly at: number; readonly property: (typeof properties)[number]; readonly value: string | null }

/** All three values as they stood after each moment of change. Before the first known stage nothing can be said. */
function* rowsOf(deal: JsonObject, { stages }: HubSpotPortal): Iterable<Readonly<Record<string, string | null>>> {
  const id = textIn(deal, 'id');
  const moments = [...Map.groupBy(changesOf(deal), ({ at }) => at)].sort(([a], [b]) => a - b);
  const now: Record<Change['property'], string | null> = { dealstage: null, amount: null, closedate: null };
  for (const [at, changes] of moments) {
    for (const { property, value } of changes) now[property] = value;
    if (id === null || now.dealstage === null) continue;
    const stage = stages.get(`deals:${now.dealstage}`);
    yield { id: `${id}@${at}`, deal_id: id, stage: stage?.label ?? now.dealstage, changed_at: new Date(at).toISOString(), amount: now.amount, closedate: now.closedate, pipeline: stage?.pipeline ?? null };
  }
}

function changesOf(deal: JsonObject): Change[] {
  const histories = isObject(deal['propertiesWithHistory']) ? deal['propertiesWithHistory'] : {};
  return properties.flatMap((property) => objectsIn(histories, property).flatMap((one) => {
    const at = Date.parse(textIn(one, 'timestamp') ?? '');
    return Number.isNaN(at) ? [] : [{ at, property, value: textIn(one, 'value') }];
  }));
}
