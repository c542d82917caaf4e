import { z } from 'zod';

/** What a mention is: written for readers, said to others, or an answer to what was said. */
export const mentionKinds = ['article', 'post', 'comment'] as const;

/** Most characters of each part of a mention; longer ones are cut at a word. */
export const mentionLimits = { id: 300, url: 2000, title: 500, text: 4000, links: 20, language: 35, handle: 200 } as const;

/**
 * Something public that was said, as a feed or a service tells it. All texts are plain: markup is gone, nothing in them was
 * run. Who said it is left out unless the reader was told to keep it.
 */
export const mentionSchema = z.object({
  /** Name of the source that brought it. */
  source: z.string().min(1).max(200),
  /** The same on every reading of the same item, unique within its source. */
  id: z.string().min(1).max(mentionLimits.id),
  kind: z.enum(mentionKinds),
  /** Where it can be read; http or https alone. */
  url: z.string().max(mentionLimits.url).nullable(),
  title: z.string().max(mentionLimits.title).nullable(),
  text: z.string().max(mentionLimits.text),
  /** Sites that it links to, without `www.`, in order, each once. */
  links: z.array(z.string()).max(mentionLimits.links),
  /** Public handle of who said it; null unless the source may keep it. */
  author: z.string().max(mentionLimits.handle).nullable(),
  /** ISO 8601 in UTC; null where the source gives none that can be read. */
  publishedAt: z.string().nullable(),
  /** As the source gives it (BCP 47 where it is one), in lower case. */
  language: z.string().max(mentionLimits.language).nullable(),
});
export type Mention = z.infer<typeof mentionSchema>;
