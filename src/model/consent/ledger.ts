import { z } from 'zod';
import { needsGrant, purposeSchema, purposes } from './purposes.ts';

/** Why a use is lawful: a source's legitimate interest, or the person's own yes. */
export const bases = ['legitimate interest', 'consent'] as const;
export const statements = ['grant', 'object', 'withdraw'] as const;

/** One line of the ledger. Lines are added, never changed. */
export const ledgerEntrySchema = z.object({
  /** Order in which entries were accepted. */
  sequence: z.number().int(),
  /** Record that the entry is about: `contact:<source>:<id>` or `lead:<source>:<id>`. */
  subject: z.string(),
  purpose: purposeSchema,
  statement: z.enum(statements),
  basis: z.enum(bases),
  /** What the person was shown or said, word for word. */
  wording: z.string().nullable(),
  /** Where the statement came from: "the person", a form, a file. */
  source: z.string(),
  /** The person that the records belonged to then; a grant said of joined records ends for those that leave. */
  saidOf: z.string(),
  at: z.string(),
  /** Only grants to act on the person expire. */
  expiresAt: z.string().nullable(),
  by: z.string().nullable(),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** What the ledger says over time, about nobody in particular. */
export const ledgerSummarySchema = z.object({
  /** Lines by month (UTC) and purpose, the last month first. */
  months: z.array(z.object({ month: z.string(), purpose: purposeSchema, granted: z.number().int(), objected: z.number().int(), withdrawn: z.number().int() })),
  /** Words that were shown or said, those used last first, fifty at most. */
  wordings: z.array(z.object({ wording: z.string(), entries: z.number().int(), firstAt: z.string(), lastAt: z.string() })),
  /** Grants in force that end within thirty days. */
  endingSoon: z.number().int(),
});
export type LedgerSummary = z.infer<typeof ledgerSummarySchema>;

export const consentInputSchema = z.object({
  purpose: purposeSchema,
  statement: z.enum(statements),
  wording: z.string().trim().min(1).max(2000).optional(),
  source: z.string().trim().min(1).max(200).default('a user of this installation'),
  expiresAt: z.iso.date().optional(),
}).refine((input) => input.expiresAt === undefined || (input.statement === 'grant' && needsGrant(input.purpose)), { message: 'only a grant of personalise, contact or share can expire; an objection holds until the person grants again', path: ['expiresAt'] });
export type ConsentInput = z.input<typeof consentInputSchema>;

export const consentAnswerSchema = z.object({
  person: z.string(),
  records: z.array(z.string()),
  purposes: z.array(z.object({ purpose: z.enum(purposes), meaning: z.string(), allowed: z.boolean(), why: z.string() })),
  ledger: z.array(ledgerEntrySchema),
});
export type ConsentAnswer = z.infer<typeof consentAnswerSchema>;
