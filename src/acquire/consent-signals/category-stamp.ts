import type { Purpose } from '../../model/index.ts';
import { nothingSaid, strictest, type ConsentSaid } from './consent-said.ts';

/** Which of our purposes a category of a consent dialog stands for. Names are compared without case and outer blanks. */
export type CategoryPurposes = Readonly<Record<string, readonly Purpose[]>>;

/**
 * An event of a visitor is kept to be analysed and for nothing else. Where analysis is refused, no reason to keep it is left, so
 * that an analytics category stands for `store` too.
 */
const analytics: readonly Purpose[] = ['store', 'analyse', 'predict'];
const advertising: readonly Purpose[] = ['personalise', 'share'];

/**
 * Our purposes by their own names, the categories of our own dialog, of Segment's examples (https://www.twilio.com/docs/segment/privacy/consent-management) and the
 * default groups of OneTrust (C0001 strictly necessary … C0005 social media). What is strictly necessary is not a choice of the
 * person, so it neither grants nor refuses anything.
 */
export const defaultCategories: CategoryPurposes = {
  necessary: [], essential: [], c0001: [],
  analytics, performance: analytics, statistics: analytics, measurement: analytics, c0002: analytics,
  functional: ['personalise'], preferences: ['personalise'], personalisation: ['personalise'], personalization: ['personalise'], c0003: ['personalise'],
  advertising, marketing: advertising, targeting: advertising, c0004: advertising, social: ['share'], c0005: ['share'],
  store: ['store'], analyse: ['analyse'], predict: ['predict'], personalise: ['personalise'], share: ['share'],
  sharing: ['share'], datasharing: ['share'], contact: ['contact'], email: ['contact'],
};

const plain = (name: string): string => name.trim().toLowerCase();
const byPlainName = (categories: CategoryPurposes): ReadonlyMap<string, readonly Purpose[]> => new Map(Object.entries(categories).map(([name, purposes]) => [plain(name), purposes]));
const defaultsByName = byPlainName(defaultCategories);

/** Reads `context.consent.categoryPreferences` of an event. A category that is not in the map, or is neither true nor false, changes nothing. */
export function readCategoryStamp(stamp: unknown, categories: CategoryPurposes = defaultCategories): ConsentSaid {
  if (stamp === null || typeof stamp !== 'object' || Array.isArray(stamp)) return nothingSaid;
  const known = categories === defaultCategories ? defaultsByName : byPlainName(categories);
  return strictest(Object.entries(stamp).map(([name, allowed]) => sayOfCategory(plain(name), allowed, known.get(plain(name)) ?? [])));
}

function sayOfCategory(name: string, allowed: unknown, purposes: readonly Purpose[]): ConsentSaid {
  if (typeof allowed !== 'boolean' || purposes.length === 0) return nothingSaid;
  const because = [`the consent stamp says ${allowed ? 'yes' : 'no'} to "${name}"`];
  return allowed ? { refused: [], granted: purposes, because } : { refused: purposes, granted: [], because };
}
