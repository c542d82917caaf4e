import { z } from 'zod';
import type { Principal } from './access.ts';
import { permissionSchema } from './access.ts';

/** Every key begins so, that it is recognised where it should not be: in code, logs and chats. */
export const apiKeyPrefix = 'hk_';

/** A key as its issuer may see it. Never the key itself. */
export const apiKeySchema = z.object({
  id: z.string(),
  name: z.string(),
  /** The first letters of the key, to tell keys apart. */
  start: z.string(),
  permissions: z.array(permissionSchema),
  createdAt: z.string(),
  createdBy: z.string(),
  expiresAt: z.string(),
  /** Written at most every five minutes. */
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const apiKeyRequestSchema = z.object({
  name: z.string().trim().min(1).max(80).regex(/^[\p{L}\p{N} ._@/-]+$/u, 'holds letters, digits, spaces and . _ @ / - only'),
  permissions: z.array(permissionSchema).min(1),
  /** Days until it ends; 90 where nothing is said. */
  days: z.number().int().min(1).max(365).optional(),
});
export type ApiKeyRequest = z.infer<typeof apiKeyRequestSchema>;

/** The key is in this answer alone. */
export const newApiKeySchema = z.object({ key: apiKeySchema, secret: z.string() });
export type NewApiKey = z.infer<typeof newApiKeySchema>;

/** Makes, lists and takes back keys for programs. Only a person who may manage people, or the command line, does. */
export interface ApiKeys {
  /** Throws `Failure`: `not_allowed`, `bad_request`. */
  create(request: ApiKeyRequest, by: Principal): Promise<NewApiKey>;
  /** Newest first, those that ended within the last year included. */
  list(by: Principal): Promise<ApiKey[]>;
  /** Ends a key at once. Twice is once. Throws `Failure('not_found')`. */
  revoke(id: string, by: Principal): Promise<ApiKey>;
  /** The key behind a secret, and notes its use; null where it is wrong, over or taken back. */
  open(secret: string): Promise<ApiKey | null>;
}
