import { z } from 'zod';
import { partGrounds } from './buying-words.ts';

/** In what somebody took part of a deal: how often, and from when to when. */
export const partSchema = z.object({ part: z.string(), from: z.enum(partGrounds), times: z.number().int(), firstAt: z.string(), lastAt: z.string() });
export type Part = z.infer<typeof partSchema>;

/** One person of a buying group, with every record of theirs that takes part. */
export const groupMemberSchema = z.object({
  /** The source's id of the record that is shown. */
  id: z.string(),
  /** Its key: `contact:SOURCE:ID`. */
  key: z.string(),
  /** Keys of the records that are this person and take part. */
  records: z.array(z.string()),
  name: z.string(),
  title: z.string().nullable(),
  /** Activities and touches of websites; answers are not among them. */
  touches: z.number().int(),
  /** False where only activities of the account and touches of websites speak for taking part: then nothing names the deal. */
  isNamed: z.boolean(),
  parts: z.array(partSchema),
});
export type GroupMember = z.infer<typeof groupMemberSchema>;
