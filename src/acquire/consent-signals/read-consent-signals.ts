import { readCategoryStamp, type CategoryPurposes } from './category-stamp.ts';
import { strictest, type ConsentSaid } from './consent-said.ts';
import { readDoNotTrack, readGlobalPrivacyControl } from './privacy-signals.ts';
import { readTcString } from './tc-purposes.ts';

/** Signals as they came, nothing checked yet; what is missing says nothing. */
export interface ConsentSignals {
  /** `context.consent.categoryPreferences`: Segment's stamp, category by category. */
  readonly categoryPreferences?: unknown;
  /** Global Privacy Control: true where `context.gpc` or the header `Sec-GPC: 1` says so. */
  readonly gpc?: unknown;
  /** `context.consent.tcString`: a TC string of IAB's framework, version 2. */
  readonly tcString?: unknown;
  /** The header `DNT`. */
  readonly doNotTrack?: unknown;
}

/**
 * What an event's signals say about our purposes. It is said of this event and by this browser: an objection to have a visit
 * recorded is no objection to the contract that the same person signed. Pure, and never throws, whatever the signals hold.
 */
export const readConsentSignals = ({ categoryPreferences, gpc, tcString, doNotTrack }: ConsentSignals, categories?: CategoryPurposes): ConsentSaid =>
  strictest([readCategoryStamp(categoryPreferences, categories), readGlobalPrivacyControl(gpc), readTcString(tcString), readDoNotTrack(doNotTrack)]);
