import type { Properties } from './public-types.ts';

/**
 * Reads a CEDDL 1.0 `digitalData` object of the page: page name and category, products shown, events. Values whose `security` does not name
 * "Analytics" stay where they are (section 6.11: no `security` is no control; an empty one is for "Default" only).
 */
export interface DigitalData {
  readonly name: string | undefined;
  readonly properties: Properties;
  readonly profileId: string | undefined;
}

const deepest = 6;
const longestList = 20;
const plainObject = (value: unknown): Record<string, unknown> => (value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : {});
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, longestList) : value === undefined ? [] : [value]);
const isAnalytics = (name: unknown): boolean => typeof name === 'string' && name.toLowerCase() === 'analytics';

export function readDigitalData(root: unknown): DigitalData {
  const data = plainObject(root);
  const privacy = plainObject(data['privacy']);
  const categories = privacy['accessCategories'];
  // Where the site lists its categories and "Analytics" is not among them, what is restricted is not for us.
  const named = !Array.isArray(categories) || categories.some((category) => isAnalytics(plainObject(category)['categoryName']));
  const read = (value: unknown): Record<string, unknown> => plainObject(forAnalytics(value, undefined, named, 0));
  const page = read(data['page']);
  const info = plainObject(page['pageInfo']);
  const products = list(data['product']).map((product) => pick(read(product), ['productInfo', 'category'])).filter(isFilled);
  const events = list(data['event'] ?? data['events']).map((event) => pick(read(event), ['eventInfo', 'category'])).filter(isFilled);
  const category = plainObject(page['category'])['primaryCategory'];
  const [user] = list(data['user']).map(read);
  const [profile] = list(user?.['profile']).map(plainObject);
  return {
    name: textOf(info['pageName']),
    properties: { ...(textOf(category) && { category }), ...(products.length && { product: products }), ...(events.length && { event: events }) },
    profileId: textOf(plainObject(profile?.['profileInfo'])['profileID']),
  };
}

/** A copy without what is not for Analytics, without functions and elements, and no deeper than CEDDL goes. */
function forAnalytics(value: unknown, security: unknown, named: boolean, depth: number): unknown {
  if (isClosed(security, named) || depth > deepest) return undefined;
  if (Array.isArray(value)) return value.slice(0, longestList).map((one) => forAnalytics(one, security, named, depth + 1));
  if (value === null || typeof value !== 'object') return typeof value === 'function' ? undefined : value;
  if (value instanceof Date) return value;
  if ('nodeType' in value) return undefined;
  const own = plainObject(value)['security'];
  if (isClosed(own, named)) return undefined;
  const copy: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (name === 'security' || isClosed(plainObject(own)[name], named)) continue;
    const kept = forAnalytics(part, plainObject(security)[name] ?? plainObject(own)[name], named, depth + 1);
    if (kept !== undefined) copy[name] = kept;
  }
  return copy;
}

/** A name, a list of names, or an object that mirrors its parent; only the first two close the whole of it. */
function isClosed(security: unknown, named: boolean): boolean {
  const names = typeof security === 'string' ? [security] : Array.isArray(security) ? security : null;
  return names !== null && !(named && names.some(isAnalytics));
}

const pick = (from: Record<string, unknown>, names: readonly string[]): Record<string, unknown> => Object.fromEntries(names.filter((name) => name in from).map((name) => [name, from[name]]));
const isFilled = (value: object): boolean => Object.keys(value).length > 0;
const textOf = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);
