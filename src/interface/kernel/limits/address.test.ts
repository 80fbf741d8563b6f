import { expect } from 'chai';
import { networkOf, plainAddress } from './address.js';

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

describe('A network', () => {
  it('is the /24 of an IPv4 address, and the /64 of an IPv6 address', () => {
    expect(networkOf('203.0.113.7')).to.equal('203.0.113.0/24');
    expect(networkOf('2001:db8:1:2:3::4')).to.equal('2001:db8:1:2::/64');
  });
});
