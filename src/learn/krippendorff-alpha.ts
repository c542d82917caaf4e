/**
 * Krippendorff's alpha for nominal data (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section B–C):
 * 1 − observed ÷ expected disagreement, over units judged by two or more. 1 is perfect agreement, 0 what chance gives,
 * below 0 worse than chance. Null where no unit has two judgements or where all judgements are one and the same.
 */
export function krippendorffAlpha(units: ReadonlyArray<readonly string[]>): number | null {
  const paired = units.filter((unit) => unit.length > 1);
  const totals = new Map<string, number>();
  let observed = 0;
  for (const unit of paired) {
    const counts = countsOf(unit);
    for (const [value, count] of counts) {
      totals.set(value, (totals.get(value) ?? 0) + count);
      observed += (count * (unit.length - count)) / (unit.length - 1);
    }
  }
  const n = [...totals.values()].reduce((sum, count) => sum + count, 0);
  const expected = [...totals.values()].reduce((sum, count) => sum + count * (n - count), 0) / Math.max(1, n - 1);
  return expected === 0 ? null : 1 - observed / expected;
}

function countsOf(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
