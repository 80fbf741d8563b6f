import { isIPv4, isIPv6 } from 'node:net';

/**
 * The network of an address: the /24 of an IPv4 address, the /64 of an IPv6 address. One line usually stays in it when
 * its address changes. Undefined for a text that is no address.
 */
export function networkOf(address: string): string | undefined {
  const plain = address.replace(/^::ffff:(?=[\d.]+$)/i, '');
  if (isIPv4(plain)) return plain.replace(/\d+$/, '0/24');
  return isIPv6(plain) ? `${firstGroups(plain)}::/64` : undefined;
}

/** The first four groups of an IPv6 address. */
function firstGroups(address: string): string {
  const [head = '', tail = ''] = address.split('%', 1).join('').split('::');
  const groups = (part: string) => part.split(':').filter((group) => group !== '');
  const [front, back] = [groups(head), groups(tail)];
  const dotted = back.at(-1)?.includes('.') ? 1 : 0;
  const gap = address.includes('::') ? 8 - front.length - back.length - dotted : 0;
  const all = [...front, ...Array<string>(Math.max(gap, 0)).fill('0'), ...back];
  return all
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
