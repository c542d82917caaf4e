import { pollDue, watchList, watchedInWorkspace, type FetchFeed } from '../acquire/index.ts';
import type { CoverageAlert } from '../model/index.ts';
import type { House } from './house.ts';
import { WorkspaceState } from './workspace-state.ts';

export interface FollowFeedsParts extends Pick<House, 'store' | 'now' | 'newId' | 'log'> {
  readonly fetchFeed: FetchFeed;
  /** Told of every alert as soon as it is on disk. */
  readonly onAlert: (workspace: string, alert: CoverageAlert) => Promise<void>;
}

const everyMs = 60_000;

/** Reads what is followed, in every workspace, whenever its time has come; looks once a minute, and never twice at once. Returns how to stop. */
export function followFeeds(parts: FollowFeedsParts): () => Promise<void> {
  let running: Promise<void> | undefined;
  const look = (): void => {
    running ??= pollWorkspaces(parts).catch((error: Error) => parts.log(`What is followed could not be read: ${error.message}`)).finally(() => { running = undefined; });
  };
  const timer = setInterval(look, everyMs).unref();
  look();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function pollWorkspaces({ store, now, newId, fetchFeed, onAlert, log }: FollowFeedsParts): Promise<void> {
  for (const { name } of await store.workspaces()) {
    const workspace = await store.workspace(name);
    const listOf = async () => watchList(await watchedInWorkspace(workspace.facts, await new WorkspaceState(workspace.state, now, newId).settings()));
    const polled = await pollDue({ store: workspace, fetchFeed, listOf, now, onAlert: (alert) => onAlert(name, alert) });
    for (const { name: feed, outcome, alerts } of polled.filter((one) => one.alerts > 0)) log(`${feed}: ${alerts} alerts of negative coverage (${outcome})`);
  }
}
