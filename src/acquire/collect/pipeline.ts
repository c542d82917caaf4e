import { readShape } from './steps/read-shape.ts';
import { boundDepth } from './steps/bound-depth.ts';
import { refuseIllegalIds } from './steps/refuse-illegal-ids.ts';
import { needEventName } from './steps/need-event-name.ts';
import { correctClock } from './steps/correct-clock.ts';
import { keepBotsApart } from './steps/keep-bots-apart.ts';
import { refuseBlockedAddresses } from './steps/refuse-blocked-addresses.ts';
import { heedStamps } from './steps/heed-stamps.ts';
import { writeTexts } from './steps/write-texts.ts';
import { noteMissingMessageId } from './steps/note-missing-message-id.ts';
import { shortenAddress } from './steps/shorten-address.ts';
import { isSettled, type Arrival, type Settled, type Step, type TravellingEvent } from './travelling-event.ts';

/** The way of one event, in order. What needs to know of other events (dedupe, identities, consent) comes after: see `collector.ts`. */
export const steps: readonly Step[] = [boundDepth, refuseIllegalIds, needEventName, correctClock, keepBotsApart, refuseBlockedAddresses, heedStamps, shortenAddress, writeTexts, noteMissingMessageId];

/** Takes what was sent as one event through steps, up to its end or to being ready to be kept. */
export function travel(sent: unknown, arrival: Arrival, way: readonly Step[] = steps): TravellingEvent | Settled {
  const wire = readShape(sent);
  if ('fate' in wire) return wire;
  let event: TravellingEvent | Settled = { wire, occurredAt: arrival.receivedAt, warnings: [], refused: [], granted: [], texts: { properties: '', traits: '', context: '' } };
  for (const step of way) {
    event = step(event, arrival);
    if (isSettled(event)) return event;
  }
  return event;
}
