import type { Selectable } from 'kysely';
import { DAY_MS, Failure, linkHolder, nameOfPrincipal, type PageKind, type PageToken, type PageTokenRequest, type Permission, type Principal } from '../model/index.ts';
import type { PageTokenTable } from '../store/state/access-tables.ts';
import { writeAudit } from './audit.ts';
import type { AccessParts } from './parts.ts';
import { requirePermission } from './permissions.ts';
import { hashOf, newId, newSecret } from './secrets.ts';

const usualDays = 30;
const mostDays = 365;
/** A link that can no longer be used is forgotten after this time. */
const keptMs = 365 * DAY_MS;

const neededToMake: Readonly<Record<PageKind, Permission>> = { ask: 'work', me: 'manage_people' };
const pageNames: Readonly<Record<PageKind, string>> = { ask: 'ask link', me: 'link to a personal page' };

/** A link's token with its secret: 256 bits of chance, shown once and stored hashed. Throws `Failure`: `not_allowed`, `bad_request`. */
export async function makePageToken(parts: AccessParts, request: PageTokenRequest, by: Principal): Promise<{ secret: string; token: PageToken }> {
  requirePermission(by, neededToMake[request.kind]);
  const secret = newSecret(parts.randomBytes);
  const row = {
    id: newId(parts.randomBytes), token_hash: hashOf(secret), kind: request.kind, workspace: request.workspace, subject: request.subject,
    created_at: new Date(parts.now()), created_by: nameOfPrincipal(by), expires_at: new Date(parts.now() + daysOf(request) * DAY_MS), revoked_at: null, last_used_at: null,
  };
  await parts.db.deleteFrom('page_tokens').where('expires_at', '<', new Date(parts.now() - keptMs)).execute();
  await parts.db.insertInto('page_tokens').values(row).execute();
  await writeAudit(parts, by, `${pageNames[request.kind]} made`, `${request.workspace}/${row.id}`);
  return { secret, token: tokenFrom({ ...row, uses: 0 }) };
}

function daysOf({ days = usualDays }: PageTokenRequest): number {
  if (Number.isInteger(days) && days >= 1 && days <= mostDays) return days;
  throw new Failure('bad_request', `A link cannot be valid for ${days} days.`, `Give a whole number of days from 1 to ${mostDays}.`);
}

/** The token behind a secret; its use is counted, and its first use audited. Null for a wrong, an old and a revoked one alike. */
export async function openPageToken(parts: AccessParts, kind: PageKind, secret: string): Promise<PageToken | null> {
  const now = new Date(parts.now());
  const row = await parts.db.updateTable('page_tokens').set((token) => ({ uses: token('uses', '+', 1), last_used_at: now }))
    .where('token_hash', '=', hashOf(secret)).where('kind', '=', kind).where('revoked_at', 'is', null).where('expires_at', '>', now)
    .returningAll().executeTakeFirst();
  if (!row) return null;
  if (row.uses === 1) await parts.db.insertInto('audit_entries').values({ at: now, by_user: nameOfPrincipal(linkHolder), what: `${pageNames[kind]} opened`, subject: `${row.workspace}/${row.id}` }).execute();
  return tokenFrom(row);
}

/** Takes a link back; doing it twice changes nothing. Throws `Failure`: `not_found`, `not_allowed`. */
export async function revokePageToken(parts: AccessParts, id: string, by: Principal): Promise<PageToken> {
  const held = await parts.db.selectFrom('page_tokens').selectAll().where('id', '=', id).executeTakeFirst();
  if (!held) throw new Failure('not_found', 'There is no such link.', 'List the links again: it may be over a year old.');
  requirePermission(by, neededToMake[held.kind]);
  if (held.revoked_at) return tokenFrom(held);
  const revoked_at = new Date(parts.now());
  await parts.db.updateTable('page_tokens').set({ revoked_at }).where('id', '=', id).execute();
  await writeAudit(parts, by, `${pageNames[held.kind]} taken back`, `${held.workspace}/${id}`);
  return tokenFrom({ ...held, revoked_at });
}

/** Links of a workspace, newest first. */
export async function listPageTokens(parts: Pick<AccessParts, 'db'>, workspace: string, kind: PageKind, subject?: string): Promise<PageToken[]> {
  const rows = parts.db.selectFrom('page_tokens').selectAll().where('workspace', '=', workspace).where('kind', '=', kind).orderBy('created_at', 'desc').orderBy('id');
  return (await (subject === undefined ? rows : rows.where('subject', '=', subject)).execute()).map(tokenFrom);
}

/** Links into a workspace that is gone lead nowhere. */
export async function forgetPageTokensOf(parts: Pick<AccessParts, 'db'>, workspace: string): Promise<void> {
  await parts.db.deleteFrom('page_tokens').where('workspace', '=', workspace).execute();
}

const tokenFrom = (row: Omit<Selectable<PageTokenTable>, 'token_hash'>): PageToken => ({
  id: row.id, kind: row.kind, workspace: row.workspace, subject: row.subject, createdAt: row.created_at.toISOString(), createdBy: row.created_by,
  expiresAt: row.expires_at.toISOString(), revokedAt: row.revoked_at?.toISOString() ?? null, uses: row.uses, lastUsedAt: row.last_used_at?.toISOString() ?? null,
});
