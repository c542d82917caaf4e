/**
 * Where every record of a side is another thing, a record can match one of the other side at most: of the pairs, heaviest first,
 * each whose records are both still free. Pairs must come in that order; the answer is a part of them, in the same order.
 */
export function oneToOne<P extends { readonly a: number; readonly b: number }>(heaviestFirst: readonly P[]): P[] {
  const taken = new Set<number>();
  return heaviestFirst.filter(({ a, b }) => {
    if (taken.has(a) || taken.has(b)) return false;
    taken.add(a).add(b);
    return true;
  });
}
