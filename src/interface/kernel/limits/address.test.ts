import { expect } from 'chai';
import { limitedAddress, networkOf, plainAddress } from './address.js';

describe('An address', () => {
  const forms: Readonly<Record<string, string>> = {
    '203.0.113.7': '203.0.113.7',
    '203.0.113.7:51234': '203.0.113.7',
    '::ffff:203.0.113.7': '203.0.113.7',
    '[::ffff:203.0.113.7]:51234': '203.0.113.7',
    '::FFFF:cb00:7107': '203.0.113.7',
    '2001:DB8:0:0::1': '2001:db8::1',
    '[2001:db8::1]': '2001:db8::1',
    '[2001:db8::1]:443': '2001:db8::1',
    'fe80::1%eth0': 'fe80::1',
  };
  for (const [text, plain] of Object.entries(forms)) {
    it(`${text} is ${plain}`, () => {
      expect(plainAddress(text)).to.equal(plain);
    });
  }

  it('is none that a program may write in its place', () => {
    for (const text of [
      '',
      'unknown',
      '_hidden',
      '1',
      '127.1',
      '0x7f.0.0.1',
      '999.1.1.1',
      '1.2.3.4:x',
      '[::1',
    ]) {
      expect(plainAddress(text), text).to.equal(undefined);
    }
  });
});

describe('A client', () => {
  it('of IPv6 is its /64, whatever address of it is used', () => {
    const addresses = ['2001:db8:1:2::1', '2001:db8:1:2:ffff:ffff:ffff:ffff'];
    expect(addresses.map(limitedAddress)).to.deep.equal(['2001:db8:1:2::/64', '2001:db8:1:2::/64']);
    expect(limitedAddress('2001:db8:1:3::1')).to.equal('2001:db8:1:3::/64');
  });

  it('of IPv4 is its address', () => {
    expect(limitedAddress('203.0.113.7')).to.equal('203.0.113.7');
  });
});

describe('A network', () => {
  it('is the /24 of an IPv4 address, and the /64 of an IPv6 address', () => {
    expect(networkOf('203.0.113.7')).to.equal('203.0.113.0/24');
    expect(networkOf('2001:db8:1:2:3::4')).to.equal('2001:db8:1:2::/64');
  });
});
