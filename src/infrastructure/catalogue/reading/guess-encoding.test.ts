import { expect } from 'chai';
import { encoded } from './encoded.fake.js';
import { guessEncoding } from './guess-encoding.js';

const russian = 'Преступление и наказание,Достоевский\nОтцы и дети,Тургенев';

/** Lines as they stand in lists of books. */
const texts: readonly (readonly [string, string])[] = [
  ['windows-1252', 'Café,Mia Berg'],
  ['windows-1252', 'Größe,Jürgen Björk\nStraße,Käthe'],
  ['windows-1252', 'Små fåglar,Åsa Dahl\nTre øer,Søren Ødegård'],
  ['windows-1252', 'El niño,Peña\nCorazón,García'],
  ['windows-1252', 'L’été,Où est-elle?\n“Frères” – une âme,Hélène'],
  ['windows-1250', 'Łódź,Wiśniewski\nZażółć gęślą jaźń,Żak'],
  ['windows-1251', russian],
  ['koi8-r', russian],
  ['windows-1253', 'Ο μικρός ήρωας,Νίκος Αντωνίου'],
  ['shift_jis', '吾輩は猫である,夏目漱石\n坊っちゃん,夏目漱石'],
  ['euc-jp', '吾輩は猫である,夏目漱石\n坊っちゃん,夏目漱石'],
  ['euc-kr', '소년이 온다,한강\n채식주의자,한강'],
];

describe('The guessed encoding', () => {
  for (const [encoding, text] of texts)
    it(`is ${encoding} for ${text.split('\n')[0]}`, () => {
      expect(guessEncoding(encoded(text, encoding))).to.equal(encoding);
    });

  it('is no guess between encodings that give the same text', () => {
    expect(guessEncoding(encoded('thé,Bö,Blüte', 'windows-1252'))).to.equal('windows-1252');
  });

  it('never makes another text of these lines, cut at any place: it is right or unknown', () => {
    for (const [encoding, text] of texts) {
      for (let length = 1; length <= text.length; length += 1) {
        const bytes = encoded(text.slice(0, length), encoding);
        const guess = guessEncoding(bytes);
        if (guess !== undefined)
          expect(new TextDecoder(guess).decode(bytes), `${guess} for ${encoding}`).to.equal(
            text.slice(0, length),
          );
      }
    }
  });
});
