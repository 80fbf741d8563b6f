import { isIP, isIPv4 } from 'node:net';
import ipaddr from 'ipaddr.js';

/**
 * An address in its usual form: without the port that some load balancers add, without brackets and zone, and IPv4 as
 * IPv4 (`::ffff:203.0.113.7`, RFC 4291, 2.5.5.2). Undefined for a text that is no address.
 */
export function plainAddress(text: string): string | undefined {
  if (isIPv4(text)) return text;
  const bare = /^\[([^\]]*)\](?::\d+)?$/.exec(text)?.[1] ?? /^([\d.]+):\d+$/.exec(text)?.[1] ?? text;
  const address = bare.replace(/%.*$/, '');
  return isIP(address) === 0 ? undefined : ipaddr.process(address).toString();
}

/**
 * The network from which an account signs in: a line may get another address of the same /24 (IPv4) or /64 (IPv6) every
 * day. In the notation of CIDR.
 */
export function networkOf(address: string): string {
  return network(address, isIPv4(address) ? 24 : 64);
}

/** The network of an address, in the notation of CIDR. */
export function network(address: string, bits: number): string {
  const bytes = ipaddr
    .parse(address)
    .toByteArray()
    .fill(0, bits / 8);
  return `${ipaddr.fromByteArray(bytes).toString()}/${bits}`;
}
