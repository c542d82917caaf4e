import { z } from 'zod';

/** Why a stage declines to answer, and what would open it. Shown as a grey panel with a lock, never as a stand-in number. */
export const refusalSchema = z.object({
  code: z.enum([
    'too_few_closed',
    'too_few_answers',
    'too_few_quarters',
    'no_dates',
    'no_history',
    'no_amounts',
    'no_skill',
    'older_than_evidence',
    'no_rows',
    'stale',
    'mixed_currencies',
    'not_confirmed',
  ]),
  /** One sentence: what is missing. */
  reason: z.string(),
  /** What would open it. */
  needed: z.string(),
  /** The planning rule behind `needed`, printed beside it. */
  rule: z.string(),
  /** What works meanwhile. */
  worksNow: z.array(z.string()),
});
export type Refusal = z.infer<typeof refusalSchema>;
