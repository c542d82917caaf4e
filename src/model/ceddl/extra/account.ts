import { z } from 'zod';
import { ceddlFree, ceddlTime } from '../field-notes.ts';
import { ceddlAddressSchema } from '../user.ts';

/** A company for which the user acts. Not of the standard: a top-level object beside it. */
export const ceddlAccountSchema = z.looseObject({
  accountInfo: z.looseObject({
    accountID: z.string().optional(),
    accountName: z.string().optional(),
    domain: z.string().optional(),
    industry: z.string().optional(),
    employees: z.number().optional(),
    /** What the user is there: buyer, user, payer. */
    role: z.string().optional(),
    /** From when to when the user belongs to it. */
    since: ceddlTime().optional(),
    until: ceddlTime().optional(),
  }).optional(),
  address: ceddlAddressSchema.optional(),
  attributes: ceddlFree().optional(),
});
