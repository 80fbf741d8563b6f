import { expect } from 'chai';
import fc from 'fast-check';
import { emailAddress, visibleEmailAddress } from './email-address.js';

describe('The one form of an e-mail address', () => {
  for (const [what, given, form] of [
    ['upper case', 'Ada@Example.ORG', 'ada@example.org'],
    ['Unicode NFD', 'zoë@example.org'.normalize('NFD'), 'zoë@example.org'],
    ['a domain in Unicode', 'ada@Müller.example', 'ada@xn--mller-kva.example'],
    ['a domain in Unicode NFD', 'ada@müller.example'.normalize('NFD'), 'ada@xn--mller-kva.example'],
    ['a domain in ASCII', 'ada@XN--MLLER-KVA.example', 'ada@xn--mller-kva.example'],
    ['full width', 'ａｄａ＠ｅｘａｍｐｌｅ．ｏｒｇ', 'ada@example.org'],
    ['an ideographic full stop', 'ada@例え。テスト', 'ada@xn--r8jz45g.xn--zckzah'],
    ['half-width kana', 'ｶﾞ@example.org', 'ガ@example.org'],
    ['signs of the local part', "o'reilly+books@example.org", "o'reilly+books@example.org"],
    ['an @ in quotes', '"a@b"@example.org', '"a@b"@example.org'],
  ] as const) {
    it(`is "${form}" for one with ${what}`, () => {
      expect(emailAddress(given)).to.equal(form);
    });
  }

  it('does not exist for a text with an invisible character, or is that of the visible ones', () => {
    for (const sign of [
      '\u200b',
      '\u200d',
      '\u00ad',
      '\u2060',
      '\ufeff',
      '\u202e',
      '\u3164',
      '\ufe0f',
      ' ',
      '\0',
    ]) {
      expect(emailAddress(`a${sign}da@example.org`)).to.equal(undefined);
      expect(emailAddress(`ada@exa${sign}mple.org`)).to.equal(undefined);
      expect(visibleEmailAddress(`a${sign}da@exa${sign}mple.org`)).to.equal('ada@example.org');
    }
  });

  it('does not exist for a text that is no address, or whose domain is none', () => {
    for (const text of [
      '',
      'ada',
      '@example.org',
      'ada@',
      'ada@a/b',
      'ada@a?b',
      'ada@a:80',
      'ada@%61.org',
      'ada@a^b.org',
    ])
      expect(emailAddress(text), text).to.equal(undefined);
  });

  it('is its own form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.domain(), (local, domain) => {
        const form = visibleEmailAddress(`${local}@${domain}`);
        if (form !== undefined) expect(emailAddress(form)).to.equal(form);
      }),
      { numRuns: 300 },
    );
  });
});
