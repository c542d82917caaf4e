import type { LevelRules } from './contact-rules.ts';

const minuteMs = 60_000;
/** Clocks change on full and half hours, so nothing is jumped over. */
const stepMinutes = 30;
/** A week and more: there is an open time by then, or none at all. */
const mostSteps = 2 * 24 * 10;

const formats = new Map<string, Intl.DateTimeFormat>();

function localTime(timeZone: string, at: number): { readonly minute: number; readonly isWeekend: boolean } {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(timeZone, format);
  const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
  return { minute: Number(parts.get('hour')) * 60 + Number(parts.get('minute')), isWeekend: parts.get('weekday') === 'Sat' || parts.get('weekday') === 'Sun' };
}

const minuteOf = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** True where a moment lies in the quiet hours of a person's own clock. */
export function isQuiet({ quietFrom, quietTo, weekdaysOnly }: LevelRules, timeZone: string, at: number): boolean {
  const { minute, isWeekend } = localTime(timeZone, at);
  if (weekdaysOnly && isWeekend) return true;
  const [from, to] = [minuteOf(quietFrom), minuteOf(quietTo)];
  if (from === to) return false;
  return from < to ? minute >= from && minute < to : minute >= from || minute < to;
}

/** The moment itself where it is not quiet, else the first full minute after it that is not, in epoch ms. Also right where clocks are changed between. */
export function endOfQuiet(rules: LevelRules, timeZone: string, at: number): number {
  if (!isQuiet(rules, timeZone, at)) return at;
  let moment = Math.floor(at / minuteMs) * minuteMs;
  for (let steps = 0; steps < mostSteps; steps += 1) {
    const { minute } = localTime(timeZone, moment);
    const [toHalf, toEnd] = [stepMinutes - (minute % stepMinutes), (minuteOf(rules.quietTo) - minute + 1440) % 1440 || 1440];
    moment += Math.min(toHalf, toEnd) * minuteMs;
    if (!isQuiet(rules, timeZone, moment)) return moment;
  }
  return Infinity;
}
