import { BlockList, isIP } from 'node:net';

/** `never`: no receiver can be there (link-local with the metadata services of clouds, multicast, reserved ranges). */
export type AddressKind = 'public' | 'private' | 'never';

const PRIVATE = listOf(
  '10.0.0.0/8',
  '100.64.0.0/10', // carrier-grade NAT, also inside clouds
  '127.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '::1/128',
  'fc00::/7',
);

/** The rest of IANA's registries of special-purpose addresses that are not globally reachable. */
const NEVER_IPV4 = listOf(
  '0.0.0.0/8',
  '169.254.0.0/16',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/4',
  '240.0.0.0/4',
);

const MAPPED = listOf('::ffff:0:0/96');
/** Of IPv6 only global unicast is public at all: what maps or translates to IPv4 (::ffff:0:0/96, 64:ff9b::/96) is not in it. */
const GLOBAL_IPV6 = listOf('2000::/3');
const NEVER_IPV6 = listOf('2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20');

/** @param address in any notation that sockets take; anything else is `never` */
export function classifyAddress(address: string): AddressKind {
  const version = isIP(address);
  if (version === 0 || address.includes('%')) return 'never';
  const family = version === 4 ? 'ipv4' : 'ipv6';
  // A BlockList looks through IPv4-mapped addresses; a receiver has no business being written that way.
  if (family === 'ipv6' && MAPPED.check(address, 'ipv6')) return 'never';
  if (PRIVATE.check(address, family)) return 'private';
  if (family === 'ipv4') return NEVER_IPV4.check(address, 'ipv4') ? 'never' : 'public';
  return GLOBAL_IPV6.check(address, 'ipv6') && !NEVER_IPV6.check(address, 'ipv6') ? 'public' : 'never';
}

function listOf(...ranges: string[]): BlockList {
  const found = new BlockList();
  for (const range of ranges) {
    const [network = '', prefix] = range.split('/');
    found.addSubnet(network, Number(prefix), isIP(network) === 4 ? 'ipv4' : 'ipv6');
  }
  return found;
}
