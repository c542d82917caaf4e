import ipaddr from 'ipaddr.js';
import type { Step } from '../travelling-event.ts';

/** Events from ranges that the source refuses are dropped; servers that send with their key are never judged. */
export const refuseBlockedAddresses: Step = (event, { byServer, ip, settings: { blockedRanges } }) =>
  (!byServer && blockedRanges.length > 0 && isBlocked(ip, blockedRanges) ? { fate: 'dropped', reason: 'blocked_address', wire: event.wire } : event);

type Range = ReturnType<typeof ipaddr.parseCIDR>;
const parsed = new WeakMap<readonly string[], readonly Range[]>();

function isBlocked(ip: string, ranges: readonly string[]): boolean {
  if (!ipaddr.isValid(ip)) return false;
  // An IPv4 address that travels in IPv6's clothes is meant as IPv4.
  const address = ipaddr.process(ip);
  return rangesOf(ranges).some((range) => address.kind() === range[0].kind() && address.match(range));
}

function rangesOf(ranges: readonly string[]): readonly Range[] {
  const held = parsed.get(ranges) ?? ranges.map((range) => ipaddr.parseCIDR(range));
  parsed.set(ranges, held);
  return held;
}
