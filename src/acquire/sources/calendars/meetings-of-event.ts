import ical, { type Attendee, type CalendarComponent, type DateWithTimeZone, type EventInstance, type Organizer, type VEvent } from 'node-ical';
import { privateWords } from '../correspondence/private-words.ts';
import { quietly } from './quietly.ts';
import type { EventText } from './split-calendar.ts';

/** Somebody who was asked to a meeting; addresses in small letters. */
export interface Invited {
  readonly address: string;
  readonly hasDeclined: boolean;
}

/** One meeting, or one of a series. */
export interface Meeting {
  /** The event's id, with the day that the series gave it where there is one. */
  readonly id: string;
  readonly at: number;
  readonly minutes: number | null;
  readonly createdAt: number | null;
  readonly isCancelled: boolean;
  readonly isPrivate: boolean;
  /** The organiser first. Rooms and other resources are nobody. */
  readonly invited: readonly Invited[];
  readonly subject: string | null;
}

export type MeetingsRead = { readonly meetings: readonly Meeting[] } | { readonly problem: string };

export interface Window {
  /** Epoch ms, both inclusive. */
  readonly from: number;
  readonly to: number;
}

/** Times a day that a diary can need. */
const mostADay = 24;

/** Rules that nobody keeps a diary by, and that a machine would follow for hours. */
const recursTooOften = (text: string): boolean => [...text.matchAll(/^RRULE[;:].*$/gim)].some(([rule]) => /FREQ=(SECONDLY|MINUTELY|HOURLY)/i.test(rule) || timesADay(rule) > mostADay);
const timesADay = (rule: string): number => [...rule.matchAll(/BY(?:HOUR|MINUTE|SECOND)=([\d,]*)/gi)].reduce((times, [, list = '']) => times * list.split(',').length, 1);
const mostInWindow = 10_000;

/**
 * The meetings of one event that begin within a window: itself, or those of its series, with exceptions (EXDATE) left out and
 * changed ones (RECURRENCE-ID) as changed. Zones by IANA name, Windows name or VTIMEZONE.
 */
export function meetingsOfEvent({ text }: EventText, window: Window): MeetingsRead {
  if (recursTooOften(text)) return { problem: 'recurs more often than a diary does' };
  try {
    const events = Object.values(quietly(() => ical.sync.parseICS(text))).filter(isEvent);
    const instances = events.flatMap((event) => quietly(() => instancesOf(event, window)));
    if (events.length === 0) return { problem: 'has no start that can be read' };
    return instances.length > mostInWindow ? { problem: `recurs more than ${mostInWindow} times` } : { meetings: instances.map(meetingOf) };
  } catch {
    // The reader's message may quote the event.
    return { problem: 'cannot be read' };
  }
}

const isEvent = (component: CalendarComponent | { type: string } | undefined): component is VEvent => component?.type === 'VEVENT' && Number.isFinite((component as VEvent).start?.getTime());

/** A single event is looked at wherever it lies, so that what is left out can be counted. */
function instancesOf(event: VEvent, { from, to }: Window): EventInstance[] {
  if (event.rrule) return ical.expandRecurringEvent(event, { from: new Date(from), to: new Date(to) });
  return [{ start: event.start, end: event.end ?? event.start, summary: event.summary, isFullDay: event.datetype === 'date', isRecurring: event.recurrenceid !== undefined, isOverride: false, event }];
}

function meetingOf({ start, end, isFullDay, isRecurring, event }: EventInstance): Meeting {
  const at = instantOf(start, isFullDay);
  const day = event.recurrenceid === undefined ? at : instantOf(event.recurrenceid, isFullDay);
  const minutes = Math.round((end.getTime() - start.getTime()) / 60_000);
  return {
    id: isRecurring ? `${event.uid} ${new Date(day).toISOString()}` : event.uid, at, minutes: isFullDay || minutes < 0 ? null : minutes, createdAt: Number.isFinite(event.created?.getTime()) ? (event.created as Date).getTime() : null,
    isCancelled: event.status === 'CANCELLED' || event.method === 'CANCEL', isPrivate: isPrivate(event), invited: invitedTo(event), subject: textOf(event.summary),
  };
}

/** A day without a time is its midnight in UTC, whatever zone this machine is in. */
const instantOf = (date: DateWithTimeZone, isFullDay: boolean): number => (isFullDay ? Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) : date.getTime());

const isPrivate = (event: VEvent): boolean => ['PRIVATE', 'CONFIDENTIAL'].includes(String(event.class).toUpperCase()) || (event.categories ?? []).some((category) => privateWords.test(category.trim()));

function invitedTo(event: VEvent): Invited[] {
  const attendees = event.attendee === undefined ? [] : Array.isArray(event.attendee) ? event.attendee : [event.attendee];
  const asked = attendees.map(invitedOf).filter((one) => one !== null);
  const organiser = event.organizer === undefined ? null : addressOf(event.organizer);
  return organiser === null || asked.some(({ address }) => address === organiser) ? asked.sort((a, b) => Number(b.address === organiser) - Number(a.address === organiser)) : [{ address: organiser, hasDeclined: false }, ...asked];
}

function invitedOf(attendee: Attendee): Invited | null {
  const parameters = typeof attendee === 'string' ? {} : attendee.params as Readonly<Record<string, string | undefined>>;
  const address = addressOf(attendee);
  if (address === null || !['INDIVIDUAL', 'UNKNOWN', ''].includes(String(parameters['CUTYPE'] ?? '').toUpperCase()) || parameters['ROLE'] === 'NON-PARTICIPANT') return null;
  return { address, hasDeclined: String(parameters['PARTSTAT']).toUpperCase() === 'DECLINED' };
}

function addressOf(given: Attendee | Organizer): string | null {
  const text = (typeof given === 'string' ? given : given.val).replace(/^mailto:/i, '').trim().toLowerCase();
  return /^[^\s@<>]+@[^\s@<>]+$/.test(text) ? text : null;
}

const textOf = (value: VEvent['summary'] | undefined): string | null => (value === undefined ? null : typeof value === 'string' ? value : value.val);
