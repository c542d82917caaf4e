import { Failure } from '../../../../model/index.ts';
import type { FoundCalendar } from './find-calendars.ts';
import { isRefused, type DavAnswer, type DavServer } from './dav-server.ts';
import { changedSince, eventsBetween } from './requests.ts';

/** Where a calendar was left. */
export interface CalendarCursor {
  /** Of RFC 6578; null where the server has none. */
  readonly token: string | null;
  /** ISO; meetings up to then were read. */
  readonly readTo: string;
}

export interface EventsToRead {
  readonly urls: readonly string[];
  readonly token: string | null;
  /** Events that are there no more. */
  readonly gone: number;
  /** The server no longer knows where we were: everything is read again. */
  readonly isAnew: boolean;
}

/** Answers that one list of changes may come in. */
const mostParts = 200;

/**
 * Events of a calendar that have to be read: what changed since it was left, and what took place since then, for a meeting that was
 * written down before it began changes no more when it begins. Without a cursor, or where the server cannot say what changed, everything within the window.
 */
export async function eventsToRead(server: DavServer, calendar: FoundCalendar, left: CalendarCursor | undefined, window: { readonly from: number; readonly to: number }): Promise<EventsToRead> {
  const between = async (from: number): Promise<string[]> => urlsIn(taken(await server.report(calendar.url, eventsBetween(from, window.to + 1000))), server);
  const changes = left?.token && calendar.token !== null ? await changesSince(server, calendar, left.token) : null;
  if (left !== undefined && changes !== null) return { ...changes, urls: [...new Set([...changes.urls, ...await between(Date.parse(left.readTo))])], isAnew: false };
  return { urls: await between(window.from), token: calendar.token, gone: 0, isAnew: Boolean(left?.token) };
}

/** What changed since a token, in as many parts as the server makes of it; null where it knows the token no more (RFC 6578, section 3.2). */
async function changesSince(server: DavServer, calendar: FoundCalendar, since: string): Promise<Omit<EventsToRead, 'isAnew'> | null> {
  const urls = new Set<string>();
  let [token, gone] = [since, 0];
  for (let part = 0; part < mostParts; part += 1) {
    const answer = await server.report(calendar.url, changedSince(token));
    if (isRefused(answer)) return null;
    const isCut = answer.resources.some(({ status }) => status === 507);
    for (const url of urlsIn(answer, server)) urls.add(url);
    gone += answer.resources.filter(({ status }) => status === 404).length;
    if (answer.syncToken === null || !isCut || answer.syncToken === token) return { urls: [...urls], token: answer.syncToken, gone };
    token = answer.syncToken;
  }
  return null;
}

const urlsIn = (answer: DavAnswer, server: DavServer): string[] => answer.resources.filter(({ status, href }) => status === 200 && !href.endsWith('/')).flatMap(({ href }) => server.addressOf(href, answer.url) ?? []);

function taken(answer: Awaited<ReturnType<DavServer['report']>>): DavAnswer {
  if (!isRefused(answer)) return answer;
  throw new Failure('bad_request', `The calendar's server refuses to list its events (${answer.refused}).`, 'See whether the user may read the calendar.');
}
