import { expect } from 'chai';
import { networkOf } from './network.js';

describe('The network of an address', () => {
  for (const [address, network] of [
    ['203.0.113.7', '203.0.113.0/24'],
    ['::ffff:203.0.113.7', '203.0.113.0/24'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['', undefined],
    ['unknown', undefined],
  ] as const) {
    it(`of ${address === '' ? 'nothing' : address} is ${network ?? 'unknown'}`, () => {
      expect(networkOf(address)).to.equal(network);
    });
  }
});
