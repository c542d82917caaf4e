import { z } from 'zod';
import { alsoNamed, ceddlCurrency } from './field-notes.ts';

const priceFields = () => ({
  /** Before discount, shipping and tax. */
  basePrice: alsoNamed(z.number().optional(), 'totalPrice'),
  voucherCode: z.string().optional(),
  voucherDiscount: z.number().optional(),
  currency: ceddlCurrency().optional(),
  taxRate: z.number().optional(),
  shipping: z.number().optional(),
  shippingMethod: z.string().optional(),
  priceWithTax: z.number().optional(),
});

/** What an item costs. */
export const ceddlItemPriceSchema = z.looseObject(priceFields());
/** What a cart costs; `cartTotal` is all-in. */
export const ceddlCartPriceSchema = z.looseObject({ ...priceFields(), cartTotal: z.number().optional() });
/** What an order cost; `transactionTotal` is all-in. */
export const ceddlOrderTotalSchema = z.looseObject({ ...priceFields(), transactionTotal: z.number().optional() });
