import ical from 'node-ical';
import { quietly } from './quietly.ts';

/** Under names that begin so the reader takes a zone's definition (VTIMEZONE) from the calendar. */
const defined = 'Customized Time Zone';

/**
 * Names of zones as the reader understands them, so that no time is ever read in the zone of this machine: an IANA or Windows name
 * stays; another name with a definition in the calendar points to that; one that nobody explains gives way to the calendar's zone.
 */
export class ZoneNames {
  readonly #definitions: ReadonlyMap<string, readonly string[]>;
  readonly #usual: string | null;
  readonly #known = new Map<string, boolean>();

  /** `usual`: zone of the calendar as a whole; UTC where it is null or unknown. */
  constructor(definitions: ReadonlyMap<string, readonly string[]>, usual: string | null) {
    this.#definitions = definitions;
    this.#usual = usual !== null && this.#isKnown(usual) ? usual : null;
  }

  /** A content line with times, each with a zone that is understood. */
  inZone(line: string): string {
    const found = timesIn.exec(line);
    if (!found) return line;
    const [, name = '', parameters = '', times = ''] = found;
    const zone = zoneIn.exec(parameters)?.[1];
    const others = parameters.replace(zoneIn, '');
    const understood = zone === undefined ? this.#usual : this.#understood(zone);
    return understood === null ? `${name}${others}:${times.split(',').map((time) => `${time}Z`).join(',')}` : `${name}${others};TZID="${understood}":${times}`;
  }

  #understood(zone: string): string | null {
    if (this.#isKnown(zone)) return zone;
    return this.#definitions.has(zone) ? `${defined} ${zone}` : this.#usual;
  }

  /** Definitions that some lines need, under the names that `inZone` gives them. */
  definitionsFor(lines: readonly string[]): string[] {
    return [...this.#definitions].filter(([zone]) => lines.some((line) => line.includes(`;TZID="${defined} ${zone}":`)))
      .flatMap(([zone, definition]) => definition.map((line) => (/^TZID[;:]/i.test(line) ? `TZID:${defined} ${zone}` : line)));
  }

  #isKnown(zone: string): boolean {
    const held = this.#known.get(zone);
    if (held !== undefined) return held;
    const isKnown = isUnderstood(zone);
    this.#known.set(zone, isKnown);
    return isKnown;
  }
}

const timesIn = /^(DTSTART|DTEND|RECURRENCE-ID|EXDATE)((?:;(?:[^:;"]|"[^"]*")*)*):(\d{8}T\d{6}(?:,\d{8}T\d{6})*)$/i;
const zoneIn = /;TZID="?([^":;]*)"?/i;

/** Asks the reader: it names the IANA zone of what it understands. */
function isUnderstood(zone: string): boolean {
  if (zone.startsWith(defined) || zone.startsWith('tzone:') || /[\r\n"]/.test(zone)) return false;
  try {
    const read = quietly(() => ical.sync.parseICS(`BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:a\r\nDTSTART;TZID="${zone}":20260701T120000\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n`));
    const event = Object.values(read).find((component) => component?.type === 'VEVENT') as { start?: { tz?: string } } | undefined;
    return event?.start?.tz !== undefined && Boolean(Intl.DateTimeFormat('en', { timeZone: event.start.tz }));
  } catch {
    return false;
  }
}
