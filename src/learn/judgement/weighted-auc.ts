/** The area under the ROC curve for weights of rows; null where a class has none. */
export type Ranking = (weights: Float64Array) => number | null;

/** Area by ranks (Mann and Whitney 1947), ties half, sorted once for any number of weightings: weight w is the row w times. Scores are finite. */
export function weightedAuc(y: readonly number[], score: readonly number[]): Ranking {
  const order = Int32Array.from({ length: y.length }, (_, row) => row).sort((a, b) => (score[a] as number) - (score[b] as number));
  const ties = Uint8Array.from(order, (row, at) => Number(at > 0 && score[row] === score[order[at - 1] as number]));
  return (weights) => {
    let [below, tied, positives, area, tiedPositives] = [0, 0, 0, 0, 0];
    for (let at = 0; at < order.length; at += 1) {
      if (ties[at] === 0) {
        area += tiedPositives * (below + tied / 2);
        below += tied;
        [tied, tiedPositives] = [0, 0];
      }
      const row = order[at] as number;
      const weight = weights[row] as number;
      if (y[row] === 1) { tiedPositives += weight; positives += weight; }
      else tied += weight;
    }
    area += tiedPositives * (below + tied / 2);
    below += tied;
    return positives > 0 && below > 0 ? area / (positives * below) : null;
  };
}
