import { z } from 'zod';
import type { Principal } from './access.ts';

/** Pages that people outside open by a link: a question about a deal (`ask`), a person's own page (`me`). */
export const pageKindSchema = z.enum(['ask', 'me']);
export type PageKind = z.infer<typeof pageKindSchema>;

/** A link as its issuer may see it: whose it is, until when, whether it was used. Never the secret in it. */
export const pageTokenSchema = z.object({
  id: z.string(),
  kind: pageKindSchema,
  workspace: z.string(),
  /** What the page is about: the ask, or the person. */
  subject: z.string(),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  revokedAt: z.string().nullable(),
  /** How often it was opened. Mail scanners open links too. */
  uses: z.number().int(),
  lastUsedAt: z.string().nullable(),
});
export type PageToken = z.infer<typeof pageTokenSchema>;

/** A link to be sent by a person. The secret in `url` is shown this once. `note` says where the link works, if not everywhere. */
export const pageLinkSchema = z.object({ id: z.string(), url: z.string(), expiresAt: z.string(), note: z.string().nullable() });
export type PageLink = z.infer<typeof pageLinkSchema>;

export interface PageTokenRequest {
  readonly kind: PageKind;
  readonly workspace: string;
  readonly subject: string;
  /** Days until it expires; 30 where nothing is said, 365 at most. */
  readonly days?: number;
}

/** Issues, opens and takes back links to pages. */
export interface PageTokens {
  /** Throws `Failure('not_allowed')`: an ask needs the right to work, a person's page an admin. */
  make(request: PageTokenRequest, by: Principal): Promise<PageLink>;
  /** The token behind a secret, and records its use; null where it is wrong, old or taken back. */
  open(kind: PageKind, secret: string): Promise<PageToken | null>;
  /** Takes a link back. Twice is once. Throws `Failure('not_found')`. */
  revoke(id: string, by: Principal): Promise<PageToken>;
  /** Links of a workspace, newest first; those of one subject where it is given. */
  list(workspace: string, kind: PageKind, subject?: string): Promise<PageToken[]>;
}
