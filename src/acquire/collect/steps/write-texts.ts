import { jsonText } from '../event-texts.ts';
import { quarantined, warned, type Step } from '../travelling-event.ts';

/** Segment's limit for one event: 32 kB, of which its ids take few. */
const mostEventBytes = 32 * 1024;

/** What the event tells becomes text once, for its size and for the store. Larger events are put aside, with what they hold. */
export const writeTexts: Step = (event) => {
  const { properties, traits, context } = event.wire;
  const parts = { properties: jsonText(properties ?? nothing), traits: jsonText(traits ?? nothing), context: jsonText(context ?? nothing) };
  const texts = { properties: parts.properties.text, traits: parts.traits.text, context: parts.context.text };
  if (isLargerThan(mostEventBytes, texts.properties + texts.traits + texts.context)) return quarantined('too_large', '');
  const isRepaired = parts.properties.isRepaired || parts.traits.isRepaired || parts.context.isRepaired;
  return isRepaired ? { ...warned(event, 'text_repaired'), texts } : { ...event, texts };
};

const nothing = {};

/** Bytes are counted only where letters do not decide it: a letter has one to three. */
const isLargerThan = (bytes: number, text: string): boolean => text.length > bytes || (text.length * 3 > bytes && Buffer.byteLength(text) > bytes);
