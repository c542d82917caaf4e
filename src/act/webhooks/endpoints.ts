import { sql, type Selectable } from 'kysely';
import { Failure, nameOfPrincipal, webhookEventSchema, type NewWebhook, type Principal, type Webhook, type WebhookRequest } from '../../model/index.ts';
import { checkAddress } from '../../net/index.ts';
import type { WebhookEndpointTable } from '../../store/index.ts';
import { sealSecret } from './endpoint-secret.ts';
import type { WebhookParts } from './parts.ts';
import { newWebhookSecret } from './sign-message.ts';

const mostEndpoints = 100;

/** Adds an endpoint; its secret is in this answer alone. Throws `Failure('bad_request')` where the address may not be called. */
export async function addWebhook(parts: WebhookParts, request: WebhookRequest, by: Principal, randomBytes: (size: number) => Uint8Array): Promise<NewWebhook> {
  const checked = await checkAddress(request.url, parts.rules);
  if (checked.kind === 'refused') throw new Failure('bad_request', checked.detail, 'Give the address of a public host that answers to https.');
  if ((await listWebhooks(parts)).length >= mostEndpoints) throw new Failure('bad_request', `There are ${mostEndpoints} endpoints already.`, 'Remove one: hindcast webhook remove ID');
  const secret = newWebhookSecret(randomBytes);
  const id = parts.newId();
  const row = { id, url: checked.url.href, events: [...new Set(request.events)], secret: null, sealed: sealSecret(parts.key, id, secret), created_at: new Date(parts.now()), created_by: nameOfPrincipal(by), disabled_at: null, disabled_why: null };
  await parts.state.insertInto('webhook_endpoints').values(row).execute();
  return { secret, webhook: { ...webhookFrom(row), waiting: 0, delivered: 0, givenUp: 0 } };
}

/** Endpoints with what became of their messages, oldest first. */
export async function listWebhooks({ state }: Pick<WebhookParts, 'state'>): Promise<Webhook[]> {
  const rows = await state.selectFrom('webhook_endpoints').selectAll('webhook_endpoints').select([countOf('waiting').as('waiting'), countOf('delivered').as('delivered'), countOf('given_up').as('given_up')])
    .orderBy('created_at').orderBy('id').execute();
  return rows.map((row) => ({ ...webhookFrom(row), waiting: row.waiting, delivered: row.delivered, givenUp: row.given_up }));
}

const countOf = (state: string) => sql<number>`(SELECT count(*)::int FROM webhook_deliveries AS d WHERE d.endpoint_id = webhook_endpoints.id AND d.state = ${state})`;

/** Throws `Failure('not_found')`. */
export async function endpointOf({ state }: Pick<WebhookParts, 'state'>, id: string): Promise<Selectable<WebhookEndpointTable>> {
  const row = await state.selectFrom('webhook_endpoints').selectAll().where('id', '=', id).executeTakeFirst();
  if (row) return row;
  throw new Failure('not_found', `There is no webhook "${id.slice(0, 60)}".`, 'List them: hindcast webhook list');
}

/** Removes an endpoint, and what waits for it. Throws `Failure('not_found')`. */
export async function removeWebhook(parts: Pick<WebhookParts, 'state'>, id: string): Promise<void> {
  await endpointOf(parts, id);
  await parts.state.deleteFrom('webhook_endpoints').where('id', '=', id).execute();
}

const webhookFrom = (row: Selectable<WebhookEndpointTable>) => ({
  id: row.id, url: row.url, events: webhookEventSchema.array().parse(row.events), createdAt: row.created_at.toISOString(), createdBy: row.created_by,
  disabledAt: row.disabled_at?.toISOString() ?? null, disabledWhy: row.disabled_why,
});
