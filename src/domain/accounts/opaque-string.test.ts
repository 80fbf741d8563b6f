import { expect } from 'chai';
import fc from 'fast-check';
import { opaqueString } from './opaque-string.js';

describe('The form of a password that is hashed (RFC 8265, OpaqueString)', () => {
  it('is the text itself for the valid examples of the RFC', () => {
    for (const text of ['correct horse battery staple', 'Correct Horse Battery Staple', 'πßå'])
      expect(opaqueString(text)).to.equal(text);
    expect(opaqueString('Jack of ♦s')).to.equal('Jack of ♦s');
    expect(opaqueString('foo\u1680bar')).to.equal('foo bar');
  });

  it('does not exist for the invalid examples of the RFC: nothing, and a control character', () => {
    expect(opaqueString('')).to.equal(undefined);
    expect(opaqueString('my cat is a \u0009by')).to.equal(undefined);
  });

  it('is composed, also from Hangul jamo', () => {
    for (const text of ['é', 'ệ', 'Å', '한글'])
      expect(opaqueString(text.normalize('NFD'))).to.equal(text.normalize('NFC'));
  });

  it('has the space of ASCII for every other space', () => {
    for (const space of ['\u00a0', '\u2003', '\u202f', '\u205f', '\u3000'])
      expect(opaqueString(`a${space}b`)).to.equal('a b');
  });

  it('keeps case, width and compatibility characters', () => {
    for (const text of ['Tür', 'TÜR', 'ａｄａ', 'ﬁsch', '½', '🗝']) expect(opaqueString(text)).to.equal(text);
  });

  it('has no invisible, private, unassigned or exceptional character, and no broken Unicode', () => {
    const characters =
      '\u0000 \u007f \u00ad \u034f \u0378 \u0640 \u07fa \u115f \u180e \u200b \u202e \u2028 \u2060 \u302e \u3031 \u3164 ' +
      '\ue000 \ufdd0 \ufe0f \ufeff \uffff \ud800 \u{e0041} \u{10ffff}';
    for (const character of characters.split(' '))
      expect(opaqueString(`a${character}b`), escape(character)).to.equal(undefined);
  });

  for (const [rule, right, wrong] of [
    ['a middle dot between two l', ['paral·lel'], ['a·b', 'l·a', '·l']],
    ['a keraia before Greek', ['͵α'], ['͵a', 'α͵']],
    ['a geresh behind Hebrew', ['ג׳', 'צה״ל'], ['a׳', '״ל']],
    ['a katakana dot beside Japanese', ['コ・ラ', '・の', '中・'], ['a・b', '・']],
    ['one kind of Arabic digits', ['٠١a', '۰۱a'], ['٠۱', '۱a٠']],
    [
      'a joiner behind a virama',
      ['क्\u200dष', '\u0dca\u200d'],
      ['a\u200db', '👩\u200d💻', '\u200d', 'ا\u200dب'],
    ],
    [
      'a non-joiner behind a virama or between cursive letters',
      ['क्\u200cष', 'می\u200cخواهم', 'بَ\u200cب'],
      ['a\u200cb', '\u200cب', 'ب\u200c', 'ب\u200c\u200cب'],
    ],
  ] as const) {
    it(`allows ${rule} only`, () => {
      for (const text of right) expect(opaqueString(text), text).to.equal(text);
      for (const text of wrong) expect(opaqueString(text), text).to.equal(undefined);
    });
  }

  it('is its own form', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const form = opaqueString(text);
        if (form !== undefined) expect(opaqueString(form)).to.equal(form);
      }),
    );
  });
});

const escape = (text: string): string => `U+${text.codePointAt(0)?.toString(16) ?? ''}`;
