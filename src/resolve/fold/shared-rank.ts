import type { GraphRecord } from './graph.ts';

/** The place in the order of the first kind of which two records have the same value; Infinity where there is none. */
export function sharedRank(order: readonly string[], a: GraphRecord | undefined, b: GraphRecord | undefined): number {
  const [ofA, ofB] = [a?.bears ?? [], b?.bears ?? []];
  if (ofA.length === 0 || ofB.length === 0) return Infinity;
  const place = order.findIndex((kind) => ofA.some((one) => one.kind === kind && ofB.some((other) => other.kind === kind && other.value === one.value)));
  return place < 0 ? Infinity : place;
}
