/** What a visitor's browser and dialog say, as one statement about our purposes. */
export { readConsentSignals } from './read-consent-signals.ts';
export { wordingShown } from './wording-shown.ts';
export { defaultCategories } from './category-stamp.ts';
export type { ConsentSaid } from './consent-said.ts';
