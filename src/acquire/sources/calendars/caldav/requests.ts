/** Bodies of CalDAV's requests (RFC 4791, RFC 6578). What is put in comes from servers and settings, and is escaped. */
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`).replace(/\p{Cc}/gu, '');
const xml = (body: string): string => `<?xml version="1.0" encoding="utf-8"?>${body}`;
const namespaces = 'xmlns:d="DAV:" xmlns:c="urn:ietf:params:xml:ns:caldav"';

/** Who this is, and where that person's calendars are. */
export const whereCalendarsAre = xml(`<d:propfind ${namespaces}><d:prop><d:resourcetype/><d:displayname/><d:current-user-principal/><c:calendar-home-set/><c:supported-calendar-component-set/><d:sync-token/></d:prop></d:propfind>`);

/** What changed since a token; everything where it is empty (RFC 6578, section 3.2). */
export const changedSince = (token: string): string => xml(`<d:sync-collection ${namespaces}><d:sync-token>${escaped(token)}</d:sync-token><d:sync-level>1</d:sync-level><d:prop><d:getetag/></d:prop></d:sync-collection>`);

const stamp = (at: number): string => `${new Date(at).toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;

/** Events with a part between two instants, series by their occurrences (RFC 4791, section 9.9). */
export const eventsBetween = (from: number, to: number): string =>
  xml(`<c:calendar-query ${namespaces}><d:prop><d:getetag/></d:prop><c:filter><c:comp-filter name="VCALENDAR"><c:comp-filter name="VEVENT"><c:time-range start="${stamp(from)}" end="${stamp(to)}"/></c:comp-filter></c:comp-filter></c:filter></c:calendar-query>`);

/** Some events as iCalendar text (RFC 4791, section 7.9). */
export const eventsAt = (hrefs: readonly string[]): string => xml(`<c:calendar-multiget ${namespaces}><d:prop><d:getetag/><c:calendar-data/></d:prop>${hrefs.map((href) => `<d:href>${escaped(href)}</d:href>`).join('')}</c:calendar-multiget>`);
