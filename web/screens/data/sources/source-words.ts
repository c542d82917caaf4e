import type { WayIn } from '../../../../src/model/index.ts';

const kindNames: Readonly<Record<string, string>> = {
  singer: 'Singer tap', airbyte: 'Airbyte source', postgres: 'PostgreSQL', mysql: 'MySQL or MariaDB', salesforce: 'Salesforce', hubspot: 'HubSpot', sftp: 'SFTP', mqtt: 'MQTT', otlp: 'OpenTelemetry', imap: 'Mail box', ics: 'Calendar file', caldav: 'Calendar', webhook: 'Webhook in',
  events: 'events', files: 'files', feed: 'feed', feeds: 'feeds', mastodon: 'Mastodon', bluesky: 'Bluesky', 'hacker-news': 'Hacker News', gdelt: 'GDELT',
};
/** A kind's name; one that came later is shown as it is called. */
export const kindText = (kind: string): string => kindNames[kind] ?? kind;

export const stateTones: Readonly<Record<WayIn['state'], string>> = { running: '', healthy: 'won', late: 'caution', failing: 'lost', waiting: 'caution', quiet: 'caution', closed: '' };
export const stateWords: Readonly<Record<WayIn['state'], string>> = { running: 'being read', healthy: 'healthy', late: 'late', failing: 'failing', waiting: 'nothing yet', quiet: 'quiet', closed: 'closed' };

const wayWords: Readonly<Record<WayIn['way'], string>> = { events: 'sends events', live: 'live source', feed: 'followed', folder: 'watched folder', files: 'imported files' };
export const wayText = ({ way, kind }: Pick<WayIn, 'way' | 'kind'>): string => (way === 'live' || way === 'feed' ? `${kindText(kind)} · ${wayWords[way]}` : wayWords[way]);

/** What its volume counts. */
export const unitOf = (way: WayIn['way']): string => (way === 'events' ? 'event' : way === 'feed' ? 'mention' : 'record');

export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value < 10 && power > 0 ? value.toFixed(1) : Math.round(value)} ${units[power]}`;
}

/** Minutes as the largest unit that says them whole. */
export function everyText(minutes: number): string {
  const units = [[1440, 'day'], [60, 'hour'], [1, 'minute']] as const;
  const [size, unit] = units.find(([one]) => minutes % one === 0) ?? [1, 'minute'];
  return minutes === size ? `every ${unit}` : `every ${minutes / size} ${unit}s`;
}

/** When something is read by itself; null where it is not. */
export const scheduleText = ({ everyMinutes, daily }: Pick<WayIn, 'everyMinutes' | 'daily'>): string | null => (daily !== null ? `daily at ${daily.at} (${daily.zone})` : everyMinutes === null ? null : everyText(everyMinutes));
