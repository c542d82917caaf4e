import ipaddr from 'ipaddr.js';
import type { Step } from '../travelling-event.ts';

/** Addresses are stored without the part that tells a household or a desk apart: the first 24 bits of IPv4, 48 of IPv6. */
export const shortenAddress: Step = (event, { ip, byServer }) => {
  const given = event.wire.context?.ip ?? (byServer ? undefined : ip);
  return { ...event, wire: { ...event.wire, context: { ...event.wire.context, ip: given ? shortened(given) : undefined } } };
};

/** `a.b.c.0` or the first three groups; undefined for what is no address. */
function shortened(text: string): string | undefined {
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  const kept = address.kind() === 'ipv4' ? 3 : 6;
  return ipaddr.fromByteArray(address.toByteArray().map((byte, at) => (at < kept ? byte : 0))).toString();
}
