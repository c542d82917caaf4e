import { joinVisitors } from '../resolve/index.ts';
import type { WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import { WorkspaceState } from './workspace-state.ts';

type Parts = Pick<House, 'now' | 'newId'>;

/** So soon a word on consent that came with an event counts for the contact who gave the address. */
const everyMs = 30_000;

/** Takes visitors of websites for the people whose address or number they gave. */
export async function joinVisitorsOf({ now, newId }: Parts, store: WorkspaceStore): Promise<void> {
  await joinVisitors(store, { now: now(), blocked: (await new WorkspaceState(store.state, now, newId).settings()).blockedValues });
}

/** Does so in every workspace for as long as the house is open, never twice at once. Returns how to stop. */
export function keepJoiningVisitors(parts: Pick<House, 'store' | 'now' | 'newId' | 'log'>): () => Promise<void> {
  let running: Promise<void> | undefined;
  const timer = setInterval(() => {
    running ??= joinAll(parts).catch((error: Error) => parts.log(`Visitors could not be joined with contacts: ${error.message}`)).finally(() => { running = undefined; });
  }, everyMs).unref();
  return async () => {
    clearInterval(timer);
    await running;
  };
}

async function joinAll(parts: Pick<House, 'store' | 'now' | 'newId'>): Promise<void> {
  for (const { name } of await parts.store.workspaces()) await joinVisitorsOf(parts, await parts.store.workspace(name));
}
