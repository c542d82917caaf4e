import { z } from 'zod';
import { alsoNamed, ceddlFree } from './field-notes.ts';
import { ceddlCategorySchema } from './page.ts';
import { ceddlCartPriceSchema, ceddlItemPriceSchema } from './price.ts';
import { ceddlProductInfoSchema, linkedProducts } from './product.ts';

/** A line of a cart or an order. */
export const ceddlItemSchema = z.looseObject({
  productInfo: ceddlProductInfoSchema.optional(),
  category: ceddlCategorySchema.optional(),
  quantity: z.number().optional(),
  price: ceddlItemPriceSchema.optional(),
  linkedProduct: linkedProducts(),
  attributes: ceddlFree().optional(),
});

/** What somebody is about to buy, and has not bought yet. */
export const ceddlCartSchema = z.looseObject({
  cartID: z.string().optional(),
  price: ceddlCartPriceSchema.optional(),
  attributes: ceddlFree().optional(),
  item: alsoNamed(z.array(ceddlItemSchema).optional(), 'items'),
});
