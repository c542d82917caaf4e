import { demandRows } from '../demand.ts';

type Cell = string | number | boolean | null | undefined;

/**
 * Rows that are alike in every column given become one group, numbered from 0 in order of first appearance: for `groupedFolds`, so that no fold is judged
 * on a copy of a row it was fitted on. NaN, null and undefined are one value, missing; 0 and −0 are one; '1' and 1 are two.
 * Time grows with rows × columns. Throws a RangeError on no column, no rows, columns of different length.
 */
export function duplicateGroups(columns: ReadonlyArray<ArrayLike<Cell>>): Int32Array {
  const n = columns[0]?.length ?? 0;
  demandRows('Duplicates', n, columns);
  let groups = new Int32Array(n);
  for (const column of columns) groups = parted(groups, column);
  return groups;
}

/** Groups parted where a column's values differ. */
function parted(groups: Int32Array<ArrayBuffer>, column: ArrayLike<Cell>): Int32Array<ArrayBuffer> {
  const values = new Map<Cell, number>();
  const pairs = new Map<number, number>();
  const n = groups.length;
  return groups.map((group, row) => {
    const cell = column[row];
    const value = codeOf(values, cell === undefined || Number.isNaN(cell) ? null : cell);
    return codeOf(pairs, group * n + value);
  });
}

function codeOf<Key>(codes: Map<Key, number>, key: Key): number {
  const held = codes.get(key);
  if (held !== undefined) return held;
  codes.set(key, codes.size);
  return codes.size - 1;
}

/**
 * Groups that share a row in any of several groupings become one, as copies of a row and rows of a customer should: the parts that hang together, numbered
 * from 0 in order of first appearance (union–find, Tarjan 1975). Throws a RangeError on no grouping, no rows, groupings of different length.
 */
export function joinedGroups(groupings: ReadonlyArray<ArrayLike<string | number>>): Int32Array {
  const n = groupings[0]?.length ?? 0;
  demandRows('Groupings', n, groupings);
  const parent = Int32Array.from({ length: n }, (_, row) => row);
  for (const labels of groupings) {
    const first = new Map<string | number, number>();
    for (let row = 0; row < n; row += 1) {
      const label = labels[row] as string | number;
      const other = first.get(label);
      if (other === undefined) first.set(label, row);
      else parent[rootOf(parent, row)] = rootOf(parent, other);
    }
  }
  const codes = new Map<number, number>();
  return parent.map((_, row) => codeOf(codes, rootOf(parent, row)));
}

/** Halves the way on each walk, so that later walks are short. */
function rootOf(parent: Int32Array, row: number): number {
  let at = row;
  while (parent[at] !== at) {
    parent[at] = parent[parent[at] as number] as number;
    at = parent[at] as number;
  }
  return at;
}
