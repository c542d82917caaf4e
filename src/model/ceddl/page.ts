import { z } from 'zod';
import { alsoNamed, ceddlFree, ceddlTexts, ceddlTime } from './field-notes.ts';

export const ceddlCategorySchema = z.looseObject({ primaryCategory: z.string().optional() });

/** The page that is shown. */
export const ceddlPageSchema = z.looseObject({
  pageInfo: z.looseObject({
    pageID: z.string().optional(),
    pageName: z.string().optional(),
    destinationURL: z.string().optional(),
    referringURL: z.string().optional(),
    sysEnv: z.string().optional(),
    variant: z.string().optional(),
    version: z.string().optional(),
    breadcrumbs: alsoNamed(ceddlTexts().optional(), 'breadCrumbs'),
    author: z.string().optional(),
    publisher: z.string().optional(),
    language: z.string().optional(),
    industryCodes: z.string().optional(),
    issueDate: ceddlTime().optional(),
    effectiveDate: ceddlTime().optional(),
    expiryDate: ceddlTime().optional(),
    geoRegion: z.string().optional(),
    onsiteSearchTerm: z.string().optional(),
    onsiteSearchResults: z.number().optional(),
  }).optional(),
  category: ceddlCategorySchema.optional(),
  attributes: ceddlFree().optional(),
});
