/** A pair of records and the log2 odds that they are the same. */
export interface WeighedPair {
  readonly a: number;
  readonly b: number;
  readonly weight: number;
}

/** Bits that one pair can speak for or against: a single slip must not outweigh a group. */
const mostBits = 20;

/**
 * Pairs of at least `threshold` that must not join, because the groups that they would join speak against it: all compared pairs between them weigh less than nothing in the mean.
 * One mistaken pair joins two people with all that each of them has, and the other pairs know better. Heaviest pairs join first (average-link clustering, Sokal and Michener 1958, with the
 * pairs that were compared). `pairs` holds what was compared within each cluster of the joining pairs, in any order.
 */
export function heldBack<P extends WeighedPair>(pairs: readonly P[], threshold: number): Set<P> {
  const groups = new Groups(pairs);
  const heaviestFirst = pairs.filter(({ weight }) => weight >= threshold).sort((x, y) => y.weight - x.weight || x.a - y.a || x.b - y.b);
  for (const { a, b } of heaviestFirst) groups.joinWhereNothingSpeaksAgainst(a, b);
  return new Set(heaviestFirst.filter(({ a, b }) => !groups.areOne(a, b)));
}

class Groups {
  readonly #above = new Map<number, number>();
  /** Sum of the bits of all compared pairs between two groups. */
  readonly #between = new Map<number, Map<number, number>>();

  constructor(pairs: readonly WeighedPair[]) {
    for (const { a, b, weight } of pairs) {
      const bits = Math.max(-mostBits, Math.min(mostBits, weight));
      this.#othersOf(a).set(b, bits);
      this.#othersOf(b).set(a, bits);
    }
  }

  areOne(a: number, b: number): boolean {
    return this.#root(a) === this.#root(b);
  }

  joinWhereNothingSpeaksAgainst(a: number, b: number): void {
    const [one, other] = [this.#root(a), this.#root(b)];
    if (one === other || (this.#othersOf(one).get(other) ?? 0) < 0) return;
    const [large, small] = this.#othersOf(one).size < this.#othersOf(other).size ? [other, one] : [one, other];
    this.#merge(large, small);
  }

  #merge(large: number, small: number): void {
    const kept = this.#othersOf(large);
    kept.delete(small);
    for (const [third, between] of this.#othersOf(small)) {
      if (third === large) continue;
      const together = (kept.get(third) ?? 0) + between;
      kept.set(third, together);
      this.#othersOf(third).delete(small);
      this.#othersOf(third).set(large, together);
    }
    this.#between.delete(small);
    this.#above.set(small, large);
  }

  #othersOf(group: number): Map<number, number> {
    let others = this.#between.get(group);
    if (others === undefined) this.#between.set(group, (others = new Map()));
    return others;
  }

  #root(record: number): number {
    let at = record;
    for (let above = this.#above.get(at); above !== undefined; above = this.#above.get(at)) at = above;
    return at;
  }
}
