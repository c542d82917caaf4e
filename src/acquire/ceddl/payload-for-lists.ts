import { cutCall, readersOfWaysOut } from '../../model/index.ts';
import { beyondBounds } from './bound-object.ts';
import { isFields } from './plain-value.ts';

const leftOut = 'left out: rules of access govern it; a replay takes it whole';

/** What somebody sent as an event, as lists show it: what came from a `digitalData` is cut by its own rules of access. */
export function payloadForLists(payload: string): string {
  if (!payload.includes('"ceddl"') && !payload.includes('"digitalData"')) return payload;
  const call: unknown = JSON.parse(payload);
  if (!isFields(call) || !isFields(call['context'])) return payload;
  const { context } = call;
  if (!('ceddl' in context) && !('digitalData' in context)) return payload;
  const shown = 'digitalData' in context ? { ...call, context: { ...context, digitalData: leftOut } } : call;
  // Cutting goes as deep as its object does.
  if (beyondBounds(shown) !== null) return JSON.stringify({ ...shown, properties: leftOut, traits: leftOut });
  return JSON.stringify(cutCall(shown, readersOfWaysOut.lists));
}
