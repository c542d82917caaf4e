/** Precision, recall and their harmonic mean; a measure that nothing speaks to is null. */
export interface LinkScores {
  readonly precision: number | null;
  readonly recall: number | null;
  readonly f1: number | null;
}

export interface PairScores extends LinkScores {
  readonly found: number;
  readonly right: number;
  readonly true: number;
}

/** Scores of pairs that were found, of which `right` are right, out of `all` true pairs. */
export function pairScores(right: number, found: number, all: number): PairScores {
  return { right, found, true: all, ...harmonic(found === 0 ? null : right / found, all === 0 ? null : right / all) };
}

/** Pairs inside clusters, held against pairs inside the true clusters. Both name the cluster of each record. */
export function pairwiseScores(found: ArrayLike<number>, truth: ArrayLike<number>): PairScores {
  const { foundSizes, trueSizes, bothSizes } = overlaps(found, truth);
  const pairs = (sizes: Iterable<number>): number => [...sizes].reduce((sum, size) => sum + (size * (size - 1)) / 2, 0);
  return pairScores(pairs([...bothSizes.values()].map(({ size }) => size)), pairs(foundSizes.values()), pairs(trueSizes.values()));
}

/**
 * B-cubed (Bagga and Baldwin 1998): for each record, how much of its found cluster is of its true cluster, and the reverse; means over records.
 */
export function bCubedScores(found: ArrayLike<number>, truth: ArrayLike<number>): LinkScores {
  if (found.length === 0) throw new RangeError('There are no records to judge.');
  const { foundSizes, trueSizes, bothSizes } = overlaps(found, truth);
  let [precision, recall] = [0, 0];
  for (const { size, foundIn, trueIn } of bothSizes.values()) {
    precision += (size * size) / (foundSizes.get(foundIn) as number);
    recall += (size * size) / (trueSizes.get(trueIn) as number);
  }
  return harmonic(precision / found.length, recall / found.length);
}

interface Overlap {
  readonly size: number;
  readonly foundIn: number;
  readonly trueIn: number;
}

function overlaps(found: ArrayLike<number>, truth: ArrayLike<number>): { foundSizes: Map<number, number>; trueSizes: Map<number, number>; bothSizes: Map<string, Overlap> } {
  if (found.length !== truth.length) throw new RangeError(`${found.length} records were clustered, the truth has ${truth.length}.`);
  const [foundSizes, trueSizes, bothSizes] = [new Map<number, number>(), new Map<number, number>(), new Map<string, Overlap>()];
  for (let record = 0; record < found.length; record += 1) {
    const [foundIn, trueIn] = [found[record] as number, truth[record] as number];
    foundSizes.set(foundIn, (foundSizes.get(foundIn) ?? 0) + 1);
    trueSizes.set(trueIn, (trueSizes.get(trueIn) ?? 0) + 1);
    const key = `${foundIn} ${trueIn}`;
    bothSizes.set(key, { foundIn, trueIn, size: (bothSizes.get(key)?.size ?? 0) + 1 });
  }
  return { foundSizes, trueSizes, bothSizes };
}

function harmonic(precision: number | null, recall: number | null): LinkScores {
  const sum = (precision ?? 0) + (recall ?? 0);
  return { precision, recall, f1: precision === null || recall === null ? null : sum === 0 ? 0 : (2 * precision * recall) / sum };
}
