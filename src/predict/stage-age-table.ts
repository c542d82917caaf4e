import type { DealLog, Log } from '../history/index.ts';
import type { Seen } from './encoder.ts';
import type { Landmark } from './landmarks.ts';

/** How deals that were once in a stage at an age came out. */
export interface StageAgeTable {
  readonly ageCuts: readonly number[];
  readonly cells: ReadonlyMap<string, { readonly won: number; readonly closed: number }>;
}

const ageBin = (ageWeeks: number, cuts: readonly number[]): number => cuts.filter((cut) => ageWeeks > cut).length;
const cellOf = (stage: string | null, ageWeeks: number, cuts: readonly number[]): string => JSON.stringify([stage, ageBin(ageWeeks, cuts)]);

/** One count per deal and cell that it passed through before it ended. */
export function stageAgeTable(log: Log, landmarks: readonly Landmark[], seen: (landmark: Landmark) => Seen, ageCuts: readonly number[]): StageAgeTable {
  const cells = new Map<string, { won: number; closed: number }>();
  const counted = new Set<string>();
  for (const landmark of landmarks) {
    const outcome = (log.deals[landmark.deal] as DealLog).outcome;
    if (outcome === null) continue;
    const cell = cellOf(seen(landmark).snapshot.stage, landmark.ageWeeks, ageCuts);
    const once = `${landmark.deal} ${cell}`;
    if (counted.has(once)) continue;
    counted.add(once);
    const held = cells.get(cell) ?? { won: 0, closed: 0 };
    cells.set(cell, { won: held.won + (outcome.kind === 'won' ? 1 : 0), closed: held.closed + 1 });
  }
  return { ageCuts, cells };
}

export const countsAt = (table: StageAgeTable, stage: string | null, ageWeeks: number): { readonly won: number; readonly closed: number } =>
  table.cells.get(cellOf(stage, ageWeeks, table.ageCuts)) ?? { won: 0, closed: 0 };

/** Weekly closing rate by age, each week borrowing from its neighbours until it rests on enough weeks. */
export function closingRates(landmarks: readonly Landmark[], oldestWeeks: number): Float64Array {
  const ended = new Float64Array(oldestWeeks + 1);
  const lived = new Float64Array(oldestWeeks + 1);
  for (const row of landmarks) {
    lived[row.ageWeeks] = (lived[row.ageWeeks] as number) + 1;
    if (row.closed) ended[row.ageWeeks] = (ended[row.ageWeeks] as number) + 1;
  }
  const total = ended.reduce((sum, value) => sum + value, 0) / Math.max(1, lived.reduce((sum, value) => sum + value, 0));
  return lived.map((_, week) => {
    let [e, l] = [total * 10, 10];
    for (let near = Math.max(0, week - 1); near <= Math.min(oldestWeeks, week + 1); near += 1) {
      e += ended[near] as number;
      l += lived[near] as number;
    }
    return e / l;
  });
}
