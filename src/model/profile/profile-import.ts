import { z } from 'zod';
import { sourceRunSchema } from '../live-sources.ts';

/** What became of a file of profiles. */
export const profileImportSchema = z.object({
  source: z.string(),
  profiles: z.number().int(),
  refused: z.number().int(),
  firstRefused: z.array(z.object({ line: z.number().int(), why: z.string() })),
  /** Words on consent that were written, and those that were passed over. */
  consents: z.number().int(),
  consentsPassedOver: z.number().int(),
  /** The import of their records; null where no profile could be read. */
  run: sourceRunSchema.nullable(),
});
export type ProfileImport = z.infer<typeof profileImportSchema>;
