/**
 * What each row adds to the area under the ROC curve, less the area: the influence of rows (DeLong, DeLong and Clarke-Pearson 1988), over pairs of rows of one
 * part only, parts weighted by their pairs. Summed within clusters, their squares give an error that knows of shared luck (Obuchowski 1997).
 * Scores of different fits are not compared where each fit is a part. Null where no part has both outcomes.
 */
export function areaScores(y: ArrayLike<number>, score: ArrayLike<number>, partOf: ArrayLike<number>): { auc: number; influence: Float64Array } | null {
  const parts = rowsByPart(partOf);
  const influence = new Float64Array(y.length);
  let [area, pairs] = [0, 0];
  const own: Array<{ rows: Int32Array; area: number; pairs: number }> = [];
  for (const rows of parts) {
    const positives = rows.reduce((sum, row) => sum + (y[row] as number), 0);
    const part = { rows, pairs: positives * (rows.length - positives), area: 0 };
    if (part.pairs > 0) part.area = addPlacements(y, score, rows, influence);
    own.push(part);
    area += part.area;
    pairs += part.pairs;
  }
  if (pairs === 0) return null;
  const auc = area / pairs;
  centre(y, own, influence, pairs);
  return { auc, influence };
}

function rowsByPart(partOf: ArrayLike<number>): Int32Array[] {
  const parts = new Map<number, number[]>();
  for (let row = 0; row < partOf.length; row += 1) {
    const rows = parts.get(partOf[row] as number);
    if (rows === undefined) parts.set(partOf[row] as number, [row]);
    else rows.push(row);
  }
  return [...parts.values()].map((rows) => Int32Array.from(rows));
}

/** Writes how many rows of the other outcome each row stands on the right side of, ties half; answers the sum over the positives. */
function addPlacements(y: ArrayLike<number>, score: ArrayLike<number>, rows: Int32Array, into: Float64Array): number {
  const order = rows.slice().sort((a, b) => (score[a] as number) - (score[b] as number));
  const all = order.reduce((sum, row) => sum + (y[row] as number), 0);
  let [negativesBelow, positivesBelow, area] = [0, 0, 0];
  for (let start = 0; start < order.length;) {
    let end = start;
    let positives = 0;
    while (end < order.length && score[order[end] as number] === score[order[start] as number]) positives += y[order[end++] as number] as number;
    const negatives = end - start - positives;
    for (let at = start; at < end; at += 1) {
      const row = order[at] as number;
      into[row] = y[row] === 1 ? negativesBelow + negatives / 2 : all - positivesBelow - positives / 2;
    }
    area += positives * (negativesBelow + negatives / 2);
    negativesBelow += negatives;
    positivesBelow += positives;
    start = end;
  }
  return area;
}

/** Turns placements into what a row adds to the whole area: less its part's area, so that they sum to zero. */
function centre(y: ArrayLike<number>, parts: ReadonlyArray<{ rows: Int32Array; area: number; pairs: number }>, influence: Float64Array, pairs: number): void {
  for (const part of parts) {
    const positives = part.rows.reduce((sum, row) => sum + (y[row] as number), 0);
    for (const row of part.rows) {
      const others = y[row] === 1 ? part.rows.length - positives : positives;
      const usual = part.pairs > 0 ? (part.area / part.pairs) * others : 0;
      influence[row] = part.pairs > 0 ? ((influence[row] as number) - usual) / pairs : 0;
    }
  }
}

/** Standard error of a sum of influences, those of one cluster added first: √(G ÷ (G − 1) Σ (Σ_cluster)²); null for fewer than two clusters. */
export function clusteredError(influence: ArrayLike<number>, clusters: ArrayLike<string | number> | undefined): { standardError: number; clusters: number } | null {
  const sums = clusters === undefined ? influence : sumsByCluster(influence, clusters);
  if (sums.length < 2) return null;
  let squares = 0;
  for (let at = 0; at < sums.length; at += 1) squares += (sums[at] as number) ** 2;
  return { standardError: Math.sqrt((sums.length / (sums.length - 1)) * squares), clusters: sums.length };
}

function sumsByCluster(influence: ArrayLike<number>, clusters: ArrayLike<string | number>): number[] {
  const sums = new Map<string | number, number>();
  for (let row = 0; row < influence.length; row += 1) {
    const cluster = clusters[row] as string | number;
    sums.set(cluster, (sums.get(cluster) ?? 0) + (influence[row] as number));
  }
  return [...sums.values()];
}
