import { expect } from 'chai';
import { isPersonName } from './person-name.js';

describe('The name of a person', () => {
  it('may have letters, marks, apostrophes, hyphens, dots and joiners of every script', () => {
    const names = [
      'Ada',
      "Siobhán O'Reilly",
      'Jean-Luc',
      'J. R. R. Tolkien',
      'Nguyễn',
      '小林',
      'می\u200cنا',
      'R2 & D2 (:',
    ];
    for (const name of names) expect(isPersonName(name), name).to.equal(true);
  });

  it('is no address of a page or of a mailbox', () => {
    const names = [
      'https://evil.example',
      'see www.evil.example',
      'WWW.evil',
      'a/b',
      'ada@example.org',
      '／',
      'a＠b',
      'ｗｗｗ．evil',
    ];
    for (const name of names) expect(isPersonName(name), name).to.equal(false);
  });

  it('has no control character and none that changes lines or direction', () => {
    for (const sign of '\r \n \t \0 \u001b \u0085 \u2028 \u2029 \u061c \u200e \u200f \u202a \u202e \u2066 \u2069'.split(
      ' ',
    ))
      expect(isPersonName(`A${sign}da`), JSON.stringify(sign)).to.equal(false);
  });
});
