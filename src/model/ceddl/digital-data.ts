import { z } from 'zod';
import { ceddlCartSchema } from './cart.ts';
import { ceddlComponentSchema } from './component.ts';
import { ceddlEventSchema } from './event.ts';
import { ceddlAccountSchema } from './extra/account.ts';
import { ceddlConsentSchema } from './extra/consent.ts';
import { ceddlDeviceSchema } from './extra/device.ts';
import { ceddlOpportunitySchema } from './extra/opportunity.ts';
import { ceddlTicketSchema } from './extra/ticket.ts';
import { alsoNamed } from './field-notes.ts';
import { ceddlPageSchema } from './page.ts';
import { ceddlPrivacySchema } from './privacy.ts';
import { ceddlProductSchema } from './product.ts';
import { ceddlTransactionSchema } from './transaction.ts';
import { ceddlUserSchema } from './user.ts';

/**
 * The root object `digitalData` (Customer Experience Digital Data Layer 1.0, W3C Community Group Final Report, 10 December 2013),
 * with five objects of our own in the way that the standard allows. No object is required; further names are free everywhere.
 */
export const digitalDataSchema = z.looseObject({
  pageInstanceID: z.string().optional(),
  page: ceddlPageSchema.optional(),
  product: z.array(ceddlProductSchema).optional(),
  cart: ceddlCartSchema.optional(),
  transaction: ceddlTransactionSchema.optional(),
  event: alsoNamed(z.array(ceddlEventSchema).optional(), 'events'),
  component: z.array(ceddlComponentSchema).optional(),
  user: z.array(ceddlUserSchema).optional(),
  privacy: alsoNamed(ceddlPrivacySchema.optional(), 'privacyAccessCategories'),
  version: z.string().optional(),
  account: z.array(ceddlAccountSchema).optional(),
  consent: z.array(ceddlConsentSchema).optional(),
  opportunity: z.array(ceddlOpportunitySchema).optional(),
  ticket: z.array(ceddlTicketSchema).optional(),
  device: z.array(ceddlDeviceSchema).optional(),
});
export type DigitalData = z.infer<typeof digitalDataSchema>;
