import type { Refused } from '../refused.ts';
import { estimateWith, type Estimate } from './estimate.ts';
import { influenceError } from './influence-error.ts';
import { demandPanel, type ComparisonOptions, type Panel } from './panel.ts';

/** The effect on those whose event came in one period, seen in one period. */
export interface GroupTimeCell {
  /** Period of the event. */
  readonly group: number;
  readonly period: number;
  readonly estimate: number;
  /** Units of the group, and those compared, seen in this period and in the one before the event. */
  readonly units: number;
  readonly compared: number;
  /** Per unit, how it moves the estimate; they sum to zero. */
  readonly influences: Float64Array;
}

export interface GroupTimeEffects {
  readonly cells: readonly GroupTimeCell[];
  /** Units of each group, by period of the event. */
  readonly sizes: ReadonlyMap<number, number>;
  /** Units with an event too early to know how they were before. */
  readonly dropped: number;
}

/**
 * Group-time average effects on those to whom the event came (Callaway and Sant'Anna 2021, eq. 2.4 and 2.5 without columns): ATT(g, t) is the mean change of group g from its last
 * period before the event (less anticipation) to t, less that of the units without the event by then. Periods before the event show whether the two moved alike. Assumes they would have gone on
 * alike without it. A unit counts in a cell where both periods were observed; a cell without units on either side is left out. Throws a RangeError on a bad panel; refuses where no cell is left.
 */
export const groupTimeEffects = (panel: Panel, options: ComparisonOptions = {}): GroupTimeEffects | Refused => groupTimeCells(panel, options, () => true);

/** As `groupTimeEffects`, for the times since the event that are wanted. */
export function groupTimeCells(panel: Panel, options: ComparisonOptions, isWanted: (relative: number) => boolean): GroupTimeEffects | Refused {
  const periods = demandPanel(panel, options);
  const { anticipation = 0 } = options;
  const earliest = 1 + anticipation;
  const groups = [...new Set(panel.eventAt.filter((at): at is number => at !== null && at >= earliest && at < periods))].sort((a, b) => a - b);
  const sizes = new Map(groups.map((group) => [group, panel.eventAt.filter((at) => at === group).length]));
  const cells = groups.flatMap((group) => Array.from({ length: periods }, (_, period) => period)
    .filter((period) => period !== group - earliest && isWanted(period - group)).map((period) => cellOf(panel, group, period, options)).filter((cell) => cell !== null));
  if (cells.length === 0) return { refused: 'No unit with an event can be compared with one without: nobody was seen before it, or nobody is left to compare with' };
  return { cells, sizes, dropped: panel.eventAt.filter((at) => at !== null && at < earliest).length };
}

function cellOf({ outcomes, eventAt }: Panel, group: number, period: number, { comparison = 'not-yet', anticipation = 0 }: ComparisonOptions): GroupTimeCell | null {
  const base = group - 1 - anticipation;
  const clear = Math.max(period, base) + anticipation;
  const changes = outcomes.map((unit) => (unit[period] as number) - (unit[base] as number));
  const isSeen = (unit: number): boolean => !Number.isNaN(changes[unit]);
  const isCompared = (at: number | null): boolean => at === null || at >= (outcomes[0] as ArrayLike<number>).length || (comparison === 'not-yet' && at > clear && at !== group);
  const indices = changes.map((_, unit) => unit).filter(isSeen);
  const [own, others] = [indices.filter((unit) => eventAt[unit] === group), indices.filter((unit) => eventAt[unit] !== group && isCompared(eventAt[unit] as number | null))];
  if (own.length === 0 || others.length === 0) return null;
  const mean = (units: readonly number[]): number => units.reduce((sum, unit) => sum + (changes[unit] as number) / units.length, 0);
  const [ownMean, otherMean] = [mean(own), mean(others)];
  const influences = new Float64Array(outcomes.length);
  for (const unit of own) influences[unit] = (outcomes.length / own.length) * ((changes[unit] as number) - ownMean);
  for (const unit of others) influences[unit] = (-outcomes.length / others.length) * ((changes[unit] as number) - otherMean);
  return { group, period, estimate: ownMean - otherMean, units: own.length, compared: others.length, influences };
}

export interface PooledEffect {
  readonly estimate: number;
  readonly influences: Float64Array;
  /** Units of the groups that it rests on. */
  readonly units: number;
}

/**
 * Cells pooled by the sizes of their groups (there, eq. 3.1 with weights P(G = g | kept)), the luck of the sizes in the influences (Callaway and Sant'Anna 2021, corollary 2).
 * No cell gives null.
 */
export function pooledCells({ eventAt }: Panel, { sizes }: GroupTimeEffects, cells: readonly GroupTimeCell[]): PooledEffect | null {
  const total = cells.reduce((sum, { group }) => sum + (sizes.get(group) as number), 0);
  if (total === 0) return null;
  const estimate = cells.reduce((sum, cell) => sum + ((sizes.get(cell.group) as number) / total) * cell.estimate, 0);
  const influences = new Float64Array(eventAt.length);
  for (const cell of cells) {
    const share = (sizes.get(cell.group) as number) / total;
    for (let unit = 0; unit < influences.length; unit += 1) {
      const bySize = eventAt[unit] === cell.group ? (eventAt.length / total) * (cell.estimate - estimate) : 0;
      influences[unit] = (influences[unit] as number) + share * (cell.influences[unit] as number) + bySize;
    }
  }
  return { estimate, influences, units: [...new Set(cells.map(({ group }) => group))].reduce((sum, group) => sum + (sizes.get(group) as number), 0) };
}

/** The mean of several pooled effects. */
export function meanOfPooled(effects: readonly PooledEffect[]): PooledEffect | null {
  if (effects.length === 0) return null;
  const influences = new Float64Array((effects[0] as PooledEffect).influences.length);
  for (const effect of effects) effect.influences.forEach((value, unit) => { influences[unit] = (influences[unit] as number) + value / effects.length; });
  return { estimate: effects.reduce((sum, { estimate }) => sum + estimate / effects.length, 0), influences, units: Math.max(...effects.map(({ units }) => units)) };
}

/** A pooled effect with its error over units or clusters; null where there are fewer than two. */
export function pooledEstimate({ clusters }: Panel, { estimate, influences }: PooledEffect, level: number): Estimate | null {
  const error = influenceError(influences, undefined, clusters);
  return error && estimateWith(estimate, error.standardError, error.degreesOfFreedom, level);
}
