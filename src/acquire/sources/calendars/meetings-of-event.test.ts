import fc from 'fast-check';
import { expect, test } from 'vitest';
import { meetingsOfEvent, type Meeting } from './meetings-of-event.ts';
import { splitCalendar } from './split-calendar.ts';

const window = { from: Date.UTC(2026, 0, 1), to: Date.UTC(2026, 11, 31) };
const calendar = (...lines: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
const event = (uid: string, ...lines: string[]): string => ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20260101T000000Z', ...lines, 'END:VEVENT'].join('\r\n');

function meetingsIn(text: string): Meeting[] {
  return splitCalendar(text).events.flatMap((one) => {
    const read = meetingsOfEvent(one, window);
    return 'meetings' in read ? read.meetings : [];
  });
}
const startsOf = (text: string): string[] => meetingsIn(text).map(({ at }) => new Date(at).toISOString());

test('a series keeps its local hour through the change of clocks, without its exceptions and with its changes', () => {
  const text = calendar(
    event('series', 'DTSTART;TZID="W. Europe Standard Time":20260302T100000', 'DTEND;TZID="W. Europe Standard Time":20260302T104500', 'RRULE:FREQ=WEEKLY;COUNT=6', 'EXDATE;TZID="W. Europe Standard Time":20260309T100000', 'STATUS:CONFIRMED'),
    event('series', 'RECURRENCE-ID;TZID="W. Europe Standard Time":20260316T100000', 'DTSTART;TZID="W. Europe Standard Time":20260317T150000', 'DTEND;TZID="W. Europe Standard Time":20260317T160000'),
    event('series', 'RECURRENCE-ID;TZID="W. Europe Standard Time":20260323T100000', 'DTSTART;TZID="W. Europe Standard Time":20260323T100000', 'DTEND;TZID="W. Europe Standard Time":20260323T110000', 'STATUS:CANCELLED'),
  );
  expect(startsOf(text)).toEqual(['2026-03-02T09:00:00.000Z', '2026-03-17T14:00:00.000Z', '2026-03-23T09:00:00.000Z', '2026-03-30T08:00:00.000Z', '2026-04-06T08:00:00.000Z']);
  const meetings = meetingsIn(text);
  expect(meetings.map(({ isCancelled }) => isCancelled)).toEqual([false, false, true, false, false]);
  expect(meetings.map(({ minutes }) => minutes)).toEqual([45, 60, 60, 45, 45]);
  // A meeting that was moved is the one that the series had.
  expect(meetings[1]?.id).toBe('series 2026-03-16T09:00:00.000Z');
});

test('zones by name, by definition, by the calendar, and none; days without a time', () => {
  const ownZone = ['BEGIN:VTIMEZONE', 'TZID:Our zone', 'BEGIN:STANDARD', 'DTSTART:16010101T030000', 'TZOFFSETFROM:+0200', 'TZOFFSETTO:+0100', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10', 'END:STANDARD', 'BEGIN:DAYLIGHT', 'DTSTART:16010101T020000', 'TZOFFSETFROM:+0100', 'TZOFFSETTO:+0200', 'RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3', 'END:DAYLIGHT', 'END:VTIMEZONE'];
  expect(startsOf(calendar(...ownZone, event('a', 'DTSTART;TZID=Our zone:20260701T100000')))).toEqual(['2026-07-01T08:00:00.000Z']);
  expect(startsOf(calendar(event('a', 'DTSTART;TZID=America/New_York:20260701T100000')))).toEqual(['2026-07-01T14:00:00.000Z']);
  expect(startsOf(calendar('X-WR-TIMEZONE:Europe/Zurich', event('a', 'DTSTART:20260701T100000')))).toEqual(['2026-07-01T08:00:00.000Z']);
  expect(startsOf(calendar(event('a', 'DTSTART:20260701T100000')))).toEqual(['2026-07-01T10:00:00.000Z']);
  expect(startsOf(calendar('X-WR-TIMEZONE:Europe/Zurich', event('a', 'DTSTART;TZID=Nowhere:20260701T100000')))).toEqual(['2026-07-01T08:00:00.000Z']);
  expect(meetingsIn(calendar(event('a', 'DTSTART;VALUE=DATE:20260701', 'DTEND;VALUE=DATE:20260703'))).map(({ at, minutes }) => [new Date(at).toISOString(), minutes])).toEqual([['2026-07-01T00:00:00.000Z', null]]);
});

test('who is asked: rooms are nobody, whoever declined is marked, the organiser comes first', () => {
  const [meeting] = meetingsIn(calendar(event('a', 'DTSTART:20260701T100000Z', 'ATTENDEE;PARTSTAT=ACCEPTED;CN="Bo, B":mailto:Bo@Acme.', ' example', 'ATTENDEE;CUTYPE=ROOM:mailto:room@ours.example', 'ATTENDEE;PARTSTAT=DECLINED:MAILTO:cy@acme.example', 'ORGANIZER;CN=Jane:mailto:jane@ours.example', 'CATEGORIES:Work,Privat')));
  expect(meeting?.invited).toEqual([{ address: 'jane@ours.example', hasDeclined: false }, { address: 'bo@acme.example', hasDeclined: false }, { address: 'cy@acme.example', hasDeclined: true }]);
  expect(meeting?.isPrivate).toBe(true);
});

test('hostile events harm nobody but themselves, and soon', () => {
  const began = performance.now();
  const every = (list: number): string => Array.from({ length: list }, (_, index) => index).join(',');
  const refused = [
    event('a', 'DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY'), event('b', 'DTSTART:20260101T000000Z', 'RRULE:INTERVAL=1;FREQ=MINUTELY;COUNT=99999999'), event('c', 'DTSTART:19700101T000000Z', 'RRULE:FREQ=HOURLY'),
    event('d', 'DTSTART:20260101T000000Z', `RRULE:FREQ=DAILY;BYHOUR=${every(24)};BYMINUTE=${every(60)}`),
  ];
  const hostile = [
    event('never', 'DTSTART:20260101T000000Z', 'RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'), event('old', 'DTSTART:00010101T000000Z', 'RRULE:FREQ=DAILY'), event('wrong', 'DTSTART:20261399T000000Z'), event('none'), event('rule', 'DTSTART:20260101T000000Z', 'RRULE:FREQ=WHENEVER'),
    event('__proto__', 'DTSTART:20260401T000000Z'), event('constructor', 'DTSTART:20260402T000000Z', 'ATTENDEE;__proto__=x:mailto:a@b.example'), 'BEGIN:VEVENT\r\nDTSTART:20260403T000000Z\r\nEND:VEVENT', event('fine', 'DTSTART:20260404T000000Z'),
  ];
  const read = splitCalendar(calendar(...refused, ...hostile)).events.map((one) => meetingsOfEvent(one, window));
  expect(read.slice(0, 4)).toEqual(refused.map(() => ({ problem: 'recurs more often than a diary does' })));
  const days = new Set(read.flatMap((one) => ('meetings' in one ? one.meetings.map(({ at }) => new Date(at).toISOString().slice(0, 10)) : [])));
  for (const day of ['2026-04-01', '2026-04-02', '2026-04-04']) expect(days).toContain(day);
  expect(Object.prototype).not.toHaveProperty('x');
  expect(performance.now() - began).toBeLessThan(10_000);
});

test('nothing that is no calendar throws', () => {
  const piece = fc.constantFrom('BEGIN:VEVENT', 'END:VEVENT', 'BEGIN:VCALENDAR', 'UID:a', 'DTSTART:20260101T000000Z', 'DTSTART;TZID=:x', 'RRULE:FREQ=DAILY;COUNT=2', 'RRULE:', 'ATTENDEE:', 'ATTENDEE;;=:mailto:', 'DURATION:-P', 'EXDATE:x', 'RECURRENCE-ID:20260101T000000Z', ' folded', '\u0000', 'BEGIN:VTIMEZONE', 'BEGIN:VALARM', 'STATUS:CANCELLED');
  fc.assert(fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 30 }), (lines) => {
    expect(meetingsIn(lines.join('\n')).every(({ at }) => Number.isFinite(at))).toBe(true);
  }), { numRuns: 300 });
});
