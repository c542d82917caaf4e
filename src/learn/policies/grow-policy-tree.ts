/** One question of a policy tree, or an answer. */
export type PolicyNode =
  | { readonly action: number; readonly rows: number; /** Mean score of the action among the rows here. */ readonly value: number }
  | { readonly column: number; /** Rows below this go left. */ readonly below: number; readonly left: PolicyNode; readonly right: PolicyNode };

/** Columns cut into bins: a row lies in the bin counted by the cuts at or below its value. */
export interface CutTable {
  readonly cuts: readonly Float64Array[];
  readonly bins: readonly Uint16Array[];
}

export interface GrowthSettings {
  readonly actions: number;
  readonly depth: number;
  readonly minLeaf: number;
}

/** Cuts lie midway between neighbouring values: all of them up to `most`, else as many at equal shares of the rows. */
export function cutTable(columns: ReadonlyArray<ArrayLike<number>>, most: number): CutTable {
  const cuts = columns.map((column) => cutsOf(Float64Array.from(column).sort(), most));
  return { cuts, bins: columns.map((column, at) => Uint16Array.from(column, (value) => countAtOrBelow(cuts[at] as Float64Array, value))) };
}

function cutsOf(sorted: Float64Array, most: number): Float64Array {
  const steps = Array.from(sorted.keys()).filter((at) => at > 0 && sorted[at] !== sorted[at - 1]);
  const chosen = steps.length <= most ? steps : Array.from({ length: most }, (_, which) => nearestStep(steps, ((which + 1) * sorted.length) / (most + 1)));
  return Float64Array.from(new Set(chosen), (at) => (sorted[at - 1] as number) / 2 + (sorted[at] as number) / 2).filter((cut, at, all) => at === 0 || cut > (all[at - 1] as number));
}

/** The first step at or after a place, or the last. */
function nearestStep(steps: readonly number[], place: number): number {
  let [low, high] = [0, steps.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((steps[middle] as number) < place) low = middle + 1;
    else high = middle;
  }
  return steps[low] as number;
}

