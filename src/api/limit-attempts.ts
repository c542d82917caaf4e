import { Failure } from '../model/index.ts';

const windowMs = 60_000;
const attemptsPerWindow = 10;
const addressesHeld = 10_000;

/** Counts attempts per address within a minute; throws `Failure('rate_limited')` beyond ten. */
export function attemptLimit(now: () => number): (address: string) => void {
  const seen = new Map<string, { count: number; untilMs: number }>();
  return (address) => {
    const at = now();
    const current = seen.get(address);
    const held = current && current.untilMs > at ? current : { count: 0, untilMs: at + windowMs };
    held.count += 1;
    seen.delete(address);
    seen.set(address, held);
    const oldest = seen.keys().next().value;
    if (seen.size > addressesHeld && oldest !== undefined) seen.delete(oldest);
    if (held.count > attemptsPerWindow) throw new Failure('rate_limited', 'Too many sign-in attempts from this address.', 'Wait a minute, then try again.');
  };
}
