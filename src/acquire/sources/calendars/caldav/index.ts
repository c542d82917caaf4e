import { z } from 'zod';
import { Failure } from '../../../../model/index.ts';
import { requireCallable } from '../../api/require-callable.ts';
import { ActivityStreams } from '../../correspondence/activity-records.ts';
import { correspondenceSettings, startOf } from '../../correspondence/correspondence-settings.ts';
import { privateWords } from '../../correspondence/private-words.ts';
import { PartySifter } from '../../correspondence/sift-parties.ts';
import { Tally } from '../../correspondence/tally.ts';
import type { SourceContext, SourceKind, SourceMessage } from '../../source-kind.ts';
import { readMeetings, type ReadMeetings } from '../read-meetings.ts';
import { splitCalendar } from '../split-calendar.ts';
import { DavServer, isRefused } from './dav-server.ts';
import { caldavNamespace, childOf } from './dav-xml.ts';
import { eventsToRead, type CalendarCursor } from './events-to-read.ts';
import { findCalendars, type FoundCalendar } from './find-calendars.ts';
import { eventsAt } from './requests.ts';

const names = (text: string): string[] => text.split(',').map((one) => one.trim()).filter((one) => one !== '');
const settingsSchema = z.strictObject({
  ...correspondenceSettings,
  /** Of the server, of a person's calendars, or of one calendar. */
  url: z.url({ protocol: /^https?$/, error: 'must be an address such as https://calendar.example/' }).max(2000),
  user: z.string().min(1).max(320),
  /** Names of calendars, with commas; all but private ones where none are given. */
  calendars: z.string().transform(names).default([]),
});
type CaldavSettings = z.output<typeof settingsSchema>;

/** Events that are asked for at once. */
const eventsAtOnce = 50;

/** Calendars on a CalDAV server (RFC 4791), by what changed since they were left where the server can say so (RFC 6578). */
export const caldav: SourceKind<CaldavSettings> = {
  kind: 'caldav', settings: settingsSchema, secrets: ['password'], needs: ['password'],
  mailbox: ({ owner, subjects }) => ({ owner, subjects: subjects === 'keep' }),
  check: ({ url }, { rules }) => requireCallable(url, rules),
  goesOn: ['calendars', 'exclude'],
  read: readCaldav,
};

const stateOf = ({ url }: FoundCalendar): string => `calendar ${new URL(url).pathname}`;

async function* readCaldav(settings: CaldavSettings, context: SourceContext): AsyncIterable<SourceMessage> {
  const server = new DavServer({ url: settings.url, user: settings.user, password: context.secrets['password'] ?? '', rules: context.rules, signal: context.signal });
  const tally = new Tally('meetings');
  const reading: ReadMeetings = { settings, sifter: new PartySifter(settings, await context.correspondents()), streams: new ActivityStreams(context.source), tally, now: context.now, seen: new Set() };
  const { calendars, left } = chosen(await findCalendars(server, settings.url), settings);
  for (const calendar of calendars) yield* readCalendar(server, calendar, reading, context);
  if (left > 0) yield { type: 'note', text: `calendars left out, private by their names: ${left}` };
  for (const text of tally.lines()) yield { type: 'note', text };
}

/** The calendars that are to be read. A private one is not read even where it is named. */
function chosen(found: readonly FoundCalendar[], { calendars }: CaldavSettings): { calendars: FoundCalendar[]; left: number } {
  const missing = calendars.find((name) => !found.some((one) => one.name === name));
  if (missing !== undefined) throw new Failure('not_found', `There is no calendar "${missing}" on this server.`, 'Check the setting "calendars".');
  const asked = calendars.length === 0 ? found : found.filter(({ name }) => calendars.includes(name));
  const kept = asked.filter(({ name }) => !privateWords.test(name));
  return { calendars: kept, left: asked.length - kept.length };
}

async function* readCalendar(server: DavServer, calendar: FoundCalendar, reading: ReadMeetings, context: SourceContext): AsyncIterable<SourceMessage> {
  const left = context.cursors.get(stateOf(calendar)) as CalendarCursor | undefined;
  const { urls, token, gone, isAnew } = await eventsToRead(server, calendar, left, { from: startOf(reading.settings, context.now), to: context.now });
  if (isAnew) yield { type: 'note', text: 'a calendar\'s server no longer knows where we were: it is read again' };
  if (gone > 0) yield { type: 'note', text: `events that are in a calendar no more and stay here: ${gone}` };
  for (let at = 0; at < urls.length; at += eventsAtOnce) yield* readEvents(server, calendar, urls.slice(at, at + eventsAtOnce), reading);
  yield { type: 'state', stream: stateOf(calendar), value: { token, readTo: new Date(context.now).toISOString() } satisfies CalendarCursor };
}

async function* readEvents(server: DavServer, calendar: FoundCalendar, urls: readonly string[], reading: ReadMeetings): AsyncIterable<SourceMessage> {
  const answer = await server.report(calendar.url, eventsAt(urls.map((url) => new URL(url).pathname)));
  if (isRefused(answer)) throw new Failure('bad_request', `The calendar's server refuses to hand out events (${answer.refused}).`, 'See whether the user may read the calendar.');
  for (const { properties } of answer.resources) {
    const text = childOf(properties, caldavNamespace, 'calendar-data')?.text;
    if (text !== undefined) yield* readMeetings(splitCalendar(text).events, reading);
  }
}
