import { WEEK_MS, type Method, type Quarter } from '../model/index.ts';
import { linear, logistic, type LogisticFit } from '../learn/index.ts';
import type { Seen } from './encoder.ts';
import { aheadOf, bins, horizonWeeks, type Ahead } from './horizon.ts';
import { countsAt } from './stage-age-table.ts';
import type { WinModel } from './win-model.ts';

/** A deal's coming weeks: chance to close in week k from now, and to be won in it. */
export interface Course {
  readonly closed: Float64Array;
  readonly won: Float64Array;
}

/** Pseudo-deals that pull a cell of the stage-and-age table towards the base rate. */
const tablePull = 20;

/**
 * The coming `weeks` of a deal, as far as the horizon goes.
 * @param shift on the log-odds of closing in each span, to see how much the chance hangs on it
 */
export function courseOf(model: WinModel, seen: Seen, at: number, weeks: number, method: Method, shift = 0): Course {
  if (method === 'trees') return throughSpans(model, at, weeks, model.boosted().spans(seen));
  return method === 'hazard' ? throughSpans(model, at, weeks, pooledSpans(model, seen, shift)) : tabled(model, seen, weeks, winShare(model, seen, method).share);
}

/** Chance to close in a span that a deal reaches open, and to be won if it closes there. */
export interface SpanChances {
  readonly closes: (ahead: Ahead) => number;
  readonly wins: (ahead: Ahead) => number;
}

function pooledSpans({ encoder, closing, winning }: WinModel, seen: Seen, shift: number): SpanChances {
  const x = new Float64Array(encoder.size);
  const oddsBy = (part: LogisticFit, ahead: Ahead): number => {
    encoder.encode(seen, ahead, x, 0);
    return linear(x, 0, x.length, part.coefficients);
  };
  return { closes: (ahead) => logistic(oddsBy(closing, ahead) + shift), wins: (ahead) => logistic(oddsBy(winning, ahead)) };
}

export function throughSpans({ fiscalStartMonth }: Pick<WinModel, 'fiscalStartMonth'>, at: number, weeks: number, { closes, wins }: SpanChances): Course {
  const course = { closed: new Float64Array(weeks), won: new Float64Array(weeks) };
  let alive = 1;
  for (const bin of bins) {
    if (bin.from >= weeks) break;
    const ahead = aheadOf(bin, at, fiscalStartMonth);
    const closed = alive * closes(ahead);
    const won = closed * wins(ahead);
    const width = bin.to - bin.from;
    for (let week = bin.from; week < Math.min(bin.to, weeks); week += 1) {
      course.closed[week] = closed / width;
      course.won[week] = won / width;
    }
    alive -= closed;
  }
  return course;
}

const fewestWeeks = 4;

/** The chance as shown: to be won before the oldest age at which a deal was seen to end; the plain win rate where that is the method. */
export function shownChance(model: WinModel, seen: Seen, at: number, method: Method, shift = 0): { readonly chance: number; readonly course: Course } {
  const course = courseOf(model, seen, at, weeksShown(model, seen), method, shift);
  return { chance: method === 'base_rate' ? model.base.share : sumOf(course.won), course };
}

/** Weeks until the oldest age at which a deal was seen to end. */
export const weeksShown = (model: WinModel, seen: Seen): number => Math.max(fewestWeeks, Math.min(horizonWeeks, model.oldestWeeks - Math.floor(seen.snapshot.ageWeeks)));

/** Age moves on; the share won stays as it is known now. */
function tabled(model: WinModel, seen: Seen, weeks: number, share: number): Course {
  const { closingByAge } = model;
  let alive = 1;
  const closed = new Float64Array(weeks).map((_, week) => {
    const age = Math.max(0, Math.floor(seen.snapshot.ageWeeks + week));
    const closes = alive * (closingByAge[Math.min(closingByAge.length - 1, age)] as number);
    alive -= closes;
    return closes;
  });
  return { closed, won: closed.map((closes) => closes * share) };
}

/** Share won of deals like this one that closed, by the tables, with the standard error of its log-odds. */
export function winShare(model: WinModel, seen: Seen, method: 'stage_age' | 'base_rate'): { share: number; se: number } {
  const { base } = model;
  if (method === 'base_rate') return { share: base.share, se: 1 / Math.sqrt(Math.max(1, base.closed) * base.share * (1 - base.share)) };
  const held = countsAt(model.stageAge, seen.snapshot.stage, seen.snapshot.ageWeeks);
  const share = (held.won + tablePull * base.share) / (held.closed + tablePull);
  return { share, se: 1 / Math.sqrt((held.closed + tablePull) * share * (1 - share)) };
}

/** Standard errors of the model's log-odds of closing and of winning, for a span ahead. */
export function standardErrors(model: WinModel, seen: Seen, ahead: Ahead): { closing: number; winning: number } {
  const x = new Float64Array(model.encoder.size);
  model.encoder.encode(seen, ahead, x, 0);
  return { closing: standardError(x, model.closing.covariance), winning: standardError(x, model.winning.covariance) };
}

function standardError(x: Float64Array, covariance: Float64Array): number {
  const p = x.length;
  let sum = 0;
  for (let j = 0; j < p; j += 1) {
    if (x[j] === 0) continue;
    for (let k = 0; k < p; k += 1) sum += (x[j] as number) * (x[k] as number) * (covariance[j * p + k] as number);
  }
  return Math.sqrt(Math.max(0, sum));
}

/** Chance to be won within a quarter. Weeks that straddle a boundary are shared out by their days. */
export const wonWithin = (won: Float64Array, at: number, quarter: Quarter): number =>
  Math.min(0.999, won.reduce((sum, chance, week) => sum + chance * shareWithin(quarter, at + week * WEEK_MS), 0));

const shareWithin = (quarter: Quarter, from: number): number => Math.max(0, Math.min(from + WEEK_MS, quarter.end) - Math.max(from, quarter.start)) / WEEK_MS;

export const sumOf = (values: Float64Array, weeks = values.length): number => {
  let sum = 0;
  for (let week = 0; week < Math.min(weeks, values.length); week += 1) sum += values[week] as number;
  return sum;
};
