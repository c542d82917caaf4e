import { quarantined, type Step } from '../travelling-event.ts';

/** A track call says what happened. */
export const needEventName: Step = (event) => (event.wire.type === 'track' && !event.wire.event?.trim() ? quarantined('no_event_name', '/event') : event);
