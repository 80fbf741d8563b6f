import { expect } from 'chai';
import type { SignedIn } from '../../kernel/request/caller.js';
import { anObservedRequest } from '../../kernel/request/observed-request.fake.js';
import { fakeFingerprints } from '../fingerprints.fake.js';
import { ConsumerFinder } from './consumer-finder.js';

const patron: SignedIn = { patronId: 3, role: 'patron' };
const anonymous = { role: 'anonymous' } as const;

describe('The client that sent a request', () => {
  let now: Date;
  let finder: ConsumerFinder;

  beforeEach(() => {
    now = new Date('2026-12-01T09:30:00Z');
    finder = new ConsumerFinder({ now: () => now }, fakeFingerprints, 'salt');
    finder.learn({ day: '2026-12-01', developers: new Set([5]), salt: 'some salt' });
  });

  const refOf = (changes: Parameters<typeof anObservedRequest>[0]) =>
    finder.of(anObservedRequest(changes)).ref;

  it('is an API key, whatever it calls itself', () => {
    expect(finder.of(anObservedRequest({ userAgent: 'Googlebot/2.1' }))).to.deep.equal({
      ref: 'key:7',
      kind: 'key',
      keyId: 7,
      patronId: 2,
      program: null,
      class: 'external',
    });
  });

  it('is the account of a member of staff', () => {
    expect(refOf({ caller: { patronId: 2, role: 'librarian' } })).to.equal('account:2');
    expect(refOf({ caller: { patronId: 1, role: 'admin' } })).to.equal('account:1');
  });

  it('is the account of a developer', () => {
    expect(refOf({ caller: { ...patron, patronId: 5 } })).to.equal('account:5');
  });

  it('is the program that a patron uses, and never the patron', () => {
    const consumer = finder.of(anObservedRequest({ caller: patron }));
    expect([consumer.ref, consumer.patronId]).to.deep.equal(['program:shelfreader', null]);
    expect(refOf({ caller: patron, origin: 'https://reader.example' })).to.equal(
      'program:https://reader.example',
    );
  });

  it('is the page that sends it, also after a user agent that looks like that page', () => {
    const page = { caller: patron, origin: 'https://reader.example', userAgent: 'Mozilla/5.0' };
    expect(refOf({ caller: patron, userAgent: `${page.origin} ${page.userAgent}` })).to.equal(
      'program:https',
    );
    expect(refOf(page)).to.equal('program:https://reader.example');
  });

  it('is a probe for monitors and crawlers without a key', () => {
    const crawler = 'Mozilla/5.0 (compatible; bingbot/2.0)';
    for (const caller of [patron, anonymous])
      for (const userAgent of ['kube-probe/1.31', crawler])
        expect(finder.of(anObservedRequest({ caller, userAgent })).class).to.equal('probe');
    expect(refOf({ caller: anonymous, userAgent: crawler })).to.equal('program:(crawlers)');
  });

  describe('without a token', () => {
    const from = (network: string) => refOf({ caller: anonymous, address: network, network: () => network });

    it('is a hash of the network', () => {
      expect(from('203.0.113.0/24')).to.match(/^anonymous:2026-12-01:[0-9a-f]{3}$/);
      expect(from('203.0.113.0/24')).to.equal(from('203.0.113.0/24'));
      expect(from('203.0.113.0/24')).to.not.equal(from('198.51.100.0/24'));
    });

    it('is the same in each instance that has the salt of the day, and another one with another salt', () => {
      const other = new ConsumerFinder({ now: () => now }, fakeFingerprints, 'salt');
      other.learn({ day: '2026-12-01', developers: new Set(), salt: 'some salt' });
      const request = anObservedRequest({ caller: anonymous });
      expect(other.of(request).ref).to.equal(finder.of(request).ref);
      other.learn({ day: '2026-12-01', developers: new Set(), salt: 'other salt' });
      expect(other.of(request).ref).to.not.equal(finder.of(request).ref);
    });

    it('is another one on the next day', () => {
      const before = from('203.0.113.0/24');
      now = new Date('2026-12-02T00:00:01Z');
      finder.learn({ day: '2026-12-02', developers: new Set(), salt: 'the next salt' });
      expect(from('203.0.113.0/24').split(':').at(-1)).to.not.equal(before.split(':').at(-1));
    });
  });
});
