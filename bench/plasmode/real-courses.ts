import { DAY_MS } from '../../src/model/index.ts';
import { readRealTable } from './real-tables.ts';

/** A real case: the steps it went through and when, and when its last work was done. Times are scaled. */
export interface Course {
  readonly id: string;
  readonly steps: ReadonlyArray<{ readonly name: string; readonly at: number }>;
  readonly lastAt: number;
  /** The log ends too soon after its last work to say that it is over. */
  readonly isOpen: boolean;
  readonly weekday: string;
  readonly timeOfDay: string;
}

export const lastInstant = Date.parse('2026-06-30T20:00:00Z');
/** Five months of loan applications become nearly four years of deals: what takes a day there takes a week and a day here. */
const stretch = 8;
const openAfter = lastInstant - 5 * stretch * DAY_MS;
const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Cases of at least two steps, in the order of the log; work done again in the same step is one step. */
export function realCourses(): Course[] {
  const events = readRealTable('courses').map((row) => ({ id: row['CaseID'] as string, step: `Step ${row['ActivityID']}`, at: Date.parse(`${row['CompleteTimestamp']?.replace(' ', 'T')}Z`) }));
  const end = events.reduce((latest, event) => Math.max(latest, event.at), 0);
  const scaled = (at: number): number => lastInstant - (end - at) * stretch;
  return [...Map.groupBy(events, (event) => event.id)].flatMap(([id, own]) => {
    const steps = own.filter((event, index) => event.step !== own[index - 1]?.step).map((event) => ({ name: event.step, at: scaled(event.at) }));
    const opened = new Date((own[0] as (typeof own)[number]).at);
    const lastAt = scaled((own[own.length - 1] as (typeof own)[number]).at);
    return steps.length < 2 ? [] : [{ id, steps, lastAt, isOpen: lastAt > openAfter, weekday: weekdays[opened.getUTCDay()] as string, timeOfDay: opened.getUTCHours() < 12 ? 'Morning' : opened.getUTCHours() < 18 ? 'Afternoon' : 'Evening' }];
  });
}
