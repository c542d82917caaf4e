import { z } from 'zod';

/** What became of a file of `digitalData` objects. */
export const ceddlLoadSchema = z.object({
  source: z.string(),
  objects: z.number().int(),
  /** Objects of which nothing could be taken, and the first of them with their lines. */
  refused: z.number().int(),
  firstRefused: z.array(z.object({ line: z.number().int(), why: z.string() })),
  /** Calls that the others stand for, by what became of each. */
  accepted: z.number().int(), dropped: z.number().int(), quarantined: z.number().int(), duplicate: z.number().int(),
  /** What the standard says about the objects: findings by rule, in how many objects. */
  findings: z.record(z.string(), z.number().int()),
});
export type CeddlLoad = z.infer<typeof ceddlLoadSchema>;