function countAtOrBelow(cuts: Float64Array, value: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((cuts[middle] as number) <= value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Sums of scores and counts of rows by column, bin and action. */
class Sums {
  readonly scores: Float64Array[];
  readonly counts: Float64Array[];
  readonly total: Float64Array;
  readonly actions: number;
  rows = 0;

  constructor({ cuts }: CutTable, actions: number) {
    this.actions = actions;
    this.scores = cuts.map((cut) => new Float64Array((cut.length + 1) * actions));
    this.counts = cuts.map((cut) => new Float64Array(cut.length + 1));
    this.total = new Float64Array(actions);
  }

  add({ bins }: CutTable, scores: Float64Array, row: number): void {
    const { actions } = this;
    this.rows += 1;
    for (let a = 0; a < actions; a += 1) this.total[a] = (this.total[a] as number) + (scores[row * actions + a] as number);
    for (let column = 0; column < bins.length; column += 1) {
      const bin = bins[column]?.[row] as number;
      const [sums, counts] = [this.scores[column] as Float64Array, this.counts[column] as Float64Array];
      counts[bin] = (counts[bin] as number) + 1;
      for (let a = 0; a < actions; a += 1) sums[bin * actions + a] = (sums[bin * actions + a] as number) + (scores[row * actions + a] as number);
    }
  }

  /** Everything that another holds less what this one holds. */
  restOf(whole: Sums, into: Sums): Sums {
    into.rows = whole.rows - this.rows;
    const subtract = (all: Float64Array, part: Float64Array, to: Float64Array): void => { for (let at = 0; at < all.length; at += 1) to[at] = (all[at] as number) - (part[at] as number); };
    subtract(whole.total, this.total, into.total);
    whole.scores.forEach((all, column) => { subtract(all, this.scores[column] as Float64Array, into.scores[column] as Float64Array); });
    whole.counts.forEach((all, column) => { subtract(all, this.counts[column] as Float64Array, into.counts[column] as Float64Array); });
    return into;
  }
}

interface Question {
  readonly value: number;
  readonly column: number;
  /** The cut is the one after this bin. */
  readonly bin: number;
}

const largestOf = (values: Float64Array): number => { let most = -Infinity; for (const value of values) if (value > most) most = value; return most; };

/** The best single question, or none: the sum of scores with one answer on each side. Equal ones: the first column, the lowest cut, and no question before any. */
function bestQuestion(sums: Sums, minLeaf: number, slack: number): Question {
  const { actions, total } = sums;
  let best: Question = { value: largestOf(total), column: -1, bin: -1 };
  const left = new Float64Array(actions);
  for (let column = 0; column < sums.scores.length; column += 1) {
    const [scores, counts] = [sums.scores[column] as Float64Array, sums.counts[column] as Float64Array];
    left.fill(0);
    let rows = 0;
    for (let bin = 0; bin < counts.length - 1; bin += 1) {
      rows += counts[bin] as number;
      let [below, above] = [-Infinity, -Infinity];
      for (let a = 0; a < actions; a += 1) {
        const sum = (left[a] as number) + (scores[bin * actions + a] as number);
        left[a] = sum;
        if (sum > below) below = sum;
        if ((total[a] as number) - sum > above) above = (total[a] as number) - sum;
      }
      if (rows >= minLeaf && sums.rows - rows >= minLeaf && below + above > best.value + slack) best = { value: below + above, column, bin };
    }
  }
  return best;
}

/**
 * The tree of questions "is this column below that cut?" whose answers have the largest sum of scores: exact over all trees of depth 1 or 2 (Zhou, Athey and
 * Wager 2023, algorithm 2, by sums over bins instead of sorted sets); deeper ones take each first question from the best tree of depth 2 and go
 * on below it, which is greedy. A question that changes no answer is not kept.
 */
export function growPolicyTree(table: CutTable, scores: Float64Array, rows: Int32Array, settings: GrowthSettings): PolicyNode {
  const whole = new Sums(table, settings.actions);
  for (const row of rows) whole.add(table, scores, row);
  const question = settings.depth === 0 ? null : firstQuestion(table, scores, rows, whole, settings);
  if (question === null || question.column === -1) return leafOf(whole);
  const bins = table.bins[question.column] as Uint16Array;
  const grown = (side: Int32Array): PolicyNode => growPolicyTree(table, scores, side, { ...settings, depth: settings.depth - 1 });
  const [left, right] = [grown(rows.filter((row) => (bins[row] as number) <= question.bin)), grown(rows.filter((row) => (bins[row] as number) > question.bin))];
  if ('action' in left && 'action' in right && left.action === right.action) return leafOf(whole);
  return { column: question.column, below: table.cuts[question.column]?.[question.bin] as number, left, right };
}

function leafOf({ total, rows }: Sums): PolicyNode {
  const action = total.indexOf(largestOf(total));
  return { action, rows, value: (total[action] as number) / rows };
}

function firstQuestion(table: CutTable, scores: Float64Array, rows: Int32Array, whole: Sums, { depth, minLeaf }: GrowthSettings): Question {
  // Sums in another order differ in their last digits: nothing so small is a reason to ask.
  const slack = 1e-10 * rows.reduce((sum, row) => sum + Math.abs(scores[row * whole.actions] as number), largestOf(whole.total.map(Math.abs)));
  const single = bestQuestion(whole, minLeaf, slack);
  return depth === 1 ? single : table.bins.reduce((best, _, column) => bestPair(table, scores, rows, whole, column, minLeaf, slack, best), single);
}

/** The best first question on one column with the best second question on either side, where better than what is known. */
function bestPair(table: CutTable, scores: Float64Array, rows: Int32Array, whole: Sums, column: number, minLeaf: number, slack: number, known: Question): Question {
  const [left, right] = [new Sums(table, whole.actions), new Sums(table, whole.actions)];
  const byBin: number[][] = Array.from({ length: (table.cuts[column] as Float64Array).length + 1 }, () => []);
  for (const row of rows) byBin[table.bins[column]?.[row] as number]?.push(row);
  let best = known;
  byBin.slice(0, -1).forEach((own, bin) => {
    for (const row of own) left.add(table, scores, row);
    if (own.length === 0 || left.rows < minLeaf || whole.rows - left.rows < minLeaf) return;
    const value = bestQuestion(left, minLeaf, slack).value + bestQuestion(left.restOf(whole, right), minLeaf, slack).value;
    if (value > best.value + slack) best = { value, column, bin };
  });
  return best;
}
