import { objectsIn, textIn, type JsonObject } from '../api/json-parts.ts';
import type { ObjectName } from './objects.ts';
import type { HubSpotPortal } from './portal.ts';

/** Of each record, the one record of every other object that it is joined with: the primary one where the portal names one, else the lowest id. */
export async function joinedIds(portal: HubSpotPortal, name: ObjectName, others: readonly ObjectName[], ids: readonly string[]): Promise<Map<string, Map<string, string>>> {
  const joined = new Map<string, Map<string, string>>();
  for (const other of ids.length === 0 ? [] : others) {
    const answer = await portal.post(`/crm/v4/associations/${name}/${other}/batch/read`, { inputs: ids.map((id) => ({ id })) });
    joined.set(other, new Map(objectsIn(answer, 'results').flatMap((one) => {
      const [from, to] = [textIn(one, 'from', 'id'), chosen(objectsIn(one, 'to'))];
      return from === null || to === null ? [] : [[from, to] as const];
    })));
  }
  return joined;
}

function chosen(to: readonly JsonObject[]): string | null {
  const isPrimary = (one: JsonObject): boolean => objectsIn(one, 'associationTypes').some((type) => textIn(type, 'label') === 'Primary');
  const ids = (to.some(isPrimary) ? to.filter(isPrimary) : to).flatMap((one) => textIn(one, 'toObjectId') ?? []);
  return ids.toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1))[0] ?? null;
}
