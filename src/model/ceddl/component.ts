import { z } from 'zod';
import { ceddlFree } from './field-notes.ts';
import { ceddlCategorySchema } from './page.ts';

/** A part of the page that counts on its own, such as a video. */
export const ceddlComponentSchema = z.looseObject({
  componentInfo: z.looseObject({ componentID: z.string().optional(), componentName: z.string().optional(), description: z.string().optional() }).optional(),
  category: ceddlCategorySchema.optional(),
  attributes: ceddlFree().optional(),
});
