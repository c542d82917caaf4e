import type { BlockedValue, BlockedValuesAnswer } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import { modelInForce } from '../review.ts';
import type { RunModel } from '../runs/run-model.ts';
import { zerosPattern, type Blocked } from './blocked-values.ts';

const keyOf = ({ kind, pattern }: BlockedValue): string => `${kind} ${pattern.toLowerCase()}`;

/** What a comparison did not heed, and in how many records. */
export const countedBlocked = (list: readonly BlockedValue[], { found }: Blocked): RunModel['blocked'] =>
  [...list, { kind: 'any' as const, pattern: zerosPattern }].map(({ kind, pattern }, place) => ({ kind, pattern, records: found()[place] ?? 0 }));

/** Patterns of a model, without that of zeros, which always counts. */
export const blockedIn = ({ blocked }: RunModel): BlockedValue[] => blocked.filter(({ pattern }) => pattern !== zerosPattern).map(({ kind, pattern }) => ({ kind, pattern }));

/** The list as it is wanted, with what the comparison in force did not heed of it. */
export async function readBlocked(store: WorkspaceStore, list: readonly BlockedValue[]): Promise<BlockedValuesAnswer> {
  const model = await modelInForce(store);
  const counts = new Map((model?.blocked ?? []).map((one) => [keyOf(one), one.records]));
  const rows = [...list, { kind: 'any' as const, pattern: zerosPattern }].map((one) => ({ ...one, records: counts.get(keyOf(one)) ?? null }));
  const heeded = model === null ? null : blockedIn(model).map(keyOf).sort();
  return { rows, changed: heeded !== null && JSON.stringify(heeded) !== JSON.stringify(list.map(keyOf).sort()) };
}
