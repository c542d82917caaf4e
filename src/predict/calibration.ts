import { logistic } from '../learn/index.ts';
import type { Method } from '../model/index.ts';

/** A monotone correction of chances: log-odds said → shift + slope × log-odds said. */
export interface Calibration {
  readonly shift: number;
  readonly slope: number;
}

export const uncalibrated: Calibration = { shift: 0, slope: 1 };

/** What was said of a deal at a past date, and whether it came. */
export interface SaidAndCame {
  readonly deal: string;
  readonly said: number;
  readonly came: 0 | 1;
}

/** Chances were right before they were seen to be wrong: shift and slope have this spread about 0 and 1. */
const priorSpread = 0.3;
const newtonSteps = 25;
const leastSlope = 0.25;

/**
 * Platt's correction (1999) by penalised maximum likelihood, each deal weighing one however often it was looked at. The plain
 * win rate is never corrected: it is shown as what it is.
 */
export function calibrationOf(rows: readonly SaidAndCame[], method: Method): Calibration {
  if (method === 'base_rate' || rows.length === 0) return uncalibrated;
  const looks = new Map<string, number>();
  for (const { deal } of rows) looks.set(deal, (looks.get(deal) ?? 0) + 1);
  const weighed = rows.map(({ deal, said, came }) => ({ x: logOdds(said), came, weight: 1 / (looks.get(deal) as number) }));
  let fit = uncalibrated;
  for (let step = 0; step < newtonSteps; step += 1) fit = improved(fit, weighed);
  return { shift: fit.shift, slope: Math.max(leastSlope, fit.slope) };
}

interface Weighed {
  readonly x: number;
  readonly came: 0 | 1;
  readonly weight: number;
}

/** One Newton step. */
function improved({ shift, slope }: Calibration, rows: readonly Weighed[]): Calibration {
  const prior = 1 / (priorSpread * priorSpread);
  let [g0, g1, h00, h01, h11] = [-prior * shift, -prior * (slope - 1), prior, 0, prior];
  for (const { x, came, weight } of rows) {
    const p = logistic(shift + slope * x);
    const w = weight * p * (1 - p);
    g0 += weight * (came - p);
    g1 += weight * (came - p) * x;
    h00 += w;
    h01 += w * x;
    h11 += w * x * x;
  }
  const determinant = h00 * h11 - h01 * h01;
  return { shift: shift + (h11 * g0 - h01 * g1) / determinant, slope: slope + (h00 * g1 - h01 * g0) / determinant };
}

const edge = 1e-6;
const logOdds = (chance: number): number => Math.log(Math.min(1 - edge, Math.max(edge, chance)) / (1 - Math.min(1 - edge, Math.max(edge, chance))));

export const calibrated = (chance: number, { shift, slope }: Calibration): number =>
  (shift === 0 && slope === 1 ? chance : logistic(shift + slope * logOdds(chance)));
