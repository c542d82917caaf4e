import { readCategoryStamp, type CategoryPurposes } from './category-stamp.ts';
import { strictest, type ConsentSaid } from './consent-said.ts';
import { readDoNotTrack, readGlobalPrivacyControl } from './privacy-signals.ts';
import { readTcString } from './tc-purposes.ts';

/** Where signals travel: the event's `context`, and the headers of the request that brought it (names in lower case). */
export interface SignalCarriers {
  readonly context?: unknown;
  readonly headers?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * What an event's signals say about our purposes. It is said of this event and by this browser: an objection to have a visit
 * recorded is no objection to the contract that the same person signed. Pure, and never throws, whatever the signals hold.
 */
export function consentOfEvent({ context, headers }: SignalCarriers, categories?: CategoryPurposes): ConsentSaid {
  const consent = own(context, 'consent');
  return strictest([
    readCategoryStamp(own(consent, 'categoryPreferences'), categories),
    readGlobalPrivacyControl({ header: own(headers, 'sec-gpc'), stamp: own(context, 'gpc') }),
    readTcString(own(consent, 'tcString')),
    readDoNotTrack(own(headers, 'dnt')),
  ]);
}

/** A property of the value itself, not of what it was made from. */
const own = (value: unknown, name: string): unknown => (value !== null && typeof value === 'object' && Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined);
