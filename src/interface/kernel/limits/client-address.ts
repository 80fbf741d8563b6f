import { isIP } from 'node:net';
import type { Context, Middleware } from 'koa';
import proxyaddr from 'proxy-addr';
import { network, plainAddress } from './address.js';

/** A request whose connection has no address any more: the client is gone. */
const nowhere = '0.0.0.0';

/**
 * Finds out the address of the client: the nearest one in `X-Forwarded-For` that is not in one of these networks;
 * without networks, the one that Koa finds by the number of trusted hops (`maxIpsCount`). An entry that is no address
 * counts for nothing: then it is the address of the connection.
 */
export function clientAddress(networks: readonly string[]): Middleware {
  const find = networks.length > 0 ? byNetworks(networks) : undefined;
  return (ctx, next) => {
    const found = find ? find(ctx) : ctx.ip;
    ctx.state['address'] = plainAddress(found) ?? plainAddress(ctx.req.socket.remoteAddress ?? '') ?? nowhere;
    return next();
  };
}

function byNetworks(networks: readonly string[]): (ctx: Context) => string {
  const isInside = proxyaddr.compile([...networks]);
  const isTrusted = (text: string, hop: number) => {
    const address = plainAddress(text);
    return address !== undefined && isInside(address, hop);
  };
  return ({ req }) => proxyaddr(req, isTrusted);
}

/** The address of the client, once `clientAddress` has run; else as Koa has it. */
export function addressOf(ctx: Context): string {
  return (ctx.state['address'] as string | undefined) ?? ctx.ip;
}

/** What a limit counts as one client: an IPv4 address, or the /64 of an IPv6 address, all of which one line may use. */
export function limitedAddress(ctx: Context): string {
  const address = (ctx.state['address'] as string | undefined) ?? ctx.ip;
  return isIP(address) === 6 ? network(address, 64) : address;
}
