import { membersOf, type GroupLabel } from '../linear/members.ts';

/**
 * Standard error of a mean from its influences, which sum to zero: over rows √(Σ w ψ² ÷ (W (W − 1))), w counting rows; over clusters from their sums,
 * with G ÷ (G − 1). Degrees of freedom: rows, or clusters, less one. Null where there are fewer than two.
 */
export function influenceError(influences: ArrayLike<number>, weights?: ArrayLike<number>, clusters?: ArrayLike<GroupLabel>): { standardError: number; degreesOfFreedom: number } | null {
  let [total, squares] = [0, 0];
  for (let row = 0; row < influences.length; row += 1) {
    const weight = weights?.[row] ?? 1;
    total += weight;
    squares += weight * (influences[row] as number) ** 2;
  }
  if (clusters === undefined) return total > 1 ? { standardError: Math.sqrt(squares / (total * (total - 1))), degreesOfFreedom: total - 1 } : null;
  const sums = membersOf(clusters, influences.length).map(({ rows }) => rows.reduce((sum, row) => sum + (weights?.[row] ?? 1) * (influences[row] as number), 0));
  const count = sums.length;
  if (count < 2) return null;
  return { standardError: Math.sqrt((count / (count - 1)) * sums.reduce((sum, value) => sum + value * value, 0)) / total, degreesOfFreedom: count - 1 };
}
