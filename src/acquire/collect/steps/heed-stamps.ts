import { readConsentSignals, wordingShown } from '../../consent-signals/index.ts';
import type { Step } from '../travelling-event.ts';

/** What the event itself says of consent: the SDK's stamp, Global Privacy Control, a TC string. A refusal to be kept ends its way, unless it is the proof of that very answer. */
export const heedStamps: Step = (event, { gpc }) => {
  const { context } = event.wire;
  const { refused, granted } = readConsentSignals({ categoryPreferences: context?.consent?.categoryPreferences, gpc: gpc || context?.gpc === true, tcString: tcStringOf(context?.consent) });
  if (!refused.includes('store')) return { ...event, refused, granted };
  if (wordingShown(event.wire) === null) return { fate: 'dropped', reason: 'consent', wire: event.wire };
  // The answer is about visits: what else is held of the person, under a contract say, may still be kept, and is not analysed.
  return { ...event, refused: refused.filter((purpose) => purpose !== 'store'), granted };
};

const tcStringOf = (consent: object | null | undefined): string | undefined => {
  const text = consent && 'tcString' in consent ? consent.tcString : undefined;
  return typeof text === 'string' ? text : undefined;
};
