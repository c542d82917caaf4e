import { z } from 'zod';
import { alsoNamed, ceddlFree } from './field-notes.ts';
import { ceddlCategorySchema } from './page.ts';

export const ceddlProductInfoSchema = z.looseObject({
  productID: z.string().optional(),
  productName: z.string().optional(),
  description: z.string().optional(),
  productURL: z.string().optional(),
  productImage: z.string().optional(),
  productThumbnail: z.string().optional(),
  manufacturer: z.string().optional(),
  sku: z.string().optional(),
  color: z.string().optional(),
  size: z.string().optional(),
});

/** A product that is shown, or linked to another. Products in a cart or an order are items. */
export const ceddlProductSchema = z.looseObject({
  productInfo: ceddlProductInfoSchema.optional(),
  category: ceddlCategorySchema.optional(),
  get linkedProduct(): z.ZodOptional<z.ZodArray<typeof ceddlProductSchema>> { return linkedProducts(); },
  attributes: ceddlFree().optional(),
});

export const linkedProducts = (): z.ZodOptional<z.ZodArray<typeof ceddlProductSchema>> => alsoNamed(z.array(ceddlProductSchema).optional(), 'linkedProducts');
