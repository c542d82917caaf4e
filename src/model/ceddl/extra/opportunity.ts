import { z } from 'zod';
import { ceddlCurrency, ceddlFree, ceddlTime } from '../field-notes.ts';

/** A sale that is hoped for. Not of the standard: a top-level object beside it. */
export const ceddlOpportunitySchema = z.looseObject({
  opportunityInfo: z.looseObject({
    opportunityID: z.string().optional(),
    opportunityName: z.string().optional(),
    accountID: z.string().optional(),
    stage: z.string().optional(),
    amount: z.number().optional(),
    currency: ceddlCurrency().optional(),
    createdAt: ceddlTime().optional(),
    expectedCloseAt: ceddlTime().optional(),
  }).optional(),
  attributes: ceddlFree().optional(),
});
