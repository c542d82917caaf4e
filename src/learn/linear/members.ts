import type { Refused } from '../refused.ts';

export type GroupLabel = string | number;

export const oneGroup: Refused = { refused: 'The spread of groups needs at least two groups' };

/** Rows of each group, groups in order of first appearance. Throws a `RangeError` for labels too few or too many. */
export function membersOf(groups: ArrayLike<GroupLabel>, n: number): Array<{ group: GroupLabel; rows: number[] }> {
  if (groups.length !== n) throw new RangeError(`${groups.length} group labels for ${n} rows`);
  const members = new Map<GroupLabel, number[]>();
  for (let row = 0; row < n; row += 1) {
    const group = groups[row] as GroupLabel;
    const rows = members.get(group);
    if (rows) rows.push(row);
    else members.set(group, [row]);
  }
  return [...members].map(([group, rows]) => ({ group, rows }));
}
