import { z } from 'zod';
import { ceddlTexts } from './field-notes.ts';

/** Categories of readers, and the domains in each. A category Default MUST be among them. */
export const ceddlPrivacySchema = z.looseObject({
  accessCategories: z.array(z.looseObject({ categoryName: z.string().optional(), domains: ceddlTexts().optional() })).optional(),
});
