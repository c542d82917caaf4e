import { z } from 'zod';
import { ceddlFree, ceddlTime } from './field-notes.ts';
import { ceddlCategorySchema } from './page.ts';

/** Something that happened on the page. `eventName` MUST be there. */
export const ceddlEventSchema = z.looseObject({
  eventInfo: z.looseObject({
    eventName: z.string().optional(),
    eventAction: z.string().optional(),
    eventPoints: z.number().optional(),
    type: z.string().optional(),
    timeStamp: ceddlTime().optional(),
    cause: z.string().optional(),
    effect: z.string().optional(),
  }).optional(),
  category: ceddlCategorySchema.optional(),
  attributes: ceddlFree().optional(),
});
