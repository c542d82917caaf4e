import { z } from 'zod';

export const blockedKinds = ['any', 'name', 'email', 'phone', 'company'] as const;

/** A value that says nothing of who somebody is. `*` stands for anything; case, and in telephone numbers all but digits and +, counts for nothing. */
export const blockedValueSchema = z.object({ kind: z.enum(blockedKinds), pattern: z.string().trim().min(2).max(200).regex(/[^*\s]/, 'is a pattern that every value has') });
export type BlockedValue = z.infer<typeof blockedValueSchema>;

/** What forms and imports write where nobody answered. */
export const shippedBlockedValues: readonly BlockedValue[] = [
  ...['noreply@*', 'no-reply@*', 'donotreply@*', 'none@*', 'null@*', 'undefined@*', 'unknown@*', 'anonymous@*', 'test@*', 'na@*'].map((pattern) => ({ kind: 'email' as const, pattern })),
  ...['null', 'undefined', 'anonymous', 'guest', '[object object]', '-1'].map((pattern) => ({ kind: 'any' as const, pattern })),
];

export const blockedValuesAnswerSchema = z.object({
  rows: z.array(blockedValueSchema.extend({
    /** Records in which the comparison in force did not heed such a value; null where it does not know it. */
    records: z.number().int().nullable(),
  })),
  /** Patterns that the comparison in force heeds and the list does not hold any more, or the other way round: compared anew, who changes is shown before it counts. */
  changed: z.boolean(),
});
export type BlockedValuesAnswer = z.infer<typeof blockedValuesAnswerSchema>;
