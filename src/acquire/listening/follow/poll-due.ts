import type { Selectable } from 'kysely';
import { Failure, type TakenFeed } from '../../../model/index.ts';
import type { FollowedFeedTable, WorkspaceStore } from '../../../store/index.ts';
import { takeFeed } from '../keep/take-feed.ts';
import type { WatchList } from '../match/watch-list.ts';
import { afterFailure, pollFeed, type FetchFeed, type FeedMemory, type Polled } from './poll-feed.ts';

export interface PollParts {
  readonly store: Pick<WorkspaceStore, 'facts' | 'state'>;
  readonly fetchFeed: FetchFeed;
  /** Built when the first feed has something new. */
  readonly listOf: () => Promise<WatchList>;
  readonly now: () => number;
}

export interface PolledFeed { readonly name: string; readonly outcome: string; readonly alerts: number }

const atOnce = 4;

/**
 * Reads every followed feed whose time has come, or one by name; servers side by side, feeds of one server one after the other. What goes wrong
 * with one is written beside it and stops no other. A feed is put off before it is asked, so that a crash does not ask again at once.
 */
export async function pollDue(parts: PollParts, name?: string): Promise<PolledFeed[]> {
  const due = await dueFeeds(parts, name);
  const byHost = [...Map.groupBy(due, ({ address }) => new URL(address).host).values()];
  const polled: PolledFeed[] = [];
  const worker = async (): Promise<void> => {
    for (let feeds = byHost.pop(); feeds !== undefined; feeds = byHost.pop()) for (const feed of feeds) polled.push(await pollOne(parts, feed));
  };
  const ended = await Promise.allSettled(Array.from({ length: Math.min(atOnce, byHost.length) }, worker));
  for (const one of ended) if (one.status === 'rejected') throw one.reason;
  return polled.sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Takes the feeds that are due for this process: another one that looks at the same moment gets none of them. */
async function dueFeeds({ store, now }: PollParts, name: string | undefined): Promise<Selectable<FollowedFeedTable>[]> {
  const at = new Date(now());
  const due = await store.state.selectFrom('followed_feeds').selectAll().where((row) => (name === undefined ? row.and([row('state', '!=', 'gone'), row('next_at', '<=', at)]) : row('name', '=', name))).orderBy('next_at').execute();
  const taken: Selectable<FollowedFeedTable>[] = [];
  for (const feed of due) {
    const [mine] = await store.state.updateTable('followed_feeds').set({ next_at: new Date(now() + feed.every_minutes * 60_000) }).where('name', '=', feed.name).where('next_at', '=', feed.next_at).execute();
    if (mine && mine.numUpdatedRows > 0n) taken.push(feed);
  }
  return taken;
}

async function pollOne(parts: PollParts, feed: Selectable<FollowedFeedTable>): Promise<PolledFeed> {
  const memory: FeedMemory = { address: feed.address, everyMinutes: feed.every_minutes, etag: feed.etag, lastModified: feed.last_modified, bodyHash: feed.body_hash, failures: feed.failures };
  const polled = await pollFeed(memory, parts.fetchFeed, parts.now);
  const read = polled.state === 'read' ? await takenFrom(parts, feed.name, polled) : null;
  const outcome = read !== null && read.taken === null ? { ...polled, ...afterFailure(memory, parts.now()), state: 'failing' as const } : polled;
  await writeDown(parts, feed, outcome, read);
  return { name: feed.name, outcome: read?.outcome ?? polled.outcome, alerts: read?.taken?.alerts.length ?? 0 };
}

interface Read { readonly taken: TakenFeed | null; readonly outcome: string }

/** What cannot be read is the feed's failure; anything else is a fault of ours or of the store, and stops nobody else either. */
async function takenFrom({ store, listOf, now }: PollParts, source: string, polled: Extract<Polled, { state: 'read' }>): Promise<Read> {
  try {
    const taken = await takeFeed({ store, list: await listOf(), now: now() }, polled.body, { source, ...(polled.contentType === null ? {} : { contentType: polled.contentType }) });
    return { taken, outcome: `Items: ${taken.read}, kept: ${taken.kept}, alerts: ${taken.alerts.length}.` };
  } catch (error) {
    return { taken: null, outcome: error instanceof Failure ? error.message : 'It could not be stored; it is read again.' };
  }
}

/** The server's tags are kept only with what they stand for: a feed that could not be taken is asked for as a whole again. */
async function writeDown({ store, now }: PollParts, feed: Selectable<FollowedFeedTable>, polled: Polled, read: Read | null): Promise<void> {
  const { state, failures, nextAt } = polled;
  const tags = state === 'read' ? { etag: polled.etag, last_modified: polled.lastModified, body_hash: polled.bodyHash } : {};
  const isAnswer = state === 'read' || state === 'unchanged';
  await store.state.updateTable('followed_feeds').set({
    ...tags, failures, state: isAnswer ? 'fine' : state, last_outcome: read?.outcome ?? polled.outcome, next_at: new Date(nextAt), kept: Number(feed.kept) + (read?.taken?.kept ?? 0),
    ...(isAnswer ? { last_read_at: new Date(now()) } : {}),
  }).where('name', '=', feed.name).execute();
}
