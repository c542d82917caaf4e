import { z } from 'zod';

/** Track calls by which a dialog proves an answer: something was allowed, nothing was, or nothing any more. */
export const consentProofEvents = ['Consent given', 'Consent refused', 'Consent withdrawn'] as const;

/** Properties of such a call. What was allowed stands in the event's stamp, which the collector reads; when, in its time. */
export const consentProofSchema = z.object({
  purposes: z.record(z.string(), z.boolean()),
  /** Version of the words shown. */
  wordingVersion: z.string().min(1).max(200),
  /** Hash of the words shown, or the id under which they are kept. */
  shown: z.string().min(1).max(200),
  language: z.string().max(35).optional(),
});
export type ConsentProof = z.infer<typeof consentProofSchema>;
