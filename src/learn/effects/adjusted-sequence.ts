import { sequenceHalfWidth, type Difference, type Randomised, type SequenceOptions } from '../confidence-sequence.ts';
import { demandFinite } from '../demand.ts';
import { solvePositive } from '../positive-definite.ts';

/** A subject of a randomised comparison, with facts known before the assignment. */
export interface Described extends Randomised {
  readonly columns: readonly number[];
}

const fewestOfAGroup = 60;
/** Expectations are fitted anew when the arm has grown by this share. */
const growth = 1.1;

/**
 * The always-valid interval of `differenceSoFar`, its scores adjusted by columns: what is expected of a subject in each arm is a ridge regression on the arm's earlier subjects
 * alone, so that the scores' errors are martingale differences whatever the regression is worth (Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas, Annals of Statistics 52, 2024, theorem 3.1).
 * Expectations stay within the outcomes seen. The spread is that of the scores, the greatest and the least counted twice. `subjects` come in the order in which outcomes became known;
 * silent while an arm holds fewer than 60. Throws a RangeError on columns of different number, values that are not finite, a share outside (0, 1).
 */
export function adjustedDifferenceSoFar(subjects: readonly Described[], options: SequenceOptions): Difference {
  const share = demandSequence(subjects, options);
  const width = 1 + (subjects[0]?.columns.length ?? 0);
  const [held, treated] = [new RunningArm(width), new RunningArm(width)];
  const scores = subjects.map((subject) => {
    const x = [1, ...subject.columns];
    const [ifHeld, ifTreated] = [held.n > 0 ? held.expected(x) : treated.expected(x), treated.n > 0 ? treated.expected(x) : held.expected(x)];
    const { outcome } = subject;
    (subject.treated ? treated : held).add(x, outcome);
    return ifTreated - ifHeld + (subject.treated ? (outcome - ifTreated) / share : -(outcome - ifHeld) / (1 - share));
  });
  const n = scores.length;
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, n);
  const half = sequenceHalfWidth(n, carefulSd(scores), options);
  const isEarly = Math.min(held.n, treated.n) < fewestOfAGroup;
  return { treated: treated.n, held: held.n, meanTreated: treated.mean, meanHeld: held.mean, estimate: mean, low: isEarly ? null : mean - half, high: isEarly ? null : mean + half };
}

function demandSequence(subjects: readonly Described[], { treatedShare }: SequenceOptions): number {
  if (!(treatedShare > 0 && treatedShare < 1)) throw new RangeError(`The treated share is ${treatedShare}, not between 0 and 1`);
  demandFinite('Outcomes', subjects.map(({ outcome }) => outcome));
  subjects.forEach(({ columns }, row) => {
    demandFinite(`Columns of subject ${row}`, columns);
    if (columns.length !== (subjects[0] as Described).columns.length) throw new RangeError(`Subject ${row} has ${columns.length} columns, the first has ${(subjects[0] as Described).columns.length}`);
  });
  return treatedShare;
}

/** Spread of the scores with the greatest and the least added once more: without a rare outcome so far nobody is certain. */
function carefulSd(scores: readonly number[]): number {
  if (scores.length === 0) return 0;
  let [least, most] = [Infinity, -Infinity];
  for (const score of scores) [least, most] = [Math.min(least, score), Math.max(most, score)];
  const all = [...scores, least, most];
  const mean = all.reduce((sum, score) => sum + score, 0) / all.length;
  return Math.sqrt(all.reduce((sum, score) => sum + (score - mean) ** 2, 0) / all.length);
}

/** One arm's sums so far and the ridge regression last fitted on them. */
class RunningArm {
  n = 0;
  mean = 0;
  private least = Infinity;
  private most = -Infinity;
  private fittedAt = 0;
  private readonly gram: Float64Array;
  private readonly cross: Float64Array;
  private coefficients: Float64Array | null = null;
  private readonly width: number;

  constructor(width: number) {
    this.width = width;
    this.gram = new Float64Array(width * width);
    this.cross = new Float64Array(width);
  }

  expected(x: readonly number[]): number {
    if (this.n === 0) return 0;
    if (this.n >= growth * this.fittedAt) this.fit();
    if (!this.coefficients) return this.mean;
    const value = this.coefficients.reduce((sum, coefficient, j) => sum + coefficient * (x[j] as number), 0);
    return Math.min(this.most, Math.max(this.least, value));
  }

  add(x: readonly number[], outcome: number): void {
    this.n += 1;
    this.mean += (outcome - this.mean) / this.n;
    this.least = Math.min(this.least, outcome);
    this.most = Math.max(this.most, outcome);
    for (let j = 0; j < this.width; j += 1) {
      this.cross[j] = (this.cross[j] as number) + (x[j] as number) * outcome;
      for (let k = 0; k < this.width; k += 1) this.gram[j * this.width + k] = (this.gram[j * this.width + k] as number) + (x[j] as number) * (x[k] as number);
    }
  }

  /** A penalty of as many mean subjects as there are columns, in units of each column's own spread; a constant column is held at about nothing. */
  private fit(): void {
    this.fittedAt = this.n;
    if (this.n < 2 * this.width) return;
    const penalised = Float64Array.from(this.gram);
    for (let j = 1; j < this.width; j += 1) {
      const square = this.gram[j * this.width + j] as number;
      const spread = square - (this.gram[j] as number) ** 2 / this.n;
      penalised[j * this.width + j] = square + (spread > 1e-9 * square ? (this.width * spread) / this.n : square + 1);
    }
    this.coefficients = solvePositive(penalised, this.cross, this.width);
  }
}
