import { z } from 'zod';
import type { Principal } from '../access.ts';
import type { HookMapping, KeptMapping } from './mapping.ts';

/** A request of a sender, as it came. */
export interface HookRequest {
  readonly workspace: string;
  /** Last part of the address: says whose delivery it is. */
  readonly token: string;
  readonly method: string;
  /** The address as the sender wrote it. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Buffer;
}

/** What became of a request. `later`: nothing is kept of it, and the sender is to send it again. */
export type HookAnswer =
  | { readonly kind: 'kept'; readonly duplicate: boolean }
  /** What the sender wants to read back before it sends anything. */
  | { readonly kind: 'handshake'; readonly answer: Readonly<Record<string, string>> }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not_signed'; readonly why: string }
  | { readonly kind: 'unreadable'; readonly why: string }
  | { readonly kind: 'later'; readonly why: 'busy' | 'storage'; readonly retryAfterSeconds: number };

/** The door for deliveries, as the routes see it. */
export interface TakesHooks {
  receive(request: HookRequest): Promise<HookAnswer>;
}

/** What became of the deliveries of one source. */
export const hookTotalsSchema = z.object({
  source: z.string(),
  kept: z.number().int(), duplicates: z.number().int(), notSigned: z.number().int(),
  waiting: z.number().int(), quarantined: z.number().int(),
  mappingVersion: z.number().int().nullable(),
});
export type HookTotals = z.infer<typeof hookTotalsSchema>;

/** Sources that are fed by signed webhooks, in one workspace. */
export interface HooksIn {
  /** A new address for a source, shown this once; an earlier one is closed. */
  renewAddress(source: string, by: Principal): Promise<{ readonly path: string }>;
  totals(): Promise<HookTotals[]>;
  /** How deliveries are understood: as somebody said, or as recognised (then without a version); null before any. */
  mapping(source: string): Promise<KeptMapping | { readonly version: null; readonly mapping: HookMapping } | null>;
  /** Throws `bad_request` with the place of what is wrong. Deliveries that come from now on are read so; stored ones when they are replayed. */
  setMapping(source: string, mapping: unknown, by: Principal): Promise<KeptMapping>;
  presets(): string[];
  preset(name: string): HookMapping;
  /** Reads stored deliveries again: all of a source, or one, as it is or repaired. Returns how many wait now. */
  replay(source: string, which: { readonly id?: string; readonly payload?: string }, by: Principal): Promise<number>;
}
