import { DAY_MS, isoDate, volumeDays, type EventSource, type EventTotals, type Followed, type Kind, type SourceHealth, type WatchedFolder, type WayIn } from '../../model/index.ts';
import type { SourceVolume } from '../../store/index.ts';
import type { HeldCost } from './keep-cost.ts';

/** Everything that says how a workspace's sources do. */
export interface WaysParts {
  readonly events: readonly EventSource[];
  readonly totals: readonly EventTotals[];
  readonly live: readonly SourceHealth[];
  readonly followed: readonly Followed[];
  readonly folders: readonly WatchedFolder[];
  readonly records: readonly SourceVolume[];
  readonly eventVolume: readonly SourceVolume[];
  readonly mentions: readonly SourceVolume[];
  readonly costs: readonly HeldCost[];
  readonly now: number;
}

/** Where nothing says when something is due, silence for so long is told. Days. */
export const quietAfterDays = 7;
/** The days that volumes are told for, oldest first; the last is today (UTC). */
export const daysShown = (now: number): string[] => Array.from({ length: volumeDays }, (_, index) => isoDate(now - (volumeDays - 1 - index) * DAY_MS));

/** Every way in with its health, volume, cost and freshness: those that need somebody first. */
export function listWays(parts: WaysParts): WayIn[] {
  const live = parts.live.map((one) => liveWay(one, parts));
  const followed = parts.followed.map((one) => feedWay(one, parts));
  const folders = parts.folders.map((one) => folderWay(one, parts));
  const events = parts.events.map((one) => eventWay(one, parts));
  const all = [...live, ...followed, ...folders, ...events, ...fileWays(parts)];
  return all.sort((a, b) => urgency[a.state] - urgency[b.state] || a.way.localeCompare(b.way) || a.name.localeCompare(b.name));
}

const urgency: Readonly<Record<WayIn['state'], number>> = { failing: 0, late: 1, running: 2, quiet: 3, waiting: 4, healthy: 5, closed: 6 };

type Base = Pick<WayIn, 'way' | 'name' | 'kind' | 'state' | 'lastAt' | 'nextAt' | 'everyMinutes' | 'error' | 'todo'> & Partial<Pick<WayIn, 'daily'>>;

function wayOf(base: Base, volume: readonly SourceVolume[], { costs, now }: WaysParts): WayIn {
  const perDay = daysShown(now).map((day) => volume.reduce((sum, one) => sum + (one.perDay.get(day) ?? 0), 0));
  const cost = costs.find((one) => one.way === base.way && one.name === base.name);
  const came = perDay.reduce((sum, count) => sum + count, 0);
  return {
    daily: null, ...base, held: sumOf(volume, 'held'), perDay, kinds: volume.flatMap(({ kind }): Kind[] => (kind === null ? [] : [kind])), storedBytes: volume.length === 0 ? null : sumOf(volume, 'bytes'),
    cost: cost ? { perMonth: cost.perMonth, currency: cost.currency } : null, costPerRecord: cost && came > 0 ? cost.perMonth / came : null,
  };
}

const sumOf = (volume: readonly SourceVolume[], field: 'held' | 'bytes'): number => volume.reduce((sum, one) => sum + one[field], 0);
const lastOf = (volume: readonly SourceVolume[]): string | null => volume.map(({ lastAt }) => lastAt).sort().at(-1) ?? null;
const ofSource = (volume: readonly SourceVolume[], name: string | null): SourceVolume[] => volume.filter(({ source }) => source === name);

function liveWay(health: SourceHealth, parts: WaysParts): WayIn {
  const { source, state, lastSuccessAt, nextTryAt, error, todo } = health;
  return wayOf({ way: 'live', name: source.name, kind: source.kind, state: state === 'never read' ? 'waiting' : state, lastAt: lastSuccessAt, nextAt: nextTryAt, everyMinutes: source.everyMinutes, daily: source.daily, error, todo }, ofSource(parts.records, source.name), parts);
}

const feedStates: Readonly<Record<Followed['state'], WayIn['state']>> = { new: 'waiting', fine: 'healthy', failing: 'failing', gone: 'failing' };

function feedWay(feed: Followed, parts: WaysParts): WayIn {
  const isFailing = feed.state === 'failing' || feed.state === 'gone';
  const todo = feed.state === 'gone' ? 'It is asked no more. Follow its new address, or remove it.' : 'It is tried again later and later. Open its address in a browser; follow another address if it moved.';
  return wayOf({ way: 'feed', name: feed.name, kind: feed.service, state: feedStates[feed.state], lastAt: feed.lastReadAt, nextAt: feed.state === 'gone' ? null : feed.nextAt, everyMinutes: feed.everyMinutes, error: isFailing ? feed.lastOutcome : null, todo: isFailing ? todo : null }, ofSource(parts.mentions, feed.name), parts);
}

function folderWay(folder: WatchedFolder, parts: WaysParts): WayIn {
  const refused = folder.files.find(({ state }) => state === 'refused');
  const error = folder.fault ?? (refused ? `${refused.file}: ${refused.detail ?? 'it cannot be imported'}` : null);
  const todo = folder.fault ? 'Look whether the folder is there and may be read.' : refused ? 'Replace the file, or take it out of the folder.' : null;
  const state = error !== null ? 'failing' : folder.lastLookAt === null ? 'waiting' : 'healthy';
  return wayOf({ way: 'folder', name: folder.path, kind: folder.source ?? 'files', state, lastAt: folder.files.map(({ seenAt }) => seenAt).sort().at(-1) ?? null, nextAt: null, everyMinutes: null, error, todo }, folder.source === null ? [] : ofSource(parts.records, folder.source), parts);
}

function eventWay({ name, closedAt }: EventSource, parts: WaysParts): WayIn {
  const totals = parts.totals.find(({ source }) => source === name);
  const waits = totals?.quarantined ?? 0;
  const state = closedAt !== null ? 'closed' : silence(totals?.lastAt ?? null, parts.now);
  const base = { way: 'events' as const, name, kind: 'events', state, lastAt: totals?.lastAt ?? null, nextAt: null, everyMinutes: null };
  return wayOf({ ...base, error: waits > 0 ? `${waits} event${waits === 1 ? '' : 's'} in quarantine` : null, todo: waits > 0 ? 'Repair and replay them under Quarantine.' : null }, ofSource(parts.eventVolume, name), parts);
}

/** Records of sources that nothing else reads: somebody imported them. */
function fileWays(parts: WaysParts): WayIn[] {
  const known = new Set([...parts.live.map(({ source }) => source.name), ...parts.folders.flatMap(({ source }) => source ?? [])]);
  const names = [...new Set(parts.records.map(({ source }) => source))].filter((name) => !known.has(name));
  return names.map((name) => {
    const volume = ofSource(parts.records, name);
    return wayOf({ way: 'files', name, kind: 'files', state: silence(lastOf(volume), parts.now, 31), lastAt: lastOf(volume), nextAt: null, everyMinutes: null, error: null, todo: null }, volume, parts);
  });
}

const silence = (lastAt: string | null, now: number, days: number = quietAfterDays): WayIn['state'] =>
  (lastAt === null ? 'waiting' : now - Date.parse(lastAt) > days * DAY_MS ? 'quiet' : 'healthy');
