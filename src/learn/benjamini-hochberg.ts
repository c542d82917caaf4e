/**
 * Adjusted p values that control the false discovery rate under independence or positive dependence
 * (Benjamini and Hochberg 1995). Returned in the order given; comparing them with a rate q gives the rejections.
 * A p value that could not be had (NaN) counts as 1.
 */
export function benjaminiHochberg(pValues: readonly number[]): number[] {
  const order = pValues.map((value, index) => ({ value: Number.isNaN(value) ? 1 : value, index })).sort((a, b) => a.value - b.value);
  const adjusted = new Array<number>(pValues.length).fill(1);
  let smallest = 1;
  for (let rank = order.length; rank >= 1; rank -= 1) {
    const item = order[rank - 1] as { value: number; index: number };
    smallest = Math.min(smallest, (item.value * order.length) / rank);
    adjusted[item.index] = smallest;
  }
  return adjusted;
}
