import { forgetVoices, pollDue, watchList, watchedInWorkspace } from '../acquire/index.ts';
import { feedsOut } from './feeds-out.ts';
import type { House } from './house.ts';
import { WorkspaceState } from './workspace-state.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'now' | 'newId' | 'log'>;

const everyMs = 60_000;

/** Reads what is followed, in every workspace, whenever its time has come; looks once a minute, and never twice at once. Returns how to stop. */
export function followFeeds(parts: Parts): () => Promise<void> {
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

async function pollWorkspaces({ configuration, store, now, newId, log }: Parts): Promise<void> {
  for (const { name } of await store.workspaces()) {
    const workspace = await store.workspace(name);
    await forgetVoices(workspace.state, now());
    const settings = await new WorkspaceState(workspace.state, now, newId).settings();
    const listOf = async () => watchList(await watchedInWorkspace(workspace.facts, settings));
    const { fetchFeed } = feedsOut(configuration, settings);
    const polled = await pollDue({ store: workspace, fetchFeed, listOf, now });
    for (const { name: feed, alerts } of polled.filter((one) => one.alerts > 0)) log(`Negative coverage in "${name}", heard by ${feed}. Alerts: ${alerts}.`);
  }
}
