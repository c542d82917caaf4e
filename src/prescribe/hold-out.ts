import { randomStream } from '../learn/index.ts';

/** A subject of the comparison: deals of one account are assigned together, reps weigh equally in both halves. */
export interface Cluster {
  readonly id: string;
  readonly stratum: string;
}

export interface HoldOutOptions {
  readonly seed: number;
  /** Share of clusters held out. */
  readonly share: number;
  /** Assignments made before; they never change. */
  readonly frozen: ReadonlyMap<string, boolean>;
}

/**
 * Who is held out: within each stratum, clusters in keyed random order, every one that keeps the stratum nearest to the
 * share. Earlier assignments stand and are counted. Returns all assignments; the caller writes new ones down as facts.
 * The result does not depend on the order given.
 */
export function assignHoldOut(clusters: readonly Cluster[], options: HoldOutOptions): Map<string, boolean> {
  const assigned = new Map(options.frozen);
  const strata = new Map<string, string[]>();
  for (const { id, stratum } of clusters) strata.set(stratum, [...(strata.get(stratum) ?? []), id]);
  for (const stratum of [...strata.keys()].sort()) assignStratum(stratum, [...new Set(strata.get(stratum))], assigned, options);
  return assigned;
}

function assignStratum(stratum: string, ids: readonly string[], assigned: Map<string, boolean>, { seed, share }: HoldOutOptions): void {
  const before = ids.filter((id) => assigned.has(id));
  let total = before.length;
  let held = before.filter((id) => assigned.get(id)).length;
  const start = randomStream('hold-out', seed, stratum)();
  for (const id of inRandomOrder(ids.filter((id) => !assigned.has(id)), seed)) {
    total += 1;
    const isHeld = Math.floor(total * share + start) > held;
    held += isHeld ? 1 : 0;
    assigned.set(id, isHeld);
  }
}

const inRandomOrder = (ids: readonly string[], seed: number): string[] =>
  ids.map((id) => ({ id, key: randomStream('hold-out', seed, id)() })).sort((a, b) => a.key - b.key || (a.id < b.id ? -1 : 1)).map(({ id }) => id);
