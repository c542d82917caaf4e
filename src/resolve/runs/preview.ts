import { Failure, type RunPreview } from '../../model/index.ts';
import type { WorkspaceStore } from '../../store/index.ts';
import type { EntityChange } from '../fold/entity-changes.ts';
import { readRun } from '../review.ts';
import { previewRun, propose, type RunOutcome } from './run.ts';

/** Changes that are shown. */
const shown = 10;

/** Leaves a run to somebody's approval, with what it would change counted. */
export async function proposed(store: WorkspaceStore, run: number, now: number): Promise<RunOutcome> {
  const { changes: _, ...outcome } = await previewRun(store, run);
  await propose(store, run, outcome, now);
  return outcome;
}

/** Who would be whom if a proposed run counted, as it is now. Throws `conflict` where it is not proposed. */
export async function readPreview(store: WorkspaceStore, id: number): Promise<RunPreview> {
  const run = await readRun(store, id);
  if (run?.state !== 'proposed') throw new Failure('conflict', `Run ${id} ${run ? `is ${run.state.replace('_', ' ')}` : 'is not there'}, so it would change nothing.`, 'See the runs: hindcast resolve runs');
  const { changes, merges, splits, refused, oversized } = await previewRun(store, id);
  return { run: { ...run, merges, splits, refused, oversized }, ...largestOf(changes) };
}

/** How many records changes concern, and the largest of them. */
export function largestOf(changes: readonly EntityChange[]): Pick<RunPreview, 'records' | 'largest'> {
  const size = ({ parts }: EntityChange): number => parts.reduce((sum, part) => sum + part.length, 0);
  const largest = changes.toSorted((x, y) => size(y) - size(x) || (x.entity < y.entity ? -1 : 1)).slice(0, shown);
  return { records: new Set(changes.flatMap(({ parts }) => parts.flat())).size, largest: largest.map(({ kind, entity, parts }) => ({ kind, person: entity, parts: parts.map((part) => [...part]) })) };
}
