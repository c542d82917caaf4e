import { consentProofEvents, consentProofSchema, type WireEvent } from '../../model/index.ts';

/** Which words a person was shown when they answered, for the ledger; null where the event proves no answer. */
export function wordingShown({ type, event, properties }: Pick<WireEvent, 'type' | 'event' | 'properties'>): string | null {
  if (type !== 'track' || !consentProofEvents.some((name) => name === event)) return null;
  const proof = consentProofSchema.safeParse(properties);
  if (!proof.success) return null;
  const { wordingVersion, shown, language } = proof.data;
  return `words ${wordingVersion}${language ? ` (${language})` : ''}, shown as ${shown}`;
}
