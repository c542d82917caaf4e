import { nothingSaid, type ConsentSaid } from './consent-said.ts';

/**
 * Global Privacy Control (W3C Working Draft, https://www.w3.org/TR/gpc/): the person asks that their data be neither sold nor
 * shared, which by the draft includes use for targeting elsewhere; binding in California and Colorado. We refuse `share`, and
 * `personalise` with it: who asks not to be targeted is not asked once more by us. Keeping and analysing are not what it is about.
 */
export const readGlobalPrivacyControl = (said: unknown): ConsentSaid =>
  // The header has one value, the single character 1; the property in a browser is true. Everything else says nothing.
  said === true || said === '1' ? { refused: ['personalise', 'share'], granted: [], because: ['Global Privacy Control (W3C, https://www.w3.org/TR/gpc/): not to be sold, shared or targeted'] } : nothingSaid;

/** Do Not Track (W3C Note of 17 January 2019, retired) was never agreed on: it is noted and refuses nothing. */
export const readDoNotTrack = (header: unknown): ConsentSaid =>
  header === '1' ? { refused: [], granted: [], because: ['a hint only: Do Not Track, DNT: 1 (W3C, retired in 2019)'] } : nothingSaid;
