import type { Fields } from '../plain-value.ts';
import { tracked, type Said } from './call-makers.ts';
import { allOf, governed, pick, spread, type Entry } from '../entries.ts';
import { categoryEntries } from './page-call.ts';

const productNames = { productID: 'product_id', productName: 'name', productURL: 'url', productImage: 'image_url', manufacturer: 'brand' };
const itemPriceNames = { basePrice: 'price', voucherCode: 'coupon' };

/** A product or a line as the Segment specification has products. */
const productEntries = (product: Fields): Entry[] => [
  ...allOf(product['productInfo'], productNames), ...categoryEntries(product['category']), ...pick(product, 'quantity'), ...spread(product, 'price', itemPriceNames),
  ...allOf(product, {}, ['productInfo', 'category', 'quantity', 'price']),
];

/** The list under `from` as products. Each line keeps the rules of its fields; one for the list as a whole stays beside it. */
export function productsEntry(data: Fields, from: string): Entry[] {
  return pick(data, from, 'products').map((entry) => ({ ...entry, value: (entry.value as Fields[]).map((product) => governed(productEntries(product))) }));
}

/** Products shown: one is viewed, several are a list of products. */
export function productCalls(data: Fields): Said[] {
  const products = (data['product'] ?? []) as readonly Fields[];
  const [only] = products;
  if (only === undefined) return [];
  return [products.length === 1 ? tracked('product', 'Product Viewed', governed(productEntries(only))) : tracked('product', 'Product List Viewed', governed(productsEntry(data, 'product')))];
}
