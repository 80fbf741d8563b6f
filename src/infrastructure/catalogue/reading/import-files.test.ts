import { expect } from 'chai';
import { readFileOf as read } from './read-file.fake.js';

describe('A file of rows', () => {
  it('has wrapped ISBNs', async () => {
    const file = [
      'Title,ISBN',
      'One,"=""0140449132"""',
      'None,"="""""',
      'Raw,="9780140449136"',
      'Raw none,=""',
    ];
    expect(await read(file, { columns: ['title=Title,isbn=ISBN'] })).to.deep.equal([
      { title: 'One', isbn: '0140449132' },
      { title: 'None' },
      { title: 'Raw', isbn: '9780140449136' },
      { title: 'Raw none' },
    ]);
  });

  it('has ISBNs with something around them', async () => {
    const cells = ['[0140449132]', '"0140449132, 9780140449136"', '0140449132 (pbk.)', "'9780140449136"];
    const file = [
      'Title,ISBN',
      ...cells.map((cell, at) => `${at},${cell}`),
      '4,0140449132 : 12.95',
      '5,none',
    ];
    const rows = await read(file, { columns: ['title=Title,isbn=ISBN'] });
    expect(rows.map(({ isbn, notes }) => [isbn, notes])).to.deep.equal([
      ['0140449132', ['ISBN taken']],
      ['0140449132', ['ISBN taken']],
      ['0140449132', ['ISBN taken']],
      ['9780140449136', ['ISBN taken']],
      ['0140449132', ['ISBN taken']],
      [undefined, ['ISBN left out']],
    ]);
  });

  it('has inverted names, which are in doubt until it is said that they are', async () => {
    const file = [
      'Title,Author',
      'One,"Berg, Mia"',
      'Two,"Berg, Mia|Dahl, Ole"',
      'Direct,Mia Berg & Ole Dahl',
    ];
    const columns = ['title=Title,contributors=Author'];
    expect((await read(file, { columns })).map(({ names, notes }) => [names, notes])).to.deep.equal([
      [['Berg', 'Mia'], ['names in doubt']],
      [['Berg, Mia', 'Dahl, Ole'], ['names in doubt']],
      [['Mia Berg', 'Ole Dahl'], undefined],
    ]);
    const rows = await read(file, { columns, names: 'inverted' });
    expect(rows.map(({ names, notes }) => [names, notes])).to.deep.equal([
      [['Mia Berg'], undefined],
      [['Mia Berg', 'Ole Dahl'], undefined],
      [['Mia Berg', 'Ole Dahl'], undefined],
    ]);
  });

  it('has years and languages as people write them', async () => {
    const file = [
      'Title,Year,Language',
      'A,c1999,English',
      'B,[1999?],en_US',
      'C,2019-03-05T01:00,und',
      'D,1999,de',
    ];
    expect(await read(file, { columns: ['title=Title,year=Year,language=Language'] })).to.deep.equal([
      { title: 'A', year: 1999, language: 'en', notes: ['year taken', 'language taken'] },
      { title: 'B', year: 1999, language: 'en-US', notes: ['year taken', 'language taken'] },
      { title: 'C', year: 2019, notes: ['year taken', 'language left out'] },
      { title: 'D', year: 1999, language: 'de' },
    ]);
  });
});
