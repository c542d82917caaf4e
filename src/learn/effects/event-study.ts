import { chiSquareAbove } from '../gamma.ts';
import { membersOf } from '../linear/members.ts';
import { inversePositive } from '../positive-definite.ts';
import type { Refused } from '../refused.ts';
import { demandLevel, type Estimate } from './estimate.ts';
import { groupTimeCells, meanOfPooled, pooledCells, pooledEstimate, type GroupTimeEffects, type PooledEffect } from './group-time-effects.ts';
import type { ComparisonOptions, Panel } from './panel.ts';

export interface EventStudyOptions extends ComparisonOptions {
  /** Periods before and after the event that are looked at: 4 and 4 by default; 0 after is the event's own period. */
  readonly before?: number;
  readonly after?: number;
  readonly level?: number;
}

export interface RelativeEffect extends Estimate {
  /** Periods since the event; below 0 before it. */
  readonly relative: number;
  /** Units with an event that it rests on. */
  readonly units: number;
}

export interface PreTrend {
  readonly chiSquare: number;
  readonly degreesOfFreedom: number;
  readonly p: number;
}

export interface EventStudy {
  /** By time since the event; the last period before it (less anticipation) is the zero that others are measured from, and left out. */
  readonly effects: readonly RelativeEffect[];
  /** Mean over the event's period and those after it that are looked at. */
  readonly average: Estimate;
  /** Of all effects before the event together being zero; null where there are none, or too few units to tell. */
  readonly preTrend: PreTrend | null;
  /** Units with an event too early to know how they were before. */
  readonly dropped: number;
}

/**
 * What happens around an event that comes to each unit at its own time: group-time effects pooled by time since the event (Callaway and Sant'Anna 2021, eq. 3.4), which a regression
 * with unit and period effects gets wrong
 * where effects differ between early and late (Goodman-Bacon 2021; Sun and Abraham 2021). Errors over units, or clusters; the test of the time before is Wald's. A large p does not
 * prove that the units
 * moved alike (Roth 2022): look at `placeboDates` and at the power of the test. Throws a RangeError on a bad panel and settings; refuses as `groupTimeEffects`.
 */
export function eventStudy(panel: Panel, options: EventStudyOptions = {}): EventStudy | Refused {
  const { before = 4, after = 4, anticipation = 0, level = 0.95 } = options;
  demandWindow(before, after, level);
  const all = groupTimeCells(panel, options, (relative) => relative >= -before && relative <= after);
  if ('refused' in all) return all;
  const relatives = Array.from({ length: before + after + 1 }, (_, at) => at - before).filter((relative) => relative !== -1 - anticipation);
  const pooled = relatives.map((relative) => ({ relative, effect: relativeEffect(panel, all, relative) })).filter((one): one is { relative: number; effect: PooledEffect } => one.effect !== null);
  const average = meanOfPooled(pooled.filter(({ relative }) => relative >= 0).map(({ effect }) => effect));
  const averaged = average && pooledEstimate(panel, average, level);
  if (!averaged) return { refused: 'Nobody was seen after the event beside others without it, or there are fewer than two units or clusters' };
  return {
    effects: pooled.map(({ relative, effect }) => ({ relative, units: effect.units, ...(pooledEstimate(panel, effect, level) as Estimate) })),
    average: averaged, dropped: all.dropped,
    preTrend: preTrendOf(panel, pooled.filter(({ relative }) => relative < -anticipation).map(({ effect }) => effect)),
  };
}

export function demandWindow(before: number, after: number, level: number): void {
  if (!(Number.isInteger(before) && before >= 1 && Number.isInteger(after) && after >= 0)) throw new RangeError('A window has at least one period before and none or more after');
  demandLevel(level);
}

export const relativeEffect = (panel: Panel, all: GroupTimeEffects, relative: number): PooledEffect | null =>
  pooledCells(panel, all, all.cells.filter(({ group, period }) => period - group === relative));

function preTrendOf({ clusters, eventAt }: Panel, effects: readonly PooledEffect[]): PreTrend | null {
  const [q, n] = [effects.length, eventAt.length];
  const units = clusters === undefined ? eventAt.map((_, unit) => [unit]) : membersOf(clusters, n).map(({ rows }) => rows);
  if (q === 0 || units.length <= q + 1) return null;
  const covariance = new Float64Array(q * q);
  for (const rows of units) {
    const sums = effects.map(({ influences }) => rows.reduce((sum, unit) => sum + (influences[unit] as number), 0));
    for (let j = 0; j < q; j += 1) for (let k = 0; k < q; k += 1) covariance[j * q + k] = (covariance[j * q + k] as number) + ((sums[j] as number) * (sums[k] as number) * units.length) / (units.length - 1) / (n * n);
  }
  const inverse = inversePositive(covariance, q);
  if (!inverse) return null;
  const chiSquare = inverse.reduce((sum, value, at) => sum + value * (effects[Math.floor(at / q)] as PooledEffect).estimate * (effects[at % q] as PooledEffect).estimate, 0);
  return { chiSquare, degreesOfFreedom: q, p: chiSquareAbove(chiSquare, q) };
}
