import { quarantined, type Step } from '../travelling-event.ts';

const deepest = 32;
const told = ['properties', 'traits', 'context'] as const;

/** Values nested too deeply are for no reader, and some readers fall over them. */
export const boundDepth: Step = (event) => {
  const field = told.find((name) => isTooDeep(event.wire[name], deepest));
  return field ? quarantined('too_deep', `/${field}`) : event;
};

/** Walks names in place: lists of values would be the event's largest garbage. */
function isTooDeep(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (levels === 0) return true;
  for (const name in value) if (isTooDeep((value as Record<string, unknown>)[name], levels - 1)) return true;
  return false;
}
