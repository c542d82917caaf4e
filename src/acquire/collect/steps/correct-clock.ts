import { quarantined, warned, type Step } from '../travelling-event.ts';

/** Travel over the network looks like a slow clock: less than this is not corrected. */
const deadbandMs = 150_000;
/** Years that the store can hold. */
const earliest = Date.UTC(1970, 0, 1);

/**
 * When it happened, by our clock. A sender whose clock is wrong by more than the deadband is corrected by the difference between
 * when it says it sent and when that arrived (Segment: timestamp = receivedAt − (sentAt − originalTimestamp)). Nothing happens
 * in the future: such a time becomes that of arrival.
 */
export const correctClock: Step = (event, { receivedAt, sentAt }) => {
  const { wire } = event;
  const said = wire.originalTimestamp ?? wire.timestamp;
  const original = said === null || said === undefined ? receivedAt : readTime(said);
  if (original === null || original < earliest) return quarantined('unreadable_time', wire.originalTimestamp === null || wire.originalTimestamp === undefined ? '/timestamp' : '/originalTimestamp');
  const sent = readTime(wire.sentAt ?? sentAt);
  const skew = sent === null ? 0 : receivedAt - sent;
  const isCorrected = said !== null && said !== undefined && Math.abs(skew) > deadbandMs;
  const occurredAt = isCorrected ? original + skew : original;
  const timed = isCorrected ? warned(event, 'clock_corrected') : event;
  if (occurredAt > receivedAt + deadbandMs) return { ...warned(timed, 'time_in_future'), occurredAt: receivedAt };
  return { ...timed, occurredAt: Math.max(earliest, Math.min(occurredAt, receivedAt)) };
};

/** Milliseconds since 1970 from text or number; null where it is no time. Seconds are not guessed. */
function readTime(said: unknown): number | null {
  const time = typeof said === 'number' ? said : typeof said === 'string' && /^\d{4}-\d\d-\d\d/.test(said) ? Date.parse(said) : NaN;
  return Number.isFinite(time) && Math.abs(time) < 8.64e15 ? Math.round(time) : null;
}
