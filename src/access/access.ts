import type { ApiKey, ApiKeyRequest, AuditEntry, NewApiKey, PageKind, PageToken, PageTokenRequest, Principal, User } from '../model/index.ts';
import { createApiKey, listApiKeys, openApiKey, revokeApiKey } from './api-keys.ts';
import { readAudit, writeAudit } from './audit.ts';
import { forgetPageTokensOf, listPageTokens, makePageToken, openPageToken, revokePageToken } from './page-tokens.ts';
import type { AccessParts } from './parts.ts';
import { requirePermission } from './permissions.ts';
import { closeSession, closeSessionsOf, forgetOldSessions, openSessionFor, userOfSession } from './sessions.ts';
import { forgetOldLinks, makeSignInLink, spendToken, type SignInLink } from './sign-in-links.ts';
import { addUser, findUser, listUsers, type UserChange } from './users.ts';

/** People, links, sessions and the audit of one installation, over its system database. */
export class Access {
  readonly #parts: AccessParts;

  constructor(parts: AccessParts) {
    this.#parts = parts;
  }

  users(): Promise<User[]> {
    return listUsers(this.#parts);
  }

  addUser(email: string, change: UserChange, by: Principal): Promise<User> {
    return addUser(this.#parts, email, change, by);
  }

  signInLink(email: string | undefined, by: Principal): Promise<SignInLink> {
    return makeSignInLink(this.#parts, email, by);
  }

  /** Trades a link's token for a session secret. Throws `Failure('link_expired')`. */
  async openSession(token: string): Promise<{ secret: string; user: User; expiresAt: string }> {
    const user = await spendToken(this.#parts, token);
    const session = await openSessionFor(this.#parts, user);
    await writeAudit(this.#parts, { kind: 'user', user }, 'signed in', user.email);
    await forgetOldLinks(this.#parts);
    await forgetOldSessions(this.#parts);
    return { ...session, user };
  }

  session(secret: string): Promise<User | null> {
    return userOfSession(this.#parts, secret);
  }

  closeSession(secret: string): Promise<void> {
    return closeSession(this.#parts, secret);
  }

  /** Signs a person out everywhere. Returns how many sessions ended. */
  async closeSessionsOf(email: string, by: Principal): Promise<number> {
    const user = await findUser(this.#parts, email);
    if (user?.id !== by.user?.id) requirePermission(by, 'manage_people');
    const ended = user ? await closeSessionsOf(this.#parts, user.id) : 0;
    await writeAudit(this.#parts, by, 'sessions ended', user?.email ?? email);
    return ended;
  }

  makePageToken(request: PageTokenRequest, by: Principal): Promise<{ secret: string; token: PageToken }> {
    return makePageToken(this.#parts, request, by);
  }

  openPageToken(kind: PageKind, secret: string): Promise<PageToken | null> {
    return openPageToken(this.#parts, kind, secret);
  }

  revokePageToken(id: string, by: Principal): Promise<PageToken> {
    return revokePageToken(this.#parts, id, by);
  }

  pageTokens(workspace: string, kind: PageKind, subject?: string): Promise<PageToken[]> {
    return listPageTokens(this.#parts, workspace, kind, subject);
  }

  forgetPageTokensOf(workspace: string): Promise<void> {
    return forgetPageTokensOf(this.#parts, workspace);
  }

  createApiKey(request: ApiKeyRequest, by: Principal): Promise<NewApiKey> {
    return createApiKey(this.#parts, request, by);
  }

  apiKeys(by: Principal): Promise<ApiKey[]> {
    return listApiKeys(this.#parts, by);
  }

  revokeApiKey(id: string, by: Principal): Promise<ApiKey> {
    return revokeApiKey(this.#parts, id, by);
  }

  openApiKey(secret: string): Promise<ApiKey | null> {
    return openApiKey(this.#parts, secret);
  }

  audit(by: Principal, what: string, subject: string | null): Promise<void> {
    return writeAudit(this.#parts, by, what, subject);
  }

  entries(limit: number): Promise<AuditEntry[]> {
    return readAudit(this.#parts, limit);
  }
}
