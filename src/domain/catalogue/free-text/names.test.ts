import { expect } from 'chai';
import fc from 'fast-check';
import { contributorsIn, type NamesForm } from './names.js';

const direct = { inverted: false };
const inverted = { inverted: true };

function read(text: string, form: NamesForm = direct): [string[], boolean] {
  const { contributors, inDoubt } = contributorsIn(text, form);
  return [contributors.map(({ name }) => name), inDoubt];
}

describe('The names in a text', () => {
  it('are separated by semicolons, bars, line breaks and ampersands', () => {
    const both = [['Mia Berg', 'Ole Dahl'], false];
    for (const separator of ['; ', ';', '|', '\n', ' & ', ', '])
      expect(read(`Mia Berg${separator}Ole Dahl`), separator).to.deep.equal(both);
    expect(read('Mia Berg, Ole Dahl & Jan Vik')).to.deep.equal([['Mia Berg', 'Ole Dahl', 'Jan Vik'], false]);
  });

  it('keep a suffix', () => {
    expect(read('Martin Luther King, Jr.')).to.deep.equal([['Martin Luther King Jr.'], false]);
    expect(read('Mia Berg, Jr., Ole Dahl, III')).to.deep.equal([['Mia Berg Jr.', 'Ole Dahl III'], false]);
  });

  it('are in doubt when a part between commas can be a given name', () => {
    expect(read('Berg, Mia')).to.deep.equal([['Berg', 'Mia'], true]);
    expect(read('Le Guin, Ursula K.')).to.deep.equal([['Le Guin', 'Ursula K.'], true]);
    expect(read('Berg, Mia|Dahl, Ole')).to.deep.equal([['Berg, Mia', 'Dahl, Ole'], true]);
  });

  it('are in doubt when a firm can be two people, or two people a firm', () => {
    expect(read('Simon & Schuster')).to.deep.equal([['Simon & Schuster'], true]);
    expect(read('Mia Berg and Ole Dahl')).to.deep.equal([['Mia Berg and Ole Dahl'], true]);
    expect(read('Alexander Anderson')).to.deep.equal([['Alexander Anderson'], false]);
  });

  it('are turned when they are inverted', () => {
    const written: Readonly<Record<string, string[]>> = {
      'Berg, Mia': ['Mia Berg'],
      'Berg,Mia': ['Mia Berg'],
      'Berg, Mia, Jr.': ['Mia Berg Jr.'],
      'Berg, Mia|Dahl, Ole': ['Mia Berg', 'Ole Dahl'],
      'Berg, Mia; Dahl, Ole;': ['Mia Berg', 'Ole Dahl'],
      'Berg, Mia & Dahl, Ole': ['Mia Berg', 'Ole Dahl'],
      'Berg, Mia and Dahl, Ole': ['Mia Berg', 'Ole Dahl'],
      'Le Guin, Ursula K.': ['Ursula K. Le Guin'],
      'Tolkien, J. R. R. (John Ronald Reuel), 1892-1973.': ['J. R. R. Tolkien'],
      'Larson, Ron.': ['Ron Larson'],
      'Mia Berg': ['Mia Berg'],
      Homer: ['Homer'],
    };
    for (const [text, names] of Object.entries(written))
      expect(read(text, inverted), text).to.deep.equal([names, false]);
  });

  it('are in doubt when inverted names are separated by commas', () => {
    expect(read('Berg, Mia, Dahl, Ole', inverted)).to.deep.equal([['Mia Berg', 'Ole Dahl'], true]);
    expect(read('Berg, Mia, Ole Dahl', inverted)).to.deep.equal([['Mia Berg', 'Ole Dahl'], true]);
  });

  it('are separated by a given text', () => {
    expect(read('Mia Berg and Ole Dahl', { inverted: false, separator: ' and ' })).to.deep.equal([
      ['Mia Berg', 'Ole Dahl'],
      false,
    ]);
    expect(read('Berg, Mia / Dahl, Ole', { inverted: true, separator: '/' })).to.deep.equal([
      ['Mia Berg', 'Ole Dahl'],
      false,
    ]);
  });

  it('come with the role that stands in brackets', () => {
    expect(contributorsIn('Mia Berg, Ole Dahl (Illustrator)', direct).contributors).to.deep.equal([
      { name: 'Mia Berg', role: 'author' },
      { name: 'Ole Dahl', role: 'illustrator' },
    ]);
    expect(contributorsIn('Berg, Mia (ed.)', inverted).contributors).to.deep.equal([
      { name: 'Mia Berg', role: 'editor' },
    ]);
    expect(contributorsIn('Prince (Musician)', direct).contributors[0]?.name).to.equal('Prince (Musician)');
  });

  it('are each counted once', () => {
    expect(read('Mia Berg; Ole Dahl; Mia Berg')).to.deep.equal([['Mia Berg', 'Ole Dahl'], false]);
  });

  it('come back from any list of inverted names', () => {
    const word = fc
      .stringMatching(/^[A-Z][a-z]{2,8}$/)
      .filter((text) => !/^(?:jr|sr|iii|esq|and)$/i.test(text));
    const person = fc.tuple(word, word);
    fc.assert(
      fc.property(
        fc.uniqueArray(person, { minLength: 1, maxLength: 5, selector: String }),
        fc.constantFrom('; ', '|', ' & '),
        (people, separator) => {
          const text = people.map(([given, family]) => `${family}, ${given}`).join(separator);
          const names = people.map(([given, family]) => `${given} ${family}`);
          expect(read(text, inverted)).to.deep.equal([names, false]);
        },
      ),
    );
  });
});
