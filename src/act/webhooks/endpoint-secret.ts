import type { Kysely, Selectable } from 'kysely';
import { openSecrets, sealSecrets } from '../../acquire/index.ts';
import type { WebhookEndpointTable, WorkspaceTables } from '../../store/index.ts';

const placeOf = (endpoint: string): string => `webhook ${endpoint}`;
const giveAgain = 'Add the address anew and remove this one: hindcast webhook add URL';

export const sealSecret = (key: Buffer, endpoint: string, secret: string): Buffer => sealSecrets(key, placeOf(endpoint), { secret });

/** The secret that signs for an endpoint. Throws `Failure('conflict')` where it was sealed with another key, as after a backup was brought back elsewhere. */
export function secretOf({ id, secret, sealed }: Pick<Selectable<WebhookEndpointTable>, 'id' | 'secret' | 'sealed'>, key: Buffer): string {
  if (sealed === null) return secret ?? '';
  return openSecrets(key, placeOf(id), sealed, giveAgain)['secret'] ?? '';
}

/** Seals secrets that an earlier version kept as they were. Returns how many. */
export async function sealEndpointSecrets(state: Kysely<WorkspaceTables>, key: Buffer): Promise<number> {
  const rows = await state.selectFrom('webhook_endpoints').select(['id', 'secret']).where('secret', 'is not', null).execute();
  for (const { id, secret } of rows) await state.updateTable('webhook_endpoints').set({ sealed: sealSecret(key, id, secret ?? ''), secret: null }).where('id', '=', id).execute();
  return rows.length;
}
