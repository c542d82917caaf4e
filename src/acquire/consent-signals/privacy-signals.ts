import { nothingSaid, type ConsentSaid } from './consent-said.ts';

/**
 * Global Privacy Control (W3C Working Draft, https://www.w3.org/TR/gpc/): the person asks that their data be neither sold nor
 * shared, which by the draft includes use for targeting elsewhere; binding in California and Colorado. We refuse `share`, and
 * `personalise` with it: who asks not to be targeted is not asked once more by us. Keeping and analysing are not what it is about.
 */
export function readGlobalPrivacyControl(heard: { readonly header: unknown; readonly stamp: unknown }): ConsentSaid {
  // The draft has one value, the single character 1; everything else says nothing.
  if (heard.header !== '1' && heard.stamp !== true) return nothingSaid;
  const where = heard.header === '1' ? 'the header Sec-GPC: 1' : 'context.gpc';
  return { refused: ['personalise', 'share'], granted: [], because: [`Global Privacy Control, ${where} (W3C, https://www.w3.org/TR/gpc/): not to be sold, shared or targeted`] };
}

/** Do Not Track (W3C Note of 17 January 2019, retired) was never agreed on: it is noted and refuses nothing. */
export const readDoNotTrack = (header: unknown): ConsentSaid =>
  header === '1' ? { refused: [], granted: [], because: ['a hint only: Do Not Track, DNT: 1 (W3C, retired in 2019)'] } : nothingSaid;
