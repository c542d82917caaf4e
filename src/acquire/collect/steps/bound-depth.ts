import type { WireEvent } from '../../../model/index.ts';
import { quarantined, type Step } from '../travelling-event.ts';

const deepest = 32;

/** Values nested too deeply are for no reader, and some readers fall over them. */
export const boundDepth: Step = (event) => {
  const field = (['properties', 'traits', 'context'] as const).find((name) => isTooDeep(event.wire[name], deepest));
  return field ? quarantined('too_deep', `/${field}`) : event;
};

function isTooDeep(value: WireEvent['properties'] | unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((part) => isTooDeep(part, levels - 1));
}
