import { expect } from 'chai';
import Koa, { type Context } from 'koa';
import { addressOf, clientAddress, limitedAddress } from './client-address.js';

interface Behind {
  readonly hops?: number;
  readonly networks?: readonly string[];
  /** The address of the connection. */
  readonly peer?: string;
}

/** The address that the service sees of a request with this `X-Forwarded-For`. */
function seen(forwarded: string, behind: Behind): string {
  return addressOf(requestOf(forwarded, behind));
}

function requestOf(forwarded: string, { hops = 0, networks = [], peer = '10.0.0.1' }: Behind): Context {
  const app = new Koa({ proxy: hops > 0, maxIpsCount: hops });
  const socket = { remoteAddress: peer };
  const headers = forwarded === '' ? {} : { 'x-forwarded-for': forwarded };
  const request = { headers, socket, connection: socket } as unknown as Parameters<
    typeof app.createContext
  >[0];
  const ctx = app.createContext(request, {} as Parameters<typeof app.createContext>[1]);
  void clientAddress(networks)(ctx, async () => undefined);
  return ctx;
}

describe('The address of a client', () => {
  it('is that of the connection where no router is trusted', () => {
    expect(seen('198.51.100.1', {})).to.equal('10.0.0.1');
    expect(seen('', { peer: '::ffff:203.0.113.7' })).to.equal('203.0.113.7');
  });

  it('is the entry of the only router, whatever the client has sent before it', () => {
    expect(seen('198.51.100.1, 203.0.113.7', { hops: 1 })).to.equal('203.0.113.7');
  });

  it('is the entry of the load balancer where one stands before the router', () => {
    expect(seen('198.51.100.1, 203.0.113.7, 192.0.2.10', { hops: 2 })).to.equal('203.0.113.7');
  });

  it('is without the port and the IPv6 form that a router may give it', () => {
    expect(seen('203.0.113.7:51234', { hops: 1 })).to.equal('203.0.113.7');
    expect(seen('[2001:db8::1]:443', { hops: 1 })).to.equal('2001:db8::1');
    expect(seen('::ffff:203.0.113.7', { hops: 1 })).to.equal('203.0.113.7');
  });

  it('is that of the connection where the router has written no address', () => {
    expect(seen('unknown', { hops: 1 })).to.equal('10.0.0.1');
    expect(seen('', { hops: 1 })).to.equal('10.0.0.1');
  });

  const networks = ['10.0.0.0/8', '2001:db8:ff::/48'];

  it('is the nearest one outside of the trusted networks', () => {
    expect(seen('198.51.100.1, 203.0.113.7, 10.9.9.9', { networks })).to.equal('203.0.113.7');
    expect(seen('198.51.100.1, 203.0.113.7, 10.9.9.9:8080', { networks })).to.equal('203.0.113.7');
    expect(seen('2001:db8::1', { networks, peer: '2001:db8:ff::2' })).to.equal('2001:db8::1');
  });

  it('is that of the connection where the connection comes from no trusted network', () => {
    expect(seen('198.51.100.1', { networks, peer: '192.0.2.1' })).to.equal('192.0.2.1');
  });
});

describe('A limited address', () => {
  const limited = (peer: string) => limitedAddress(requestOf('', { peer }));

  it('is the /64 of IPv6, whatever address of it is used', () => {
    expect(limited('2001:db8:1:2::1')).to.equal('2001:db8:1:2::/64');
    expect(limited('2001:db8:1:2:ffff:ffff:ffff:ffff')).to.equal('2001:db8:1:2::/64');
    expect(limited('2001:db8:1:3::1')).to.equal('2001:db8:1:3::/64');
  });

  it('is the address itself of IPv4', () => {
    expect(limited('203.0.113.7')).to.equal('203.0.113.7');
  });
});
