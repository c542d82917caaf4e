import { readHealth } from '../acquire/index.ts';
import { secretOf, sealEndpointSecrets } from '../act/index.ts';
import { scour, type WorkspaceStore } from '../store/index.ts';
import type { House } from './house.ts';
import { openMailPassword, sealMailPassword } from './mail-password.ts';
import { sourceKey } from './live/source-key.ts';

type Parts = Pick<House, 'configuration' | 'store' | 'now' | 'log'>;

/** Seals what an earlier version kept in the clear, and makes the state engine's files let go of it. What is sealed already is left alone. */
export async function sealKeptSecrets(parts: Parts): Promise<void> {
  const { store } = parts;
  const key = await sourceKey(parts.configuration.dataFolder);
  for (const { name } of await store.workspaces()) {
    if (await sealEndpointSecrets((await store.workspace(name)).state, key) > 0) await letGo(parts, name, 'webhook_endpoints');
  }
  if (await sealMailPassword(store.peopleTables(), key)) await letGo(parts, 'system', 'mail_settings');
}

async function letGo({ store, log }: Parts, database: string, table: string): Promise<void> {
  for (const line of await scour(store.engines.postgres(database), [table])) log(`The state engine keeps what was sealed until it cleans up by itself: ${line}`);
}

/** What was sealed with another key, as after a backup was brought back elsewhere: a sentence each with what to do. */
export async function secretsToGiveAgain(parts: Parts): Promise<string[]> {
  const key = await sourceKey(parts.configuration.dataFolder);
  const said: string[] = [];
  for (const { name } of await parts.store.workspaces()) said.push(...await lostIn(await parts.store.workspace(name), key, parts.now()));
  const { sealed } = (await parts.store.peopleTables().selectFrom('mail_settings').select('sealed').executeTakeFirst()) ?? { sealed: null };
  if (sealed !== null && !opens(() => openMailPassword(sealed, key))) said.push('The password of the mail server: hindcast mail set');
  return said;
}

async function lostIn(workspace: WorkspaceStore, key: Buffer, now: number): Promise<string[]> {
  const [health, endpoints] = await Promise.all([readHealth(workspace, { key, now, isAlive: () => false }), workspace.state.selectFrom('webhook_endpoints').selectAll().execute()]);
  return [
    ...health.filter(({ source }) => source.secretsLost).map(({ source }) => `The secrets of the live source "${source.name}" (workspace ${workspace.name}): hindcast source secret ${source.name} --secret NAME`),
    ...endpoints.filter((row) => !opens(() => secretOf(row, key))).map(({ url }) => `The secret of the webhook to ${new URL(url).host} (workspace ${workspace.name}): add the address anew, hindcast webhook add URL, and remove the old one`),
  ];
}

function opens(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    return false;
  }
}
