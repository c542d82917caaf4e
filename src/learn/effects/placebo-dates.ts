import { quantile } from '../quantile.ts';
import { randomStream, type RandomStream } from '../random.ts';
import type { Refused } from '../refused.ts';
import { demandWindow, relativeEffect, type EventStudyOptions } from './event-study.ts';
import { groupTimeCells, meanOfPooled } from './group-time-effects.ts';
import type { Panel } from './panel.ts';

export interface PlaceboDates {
  /** Mean effect over the event's period and those after it. */
  readonly effect: number;
  /** The same at dates without the event, in rising order. */
  readonly placebos: Float64Array;
  /** Where the middle of them lies, by the level asked. */
  readonly low: number;
  readonly high: number;
  /** Share of placebos as far from their own middle as the effect is, the effect counted as one of them: (1 + k) ÷ (1 + draws). */
  readonly p: number;
  /** Units with an event that had a date to stand in for it. */
  readonly units: number;
}

export interface PlaceboOptions extends EventStudyOptions {
  readonly seed: number;
  /** 199 by default, at least 19. */
  readonly draws?: number;
}

/**
 * The effect of an event beside effects of dates at which it did not happen: each unit gets a date drawn from those whose whole window lies before its own event, everything from that
 * event on is taken away,
 * and the mean effect is computed anew, as in `eventStudy`. Shows what the method finds where nothing is to be found: trends, seasons, dates chosen by what went before. A yardstick, exact only
 * where dates could as well have been others. Throws a RangeError on a bad panel and settings; refuses where fewer than two units have room before their event.
 */
export function placeboDates(panel: Panel, options: PlaceboOptions): PlaceboDates | Refused {
  const { seed, draws = 199, before = 4, after = 4, anticipation = 0, level = 0.95 } = options;
  demandWindow(before, after, level);
  if (!(Number.isInteger(draws) && draws >= 19)) throw new RangeError(`At least 19 draws are needed, not ${draws}`);
  const effect = meanEffect(panel, options);
  if (typeof effect !== 'number') return effect;
  const rooms = panel.eventAt.map((at) => roomBefore(at, before, after, anticipation));
  const units = rooms.filter((room) => room !== null).length;
  if (units < 2) return { refused: `Fewer than two units were seen long enough before their event for a window of ${before} periods before and ${after} after` };
  const random = randomStream('placebo dates', seed);
  const found = Array.from({ length: draws }, () => meanEffect(withDates(panel, rooms, random, anticipation), options)).filter((value): value is number => typeof value === 'number');
  if (found.length < 0.9 * draws) return { refused: 'Dates without the event leave nobody to compare with' };
  const placebos = Float64Array.from(found).sort();
  const middle = quantile(placebos, 0.5);
  const asFar = placebos.filter((value) => Math.abs(value - middle) >= Math.abs(effect - middle)).length;
  return { effect, placebos, low: quantile(placebos, (1 - level) / 2), high: quantile(placebos, (1 + level) / 2), p: (1 + asFar) / (1 + placebos.length), units };
}

function meanEffect(panel: Panel, options: EventStudyOptions): number | Refused {
  const all = groupTimeCells(panel, options, (relative) => relative >= 0 && relative <= (options.after ?? 4));
  if ('refused' in all) return all;
  const effects = Array.from({ length: (options.after ?? 4) + 1 }, (_, relative) => relativeEffect(panel, all, relative)).filter((one) => one !== null);
  return meanOfPooled(effects)?.estimate ?? { refused: 'Nobody was seen after the event beside others without it' };
}

interface Room {
  readonly from: number;
  readonly to: number;
}

/** Dates whose window ends before the event begins to show. */
function roomBefore(at: number | null, before: number, after: number, anticipation: number): Room | null {
  if (at === null) return null;
  const [from, to] = [Math.max(before, 1 + anticipation), at - anticipation - 1 - after];
  return to >= from ? { from, to } : null;
}

/** The panel without what came from each event on, and with other dates. Units without room stay for comparison. */
function withDates({ outcomes, eventAt, clusters }: Panel, rooms: ReadonlyArray<Room | null>, random: RandomStream, anticipation: number): Panel {
  return {
    outcomes: outcomes.map((unit, index) => Float64Array.from(unit, (value, period) => (period >= (eventAt[index] ?? Infinity) - anticipation ? Number.NaN : value))),
    eventAt: rooms.map((room) => (room === null ? null : room.from + Math.floor(random() * (room.to - room.from + 1)))),
    ...(clusters ? { clusters } : {}),
  };
}
