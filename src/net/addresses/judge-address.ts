import ipaddr from 'ipaddr.js';

/** Ranges of the house and its neighbours; what lies in any other special range is refused even to an allowed host. */
const inside: ReadonlySet<string> = new Set(['loopback', 'private', 'uniqueLocal', 'carrierGradeNat']);
/** The only part of IPv6 from which addresses are given out (RFC 4291, section 2.4; IANA's registry of IPv6 space). */
const givenOut = ipaddr.IPv6.parseCIDR('2000::/3');
/** Addresses with a special meaning inside public space: the wire server of Azure's machines. */
const machineServices: ReadonlySet<string> = new Set(['168.63.129.16']);

export type AddressPlace = 'public' | 'inside' | 'special';

/**
 * Where an IP address lies. `public` is what anybody can reach; `inside` is this machine or its own networks; all else is
 * `special`: link-local with the metadata services of clouds, multicast, reserved, and IPv6 forms that carry an IPv4 address
 * (mapped, NAT64, 6to4, Teredo), whatever that address is. Ranges follow IANA's special-purpose registries (RFC 6890).
 */
export function placeOf(address: string): AddressPlace {
  if (!ipaddr.isValid(address)) return 'special';
  const parsed = ipaddr.parse(address);
  const range = parsed.range();
  if (range !== 'unicast') return inside.has(range) ? 'inside' : 'special';
  if (parsed.kind() === 'ipv6') return (parsed as ipaddr.IPv6).match(givenOut) ? 'public' : 'special';
  return machineServices.has(address) ? 'special' : 'public';
}
