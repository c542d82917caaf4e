import { z } from 'zod';
import { ceddlItemSchema } from './cart.ts';
import { alsoNamed, ceddlFree } from './field-notes.ts';
import { ceddlOrderTotalSchema } from './price.ts';
import { ceddlAddressSchema } from './user.ts';

/** An order that is completed. */
export const ceddlTransactionSchema = z.looseObject({
  transactionID: z.string().optional(),
  profile: z.looseObject({
    profileInfo: z.looseObject({ profileID: z.string().optional(), userName: z.string().optional(), email: z.string().optional() }).optional(),
    address: ceddlAddressSchema.optional(),
    shippingAddress: ceddlAddressSchema.optional(),
  }).optional(),
  total: ceddlOrderTotalSchema.optional(),
  attributes: ceddlFree().optional(),
  item: alsoNamed(z.array(ceddlItemSchema).optional(), 'items'),
});
