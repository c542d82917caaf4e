import { coverageAlerts, followFeed, followedFeeds, handleAlert, heardMentions, heardWeeks, pollDue, takeFeed, timelineMentions, unfollowFeed, watchList, watchedInWorkspace, withHandled } from '../acquire/index.ts';
import {
  Failure, listenedNameSchema, nameOfPrincipal, sourceNameSchema,
  type CoverageAlert, type FollowInput, type Followed, type HeardAnswer, type HeardFilter, type HeardWeeks, type ListenedKind, type ListenedNames, type Listening, type Principal, type TakenFeed, type TimelineEntry,
} from '../model/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import { feedsOut, type FeedsOut } from './feeds-out.ts';
import type { House } from './house.ts';
import type { WorkspaceState } from './workspace-state.ts';

export interface HouseListeningOptions {
  readonly house: Pick<House, 'now' | 'configuration'>;
  readonly store: WorkspaceStore;
  readonly state: WorkspaceState;
  readonly audit: (by: Principal, what: string, subject: string | null) => Promise<void>;
}

const usualAlerts = 50;
const mostAlerts = 500;
const usualWeeks = 13;
const mostWeeks = 104;
const listOf: Readonly<Record<ListenedKind, keyof ListenedNames>> = { own: 'own', rival: 'rivals' };

/** What is said in public of a workspace's accounts, rivals and brands. */
export class HouseListening implements Listening {
  readonly #o: HouseListeningOptions;

  constructor(options: HouseListeningOptions) {
    this.#o = options;
  }

  names = async (): Promise<ListenedNames> => (await this.#o.state.settings()).listening;

  async setName(kind: ListenedKind, given: Parameters<Listening['setName']>[1], by: Principal): Promise<ListenedNames> {
    const name = listenedNameSchema.safeParse(given);
    if (!name.success) throw new Failure('bad_request', name.error.issues.map((issue) => [...issue.path, issue.message].join(': ')).join('; '), 'hindcast listen --help');
    const names = await this.names();
    const others = names[listOf[kind]].filter((one) => one.name !== name.data.name);
    return this.#keep({ ...names, [listOf[kind]]: [...others, name.data] }, by, `${kind === 'own' ? 'brand' : 'rival'} listened for`, name.data.name);
  }

  async dropName(kind: ListenedKind, name: string, by: Principal): Promise<ListenedNames> {
    const names = await this.names();
    const others = names[listOf[kind]].filter((one) => one.name !== name);
    if (others.length === names[listOf[kind]].length) throw new Failure('not_found', `"${name}" is not listened for.`, 'List the names: hindcast listen names');
    return this.#keep({ ...names, [listOf[kind]]: others }, by, `${kind === 'own' ? 'brand' : 'rival'} no longer listened for`, name);
  }

  async take(feed: Uint8Array, from: { readonly source: string; readonly contentType?: string }, by: Principal): Promise<TakenFeed> {
    const source = sourceNameSchema.safeParse(from.source);
    if (!source.success) throw new Failure('bad_request', `"${from.source.slice(0, 60)}" cannot be the name of a source: ${source.error.issues[0]?.message ?? 'unknown reason'}.`, 'Give a name such as trade-news.');
    const { list } = await this.#list();
    const taken = await takeFeed({ store: this.#o.store, list, now: this.#o.house.now() }, feed, from);
    await this.#o.audit(by, `feed taken in: ${taken.kept} mentions kept`, source.data);
    return taken;
  }

  followed = (): Promise<Followed[]> => followedFeeds(this.#o.store.state);

  async follow(input: FollowInput, by: Principal): Promise<Followed[]> {
    const { check } = await this.#out();
    await followFeed(this.#o.store.state, input, { now: this.#o.house.now(), check });
    await this.#o.audit(by, `${input.service} followed`, input.name);
    return this.followed();
  }

  async unfollow(name: string, by: Principal): Promise<Followed[]> {
    await unfollowFeed(this.#o.store.state, name);
    await this.#o.audit(by, 'no longer followed', name);
    return this.followed();
  }

  async poll(name: string, by: Principal): Promise<Followed> {
    const { store, house } = this.#o;
    await pollDue({ store, fetchFeed: (await this.#out()).fetchFeed, listOf: async () => (await this.#list()).list, now: house.now }, name);
    await this.#o.audit(by, 'feed read now', name);
    const followed = (await this.followed()).find((one) => one.name === name);
    if (followed === undefined) throw new Failure('not_found', `"${name}" is not followed.`, 'List what is followed: hindcast listen followed');
    return followed;
  }

  mentions = async (filter: HeardFilter): Promise<HeardAnswer> => heardMentions(this.#o.store.facts, (await this.#list()).list, filter);

  alerts = async (limit = usualAlerts): Promise<CoverageAlert[]> => withHandled(this.#o.store.state, await coverageAlerts(this.#o.store.facts, Math.min(limit, mostAlerts)));

  async handleAlert(id: string, handled: boolean, by: Principal): Promise<void> {
    await handleAlert(this.#o.store, id, handled, { by: nameOfPrincipal(by), now: this.#o.house.now() });
    await this.#o.audit(by, handled ? 'alert dealt with' : 'alert open again', id);
  }

  async weeks(weeks = usualWeeks): Promise<HeardWeeks> {
    const { list, watched } = await this.#list();
    return heardWeeks(this.#o.store.facts, list, watched, { weeks: Math.min(Math.max(1, weeks), mostWeeks), now: this.#o.house.now() });
  }

  /** What was said of an account, for its timeline, as known by an instant. */
  async ofAccount(id: string, upTo: number): Promise<TimelineEntry[]> {
    return timelineMentions(this.#o.store.facts, async () => (await this.#list()).list, id, upTo);
  }

  #out = async (): Promise<FeedsOut> => feedsOut(this.#o.house.configuration, await this.#o.state.settings());

  async #list() {
    const watched = await watchedInWorkspace(this.#o.store.facts, await this.#o.state.settings());
    return { watched, list: watchList(watched) };
  }

  async #keep(listening: ListenedNames, by: Principal, what: string, name: string): Promise<ListenedNames> {
    const kept = await this.#o.state.setSettings({ listening });
    await this.#o.audit(by, what, name);
    return kept.listening;
  }
}
