import { z } from 'zod';
import { ceddlFree } from './field-notes.ts';

/** A postal address; further names are free. */
export const ceddlAddressSchema = z.looseObject({
  line1: z.string().optional(),
  line2: z.string().optional(),
  city: z.string().optional(),
  stateProvince: z.string().optional(),
  postalCode: z.string().optional(),
  country: z.string().optional(),
});

/** Somebody who uses the page, with one profile or several. */
export const ceddlUserSchema = z.looseObject({
  segment: ceddlFree().optional(),
  profile: z.array(z.looseObject({
    profileInfo: z.looseObject({
      profileID: z.string().optional(),
      userName: z.string().optional(),
      email: z.string().optional(),
      language: z.string().optional(),
      returningStatus: z.string().optional(),
      type: z.string().optional(),
    }).optional(),
    address: ceddlAddressSchema.optional(),
    social: ceddlFree().optional(),
    attributes: ceddlFree().optional(),
  })).optional(),
});
