/** What a visitor's browser and dialog say, as one statement about our purposes. */
export { readConsentSignals, type ConsentSignals } from './read-consent-signals.ts';
export { defaultCategories, type CategoryPurposes } from './category-stamp.ts';
export type { ConsentSaid } from './consent-said.ts';
