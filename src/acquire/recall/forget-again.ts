import { keptOutOf, bringBackKeptOut, readForgotten } from './kept-out.ts';
import { ForgottenPeople } from './leave-out.ts';
import { recallPerson, type RecallParts } from './recall-person.ts';
import { allPersonRecords, type WorkspaceStore } from '../../store/index.ts';
import type { KeptOut } from '../../model/index.ts';

/** Who was forgotten in some workspaces, to be forgotten again after a backup from before was brought back. */
export async function whoWasForgotten(stores: readonly WorkspaceStore[]): Promise<Map<string, KeptOut>> {
  const lists = await Promise.all(stores.map(async ({ name, state }) => [name, await keptOutOf(state)] as const));
  return new Map(lists.flatMap(([name, list]) => (list ? [[name, list] as const] : [])));
}

/**
 * Forgets people again whose records a backup brought back. Hashes under another installation's key mean nothing here and are
 * left alone. Returns how many records went.
 */
export async function forgetAgain(parts: RecallParts, list: KeptOut): Promise<number> {
  await bringBackKeptOut(parts.store.state, list, parts.newId(), parts.now());
  const held = await readForgotten(parts.store.state);
  if (!held.list) return 0;
  const people = new ForgottenPeople(held.list);
  const back = (await allPersonRecords(parts.store.facts)).filter(({ key }) => people.isRecord(key));
  if (back.length > 0) await recallPerson(parts, back, null);
  return back.length;
}
