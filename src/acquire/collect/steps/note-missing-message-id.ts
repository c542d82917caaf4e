import { warned, type Step } from '../travelling-event.ts';

/** Kept, but a sender should know that a repetition in other words would count twice. */
export const noteMissingMessageId: Step = (event) => (event.wire.messageId ? event : warned(event, 'no_message_id'));
