import type { Fields } from '../plain-value.ts';
import { tracked, type Said } from './call-makers.ts';
import { allOf, governed, pick } from '../entries.ts';
import { productsEntry } from './product-calls.ts';

const totalNames = { cartTotal: 'total', transactionTotal: 'total', basePrice: 'subtotal', voucherCode: 'coupon' };

/** A cart that is looked at. */
export function cartCalls(data: Fields): Said[] {
  const cart = data['cart'] as Fields | undefined;
  if (cart === undefined) return [];
  return [tracked('cart', 'Cart Viewed', governed([...pick(cart, 'cartID', 'cart_id'), ...allOf(cart['price'], totalNames), ...productsEntry(cart, 'item'), ...allOf(cart, {}, ['cartID', 'price', 'item'])]))];
}

/** An order that is completed, with what it cost and its lines. Whoever ordered is told of in a call of their own. */
export function orderCalls(data: Fields): Said[] {
  const order = data['transaction'] as Fields | undefined;
  if (order === undefined) return [];
  return [tracked('order', 'Order Completed', governed([
    ...pick(order, 'transactionID', 'order_id'), ...allOf(order['total'], totalNames), ...productsEntry(order, 'item'), ...pick(order, 'profile', 'purchaser'), ...allOf(order, {}, ['transactionID', 'total', 'item', 'profile']),
  ]))];
}
