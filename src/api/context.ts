import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { IdempotencyKeys } from '../access/index.ts';
import type { ApiKey, Application, Principal, User } from '../model/index.ts';

/** What the server is built from. Clock and log are arguments; nothing here reads the world by itself. */
export interface ServerOptions {
  readonly application: Application;
  /** Folder of the built app. */
  readonly webFolder: string;
  /** Folder of the built tracker; without it, no script is served to other sites. */
  readonly trackerFolder?: string;
  /** Address under which people reach the server; none while it serves this computer only. */
  readonly publicUrl: string | undefined;
  readonly now: () => number;
  readonly log: (line: string) => void;
  /** True where the public address is https: cookies then never travel in the clear. */
  readonly secureCookies: boolean;
  /** Kept answers of repeated requests; without it they are kept in memory. */
  readonly idempotency?: IdempotencyKeys;
  /** Registers the pages of people outside, which have rules of their own: no session, no app code, a stricter policy. */
  readonly pages?: (app: FastifyInstance) => Promise<void>;
  /** Makes the id under which a fault is logged and shown. */
  readonly newId?: () => string;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the session guard on every route that needs a session. */
    user: User | null;
    /** Set instead where a program calls with its key. */
    apiKey: ApiKey | null;
  }
}

/** Who asks: the program of the key, or the person of the session. */
export const principalOf = ({ user, apiKey }: FastifyRequest): Principal => (apiKey ? { kind: 'key', user: null, key: { name: apiKey.name, permissions: apiKey.permissions } } : { kind: 'user', user });

export type { FastifyReply, FastifyRequest };
