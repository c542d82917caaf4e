import type { Daily } from '../../model/index.ts';

const minuteMs = 60_000;
const dayMs = 86_400_000;
const formats = new Map<string, Intl.DateTimeFormat>();

/** The clock on the wall of a zone as if it were UTC, epoch ms, to the minute. */
function wallAt(zone: string, at: number): number {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  formats.set(zone, format);
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
  return Date.UTC(parts['year'] as number, (parts['month'] as number) - 1, parts['day'], parts['hour'], parts['minute']);
}

/** The moment at which the wall shows a time: the first where it does so twice, and as much later as the clock jumps where it never does. */
function momentOf(zone: string, wall: number): number {
  const candidates = [wall - dayMs, wall + dayMs].map((near) => wall - (wallAt(zone, near) - Math.floor(near / minuteMs) * minuteMs)).sort((a, b) => a - b) as [number, number];
  return candidates.find((at) => wallAt(zone, at) === wall) ?? candidates[1];
}

/** When a time of day comes next in its zone, after `now`; both epoch ms. */
export function nextDaily({ at, zone }: Daily, now: number): number {
  const [hour, minute] = at.split(':').map(Number) as [number, number];
  const today = Math.floor(wallAt(zone, now) / dayMs) * dayMs;
  for (let day = today - dayMs; ; day += dayMs) {
    const moment = momentOf(zone, day + (hour * 60 + minute) * minuteMs);
    if (moment > now) return moment;
  }
}
