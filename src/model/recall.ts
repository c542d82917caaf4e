import { z } from 'zod';

/** What a recall removed, and what it had to leave. */
export const recallAnswerSchema = z.object({
  id: z.string(),
  at: z.string(),
  /** How many records the person had. */
  records: z.number().int(),
  /** Rows removed or cleaned, by place, in words. */
  removed: z.array(z.object({ what: z.string(), rows: z.number().int() })),
  /** What stays because it is, or may be, somebody else's, each with its reason and what to do. */
  left: z.array(z.string()),
  /** From then on no file of the data folder holds anything of the person. */
  filesCleanBy: z.string(),
});
export type RecallAnswer = z.infer<typeof recallAnswerSchema>;

/** What stands where a name was taken out of a text. */
export const removedMark = '[removed]';

/** Hashes that keep a forgotten person out of later imports, as an export carries them. Nobody can be read from them without the key. */
export const keptOutSchema = z.object({
  key: z.string(),
  entries: z.array(z.object({ kind: z.enum(['record', 'id', 'email', 'phone', 'name']), hash: z.string(), mark: z.number().int(), words: z.number().int() })),
});
export type KeptOut = z.infer<typeof keptOutSchema>;
export type KeptOutKind = KeptOut['entries'][number]['kind'];
