import type { Fields } from '../plain-value.ts';
import { boundedName, type Said } from './call-makers.ts';
import { allOf, governed, nested, openText, pick, type Entry } from '../entries.ts';

const pageNames = { destinationURL: 'url', referringURL: 'referrer', pageName: 'title', onsiteSearchTerm: 'search' };

/** A category: its primary one under `category`, all of it under `categories` where it says more. */
export const categoryEntries = (category: unknown): Entry[] => [...pick(category, 'primaryCategory', 'category'), ...nested('categories', allOf(category, {}, ['primaryCategory']))];

/** The view of a page (Segment `page`). */
export function pageCalls(data: Fields): Said[] {
  const page = data['page'] as Fields | undefined;
  if (page === undefined) return [];
  const name = openText(page['pageInfo'], 'pageName');
  const properties = governed([
    ...allOf(page['pageInfo'], pageNames), ...categoryEntries(page['category']), ...pick(page, 'attributes'), ...pick(data, 'pageInstanceID'), ...allOf(page, {}, ['pageInfo', 'category', 'attributes']),
  ]);
  return [{ part: 'page', type: 'page', ...(name === undefined ? {} : { name: boundedName(name) }), properties: { ...properties } }];
}
