import { isIP } from 'node:net';

/** Longer than any address: a proxy that is trusted may still send nonsense. */
const MAX_CHARACTERS = 64;

/**
 * The network that an address counts with when attempts are counted: what one household, office or attacker has many
 * addresses of. IPv4 /24, IPv6 /64; what is no address counts by itself.
 */
export function networkOf(address: string): string {
  const bare = address.replace(/%.*$/, '').replace(/^::ffff:(?=\d+\.)/i, '');
  switch (isIP(bare)) {
    case 4:
      return bare.replace(/\d+$/, '0/24');
    case 6:
      return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
    default:
      return bare.slice(0, MAX_CHARACTERS);
  }
}

/** The eight groups of an IPv6 address, in the short form without zeros in front. */
function groupsOf(address: string): string[] {
  const [before = '', after] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const split = (text: string) => text.split(':').filter((group) => group !== '');
  const [head, tail] = [split(before), split(after ?? '')];
  return [...head, ...new Array<string>(8 - head.length - tail.length).fill('0'), ...tail];
}
