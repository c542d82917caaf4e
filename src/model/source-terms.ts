import { z } from 'zod';
import type { Principal } from './access.ts';
import { purposeSchema } from './consent/purposes.ts';

/** Name of a source: where records came from. Several files of one system share it. */
export const sourceNameSchema = z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,40}$/, 'lower-case letters, digits, dots, dashes and underscores');

/** Data on loan: whose it is, what for, until when. `store` goes with every loan. */
export const loanInputSchema = z.object({
  lender: z.string().trim().min(1).max(200),
  purposes: z.array(purposeSchema).max(6).default([]),
  /** Last day, ISO; without it the loan lasts until it is returned. */
  until: z.iso.date().nullable().default(null),
});
export type LoanInput = z.input<typeof loanInputSchema>;

export const sourceTermsSchema = z.object({
  source: z.string(),
  /** People's records go this many days after anything last happened with them; null where they are kept. */
  retentionDays: z.number().int().positive().nullable(),
  loan: z.object({ lender: z.string(), purposes: z.array(purposeSchema), until: z.string().nullable(), endedAt: z.string().nullable() }).nullable(),
});
export type SourceTerms = z.infer<typeof sourceTermsSchema>;

/** Retention and loans, by source. What a change means for records held is done when it returns. */
export interface SourceTermsBook {
  list(): Promise<SourceTerms[]>;
  /** Null keeps people's records of the source without end. */
  retain(source: string, days: number | null, by: Principal): Promise<SourceTerms[]>;
  lend(source: string, loan: LoanInput, by: Principal): Promise<SourceTerms[]>;
  /** Removes everything of a source on loan. Throws `not_found`, or `conflict` where the loan is over. */
  giveBack(source: string, by: Principal): Promise<SourceTerms[]>;
}

/** Words of a retention rule, as people and colleagues read it. */
export const retentionRule = (days: number): string => `${days} days after anything last happened with the record`;
