import { Failure } from '../../../../model/index.ts';
import { isRefused, type DavAnswer, type DavServer } from './dav-server.ts';
import { caldavNamespace, childOf, childrenOf, dav, textOf, type DavElement } from './dav-xml.ts';
import type { DavResource } from './multistatus.ts';
import { whereCalendarsAre } from './requests.ts';

/** A calendar on a server. */
export interface FoundCalendar {
  readonly url: string;
  readonly name: string;
  /** Where it stands now, of a server that can say what changed since (RFC 6578, section 4); null of another. */
  readonly token: string | null;
}

const nothingHere = (): Failure => new Failure('not_found', 'There is no calendar at this address.', 'Give the address of a calendar, or of the CalDAV server itself.');

/**
 * Calendars at an address: itself, those in it, or those of whoever signs in there (RFC 4791, section 6.2; RFC 6764 where the address is
 * that of a host alone). Throws `Failure('not_found')` where there are none.
 */
export async function findCalendars(server: DavServer, start: string): Promise<FoundCalendar[]> {
  const here = await lookAt(server, start) ?? await lookAt(server, new URL('/.well-known/caldav', start).href);
  if (here === null) throw nothingHere();
  const calendars = isCalendar(here.resources[0]) ? calendarsIn(here, server) : await calendarsOf(server, here);
  if (calendars.length === 0) throw nothingHere();
  return calendars;
}

async function lookAt(server: DavServer, url: string): Promise<DavAnswer | null> {
  const answer = await server.find(url, 0, whereCalendarsAre);
  return isRefused(answer) || answer.resources.length === 0 ? null : answer;
}

/** The home of whoever signs in, else what lies in the collection itself. */
async function calendarsOf(server: DavServer, here: DavAnswer): Promise<FoundCalendar[]> {
  const home = homeIn(here, server) ?? await homeOfPrincipal(server, here) ?? here.url;
  const inside = await server.find(home, 1, whereCalendarsAre);
  return isRefused(inside) ? [] : calendarsIn(inside, server);
}

async function homeOfPrincipal(server: DavServer, here: DavAnswer): Promise<string | null> {
  const principal = linkIn(here, server, childOf(here.resources[0]?.properties, dav, 'current-user-principal'));
  const answer = principal === null ? null : await lookAt(server, principal);
  return answer === null ? null : homeIn(answer, server);
}

const homeIn = (answer: DavAnswer, server: DavServer): string | null => linkIn(answer, server, childOf(answer.resources[0]?.properties, caldavNamespace, 'calendar-home-set'));

function linkIn({ url }: DavAnswer, server: DavServer, property: DavElement | undefined): string | null {
  const href = textOf(childOf(property, dav, 'href'));
  return href === null ? null : server.addressOf(href, url);
}

const isCalendar = (resource: DavResource | undefined): boolean => childOf(childOf(resource?.properties, dav, 'resourcetype'), caldavNamespace, 'calendar') !== undefined;

/** Calendars that hold events; task lists and what lies on strange hosts are none. */
const calendarsIn = (answer: DavAnswer, server: DavServer): FoundCalendar[] => answer.resources.filter((resource) => isCalendar(resource) && holdsEvents(resource)).flatMap((resource) => {
  const url = server.addressOf(resource.href, answer.url);
  return url === null ? [] : [{ url, name: textOf(childOf(resource.properties, dav, 'displayname')) ?? '', token: textOf(childOf(resource.properties, dav, 'sync-token')) }];
});

function holdsEvents({ properties }: DavResource): boolean {
  const set = childOf(properties, caldavNamespace, 'supported-calendar-component-set');
  return set === undefined || childrenOf(set, caldavNamespace, 'comp').some(({ attributes }) => attributes['name']?.toUpperCase() === 'VEVENT');
}
