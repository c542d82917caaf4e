import { readConsentSignals } from '../../consent-signals/index.ts';
import type { Step } from '../travelling-event.ts';

/** What the event itself says of consent: the SDK's stamp, Global Privacy Control, a TC string. A refusal to be kept ends its way. */
export const heedStamps: Step = (event, { gpc }) => {
  const { context } = event.wire;
  const { refused, granted } = readConsentSignals({ categoryPreferences: context?.consent?.categoryPreferences, gpc: gpc || context?.gpc === true, tcString: tcStringOf(context?.consent) });
  return refused.includes('store') ? { fate: 'dropped', reason: 'consent', wire: event.wire } : { ...event, refused, granted };
};

const tcStringOf = (consent: object | null | undefined): string | undefined => {
  const text = consent && 'tcString' in consent ? consent.tcString : undefined;
  return typeof text === 'string' ? text : undefined;
};
