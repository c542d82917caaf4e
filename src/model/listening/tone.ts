import { z } from 'zod';

export const tones = ['negative', 'neutral', 'positive', 'cannot tell'] as const;

/** Version of the method: a word list of ours in English and German, with negation and strength. */
export const toneMethod = 'word list 1';

/** How a text speaks, and the words that decided. It knows nothing of irony, of quotations, and of who suffers what is told. */
export const toneSchema = z.object({
  tone: z.enum(tones),
  /** Why, as a sentence. */
  why: z.string(),
  words: z.array(z.object({
    /** As it stands in the text. */
    word: z.string(),
    /** Below zero it speaks against, above zero for; after negation and strength. */
    weight: z.number(),
    /** The word that turned or changed it, where one did. */
    changedBy: z.string().nullable(),
  })),
  method: z.literal(toneMethod),
});
export type Tone = z.infer<typeof toneSchema>;
