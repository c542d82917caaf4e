import { Failure } from '../model/index.ts';

const windowMs = 60_000;
const addressesHeld = 10_000;

export interface AttemptLimit {
  /** Attempts within a minute before the next is refused. */
  readonly most: number;
  /** What is said then, such as "Too many sign-in attempts from this address." */
  readonly says: string;
}

/** Counts attempts per address, or whatever else names who tries, within a minute; throws `Failure('rate_limited')` beyond the limit. */
export function attemptLimit(now: () => number, limit: AttemptLimit): (address: string) => void {
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
    if (held.count > limit.most) throw new Failure('rate_limited', limit.says, 'Wait a minute, then try again.');
  };
}
