import { logistic } from '../logistic.ts';
import { cholesky, solveLower, solveUpper } from './cholesky.ts';

/** Rows of one group: what is fixed of their log odds, ΛᵀZᵀ of each row, successes and trials. */
export interface GroupRows {
  readonly offsets: Float64Array;
  /** rows × q: z times Λ. */
  readonly zl: Float64Array;
  readonly successes: Float64Array;
  readonly trials: Float64Array;
}

/** Where the joint density of a group's outcomes and its u is highest. */
export interface Mode {
  readonly u: Float64Array;
  readonly logJoint: number;
  /** Cholesky factor of minus the second derivatives there. */
  readonly factor: Float64Array;
}

interface Joint {
  readonly u: Float64Array;
  readonly logJoint: number;
  readonly slope: Float64Array;
  readonly factor: Float64Array;
}

/** Newton steps with halving; the joint density is log-concave in u, so the mode is the only one. Null where numbers are beyond bounds. */
export function laplaceMode(group: GroupRows, q: number): Mode | null {
  let mode = jointAt(new Float64Array(q), group, q);
  for (let step = 0; step < 100 && mode; step += 1) {
    const from: Joint = mode;
    const move = solveUpper(from.factor, solveLower(from.factor, from.slope, q), q);
    const at = (size: number): Joint | null => jointAt(from.u.map((value, k) => value + size * (move[k] as number)), group, q);
    let size = 1;
    let next = at(size);
    while (next && next.logJoint < from.logJoint - 1e-12 * Math.abs(from.logJoint) && size > 1e-6) next = at(size /= 2);
    mode = next;
    if (move.every((value, k) => Math.abs(value) < 1e-11 * (1 + Math.abs(from.u[k] as number)))) break;
  }
  return mode;
}

/** log ∫ of the joint density by its quadratic at the mode: the parts of (2π) cancel against the prior's. */
export function laplaceOf({ logJoint, factor }: Mode, q: number): number {
  let logs = 0;
  for (let k = 0; k < q; k += 1) logs += Math.log(factor[k * q + k] as number);
  return logJoint - logs;
}

function jointAt(u: Float64Array, { offsets, zl, successes, trials }: GroupRows, q: number): Joint | null {
  const [slope, curve] = [new Float64Array(q), new Float64Array(q * q)];
  let logJoint = 0;
  for (let k = 0; k < q; k += 1) {
    logJoint -= 0.5 * (u[k] as number) ** 2;
    slope[k] = -(u[k] as number);
    curve[k * q + k] = 1;
  }
  for (let row = 0; row < offsets.length; row += 1) {
    let eta = offsets[row] as number;
    for (let k = 0; k < q; k += 1) eta += (zl[row * q + k] as number) * (u[k] as number);
    const [s, n, mu] = [successes[row] as number, trials[row] as number, logistic(eta)];
    logJoint += s * eta - n * (Math.max(eta, 0) + Math.log1p(Math.exp(-Math.abs(eta))));
    for (let k = 0; k < q; k += 1) {
      const own = zl[row * q + k] as number;
      slope[k] = (slope[k] as number) + own * (s - n * mu);
      for (let m = 0; m < q; m += 1) curve[k * q + m] = (curve[k * q + m] as number) + own * (zl[row * q + m] as number) * n * mu * (1 - mu);
    }
  }
  const factor = cholesky(curve, q);
  return factor && { u, logJoint, slope, factor };
}
