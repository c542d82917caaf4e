/** Records 0 to n − 1 joined by edges into clusters (union-find with path halving, union by size); the cluster of each record is named by its smallest member. */
export function clustersOf(records: number, edges: Iterable<readonly [number, number]>): Int32Array {
  const parent = Int32Array.from({ length: records }, (_, record) => record);
  const root = (record: number): number => {
    let at = record;
    while (parent[at] !== at) {
      parent[at] = parent[parent[at] as number] as number;
      at = parent[at] as number;
    }
    return at;
  };
  for (const [a, b] of edges) {
    const [one, other] = [root(a), root(b)];
    parent[Math.max(one, other)] = Math.min(one, other);
  }
  return parent.map((_, record) => root(record));
}
