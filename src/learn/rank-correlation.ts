/** Spearman's rank correlation, ties at their mean rank. Null for fewer than three pairs or where one side never varies. */
export function rankCorrelation(pairs: ReadonlyArray<readonly [number, number]>): number | null {
  if (pairs.length < 3) return null;
  const [a, b] = [ranksOf(pairs.map(([value]) => value)), ranksOf(pairs.map(([, value]) => value))];
  const middle = (pairs.length + 1) / 2;
  const sum = (of: (at: number) => number): number => a.reduce((total, _, at) => total + of(at), 0);
  const spread = Math.sqrt(sum((at) => ((a[at] as number) - middle) ** 2) * sum((at) => ((b[at] as number) - middle) ** 2));
  return spread === 0 ? null : sum((at) => ((a[at] as number) - middle) * ((b[at] as number) - middle)) / spread;
}

function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, at) => ({ value, at })).sort((x, y) => x.value - y.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < order.length;) {
    let to = from;
    while (to + 1 < order.length && order[to + 1]?.value === order[from]?.value) to += 1;
    for (let at = from; at <= to; at += 1) ranks[(order[at] as { at: number }).at] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}
