import { z } from 'zod';
import type { Principal } from './access.ts';
import type { BuyersAnswer, ClaimsAnswer, UnseenAnswer } from './answers/buyers.ts';
import type { Scope } from './application.ts';
import { influenceNames, type Influence } from './influence-kinds.ts';
import { pageLinkSchema } from './page-tokens.ts';

export const influenceSchema = z.enum(influenceNames as [Influence, ...Influence[]]);

export const askInputSchema = z.object({
  dealId: z.string().min(1).max(300),
  /** The contact who gets the link, where it is known. */
  contactId: z.string().min(1).max(300).optional(),
  /** Days until the link ends; 30 where nothing is said. */
  days: z.number().int().min(1).max(365).optional(),
});
export type AskInput = z.infer<typeof askInputSchema>;

/** One person asked about one deal. Where it stands: made, answered, declined by the person, or its link ended or was taken back. */
export const askSchema = z.object({
  id: z.string(),
  dealId: z.string(),
  contactId: z.string().nullable(),
  state: z.enum(['waiting', 'answered', 'declined', 'ended', 'taken_back']),
  createdAt: z.string(),
  by: z.string().nullable(),
  expiresAt: z.string(),
  answeredAt: z.string().nullable(),
  said: influenceSchema.nullable(),
  offerWanted: z.boolean().nullable(),
  text: z.string().nullable(),
});
export type Ask = z.infer<typeof askSchema>;

/** A new ask with its link. The link is shown this once; a person sends it, Hindcast sends nothing. */
export const askLinkSchema = z.object({ ask: askSchema, link: pageLinkSchema });
export type AskLink = z.infer<typeof askLinkSchema>;

/** What an asked person may see: who asks, and the question. Nothing of the deal. */
export interface AskPage {
  /** Null where the company has not said its name in Settings. */
  readonly company: string | null;
  /** Who made the link, by name where it is known. */
  readonly asker: string | null;
  readonly expiresAt: string;
  /** In the order for this person: varied, so that no option gains by its place; "other" stays last. */
  readonly options: ReadonlyArray<{ readonly kind: Influence; readonly label: string; readonly hint: string | null }>;
  readonly given: { readonly said: Influence; readonly offerWanted: boolean | null; readonly text: string } | null;
  readonly declined: boolean;
}

export const longestText = 1_000;
export const replySchema = z.object({ said: influenceSchema, offerWanted: z.boolean().nullable(), text: z.string().max(longestText) });
export type Reply = z.infer<typeof replySchema>;

/** Asking buyers, and what they said. */
export interface Buyers {
  /** Makes an ask and its link. Throws `Failure`: `not_found` for a deal or contact that is not there, `not_allowed`. */
  ask(input: AskInput, by: Principal): Promise<AskLink>;
  /** Every ask of the workspace, newest first; those of one deal where it is given. */
  asks(dealId?: string): Promise<Ask[]>;
  /** Ends a link and leaves the ask out of what counts as asked, unless it was answered. */
  takeBack(id: string, by: Principal): Promise<Ask>;
  results(scope: Scope): Promise<BuyersAnswer>;
  /** `misnaming`: the share of answers taken to name the wrong thing, 0 to 0.5. */
  unseen(scope: Scope, misnaming?: number): Promise<UnseenAnswer>;
  claims(scope: Scope): Promise<ClaimsAnswer>;

  /** For the page of the person asked. Throws `Failure('not_found')`. */
  page(id: string): Promise<AskPage>;
  /** The person's answer; a later one replaces it. The same twice is once. */
  reply(id: string, reply: Reply): Promise<void>;
  decline(id: string): Promise<void>;
}
