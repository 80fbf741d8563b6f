import { expect } from 'chai';
import { readFileOf as read } from './read-file.fake.js';

describe('A file of another program', () => {
  it('is an export of Goodreads', async () => {
    const header =
      'Book Id,Title,Author,Author l-f,Additional Authors,ISBN,ISBN13,My Rating,Average Rating,Publisher,Binding,' +
      'Number of Pages,Year Published,Original Publication Year,Date Read,Date Added,Bookshelves,' +
      'Bookshelves with positions,Exclusive Shelf,My Review,Spoiler,Private Notes,Read Count,Owned Copies';
    const row = (start: string, years: string): string =>
      `${start},Nord,Paperback,300,${years},,2024/01/01,,,read,,,,1,0`;
    const file = [
      header,
      row(
        '1,"Quiet, #1",Mia Berg,"Berg, Mia","Ole Dahl, Jan Vik","=""0140449132""","=""9780140449136""",5,4.2',
        '2003,1999',
      ),
      row('2,No number,Mia Berg,"Berg, Mia",,="",="",0,4.0', ',1999'),
    ];
    expect(await read(file, { from: 'goodreads' })).to.deep.equal([
      {
        title: 'Quiet, #1',
        isbn: '9780140449136',
        publisher: 'Nord',
        year: 2003,
        names: ['Mia Berg', 'Ole Dahl', 'Jan Vik'],
      },
      { title: 'No number', publisher: 'Nord', year: 1999, names: ['Mia Berg'] },
    ]);
  });

  it('is an export of LibraryThing, with tabs', async () => {
    const file = [
      [
        'Book Id',
        'Title',
        'Primary Author',
        'Secondary Author',
        'Date',
        'Barcode',
        'Languages',
        'ISBN',
        'Subjects',
        'Copies',
      ],
      [
        '7',
        'The "Quiet"',
        'Berg, Mia',
        'Dahl, Ole|Vik, Jan',
        '2003',
        'L1',
        'English',
        '[0140449132]',
        'Trees|War, 1914-1918',
        '2',
      ],
    ].map((cells) => cells.join('\t'));
    expect(await read(file, { from: 'librarything' })).to.deep.equal([
      {
        title: 'The "Quiet"',
        isbn: '0140449132',
        year: 2003,
        language: 'en',
        subjects: ['Trees', 'War, 1914-1918'],
        names: ['Mia Berg', 'Ole Dahl', 'Jan Vik'],
        barcode: 'L1',
        copies: '2',
        notes: ['quotes kept', 'ISBN taken', 'language taken'],
      },
    ]);
  });

  it('is a catalogue of calibre', async () => {
    const file = [
      'author_sort,authors,id,isbn,languages,pubdate,publisher,tags,title,uuid',
      '"Berg, Mia & Dahl, Ole",Mia Berg & Madonna,1,9780140449136,eng,2003-05-06T00:00:00+00:00,Nord,"Trees, War",Quiet,x',
    ];
    expect(await read(file, { from: 'calibre' })).to.deep.equal([
      {
        title: 'Quiet',
        isbn: '9780140449136',
        publisher: 'Nord',
        year: 2003,
        language: 'en',
        subjects: ['Trees', 'War'],
        names: ['Mia Berg', 'Madonna'],
        notes: ['year taken'],
      },
    ]);
  });

  it('is an export of BookBuddy', async () => {
    const file = [
      'Title,Subtitle,Author,"Author (Last, First)",Publisher,Year Published,Genre,Summary,Language,ISBN,Physical Location',
      'Quiet,A tale,"Mia Berg, Ole Dahl","Berg, Mia; Dahl, Ole",Nord,2003,Trees,A tree.,English,9780140449136,Hall',
    ];
    expect(await read(file, { from: 'bookbuddy' })).to.deep.equal([
      {
        title: 'Quiet',
        subtitle: 'A tale',
        isbn: '9780140449136',
        publisher: 'Nord',
        year: 2003,
        language: 'en',
        subjects: ['Trees'],
        description: 'A tree.',
        names: ['Mia Berg', 'Ole Dahl'],
        shelf: 'Hall',
        notes: ['language taken'],
      },
    ]);
  });

  it('is an export of Libib, of which only the books are taken', async () => {
    const file = [
      'item_type,title,creators,first_name,last_name,collection,ean_isbn13,upc_isbn10,description,publisher,publish_date,tags,call_number,copies',
      'book,Quiet,"Mia Berg, Ole Dahl",Mia,Berg,Mine,9780140449136,0140449132,A tree.,Nord,2003-05-06,trees,QU 1,3',
      'movie,Loud,Mia Berg,Mia,Berg,Mine,,,,,2003-05-06,,,1',
    ];
    expect(await read(file, { from: 'libib' })).to.deep.equal([
      {
        title: 'Quiet',
        isbn: '9780140449136',
        publisher: 'Nord',
        year: 2003,
        subjects: ['trees'],
        description: 'A tree.',
        names: ['Mia Berg', 'Ole Dahl'],
        call_number: 'QU 1',
        copies: '3',
        notes: ['year taken'],
      },
      { fault: 'The item_type is "movie", which is no book.' },
    ]);
  });

  it('is an export of Koha, with a row for each copy', async () => {
    const file = [
      'title|author|isbn|publishercode|copyrightdate|itemcallnumber|barcode|homebranch|location|itype',
      'Quiet /|Berg, Mia,|9780140449136 (pbk.)|Nord,|2003|QU 1|K0001|MAIN|HALL|book',
      'Quiet /|Berg, Mia,|9780140449136 (pbk.)|Nord,|2003|QU 1|K0002|MAIN|HALL|book',
    ];
    const book = {
      title: 'Quiet',
      isbn: '9780140449136',
      publisher: 'Nord',
      year: 2003,
      names: ['Mia Berg'],
      call_number: 'QU 1',
      shelf: 'HALL',
      kind: 'book',
      notes: ['ISBN taken'],
    };
    expect(await read(file, { from: 'koha' })).to.deep.equal([
      { ...book, barcode: 'K0001' },
      { ...book, barcode: 'K0002' },
    ]);
    const search = [
      'Title, Publication date, Publisher, Collection, Barcode, Call number, Home library, Shelving location, Itemtype',
      '"Quiet", "2003", "Nord", "", "K0003", "QU 1", "Main", "Hall", "book"',
    ];
    expect(await read(search, { from: 'koha' })).to.deep.equal([
      {
        title: 'Quiet',
        publisher: 'Nord',
        year: 2003,
        barcode: 'K0003',
        call_number: 'QU 1',
        shelf: 'Hall',
        kind: 'book',
      },
    ]);
  });

  it('is an export of BiblioteQ, with words for empty cells', async () => {
    const file = [
      'Title,Series Title,Authors,Publisher,Publication Date,Language,ISBN-10,Quantity,Location,ISBN-13,Call Number,Accession Number',
      'Quiet,,"Berg, Mia",Nord,05/06/2003,English,0-1404-4913-2,2,UNKNOWN,978-0140-4491-36,QU 1,B1',
      'Bare,,N/A,N/A,01/01/2000,UNKNOWN,,1,Hall,,,',
    ];
    expect(await read(file, { from: 'biblioteq' })).to.deep.equal([
      {
        title: 'Quiet',
        isbn: '978-0140-4491-36',
        publisher: 'Nord',
        year: 2003,
        language: 'en',
        names: ['Mia Berg'],
        barcode: 'B1',
        call_number: 'QU 1',
        copies: '2',
        notes: ['year taken', 'language taken'],
      },
      { title: 'Bare', year: 2000, shelf: 'Hall', copies: '1', notes: ['year taken'] },
    ]);
  });

  it('is an export of StoryGraph', async () => {
    const file = [
      'Title,Authors,Contributors,ISBN/UID,Format,Read Status,Date Added,Tags,Owned?',
      'Quiet,"Mia Berg, Ole Dahl",Jan Vik (Illustrator),9780140449136,paperback,read,2024/12/01,"trees, war",No',
      'Web,Mia Berg,,a1b2-c3d4,digital,read,2024/12/01,,No',
    ];
    expect(await read(file, { from: 'StoryGraph' })).to.deep.equal([
      {
        title: 'Quiet',
        isbn: '9780140449136',
        subjects: ['trees', 'war'],
        names: ['Mia Berg', 'Ole Dahl', 'Jan Vik'],
      },
      { title: 'Web', names: ['Mia Berg'], notes: ['ISBN left out'] },
    ]);
  });

  it('has other columns than its program writes when these are named', async () => {
    const file = ['Title,Author,Author l-f,Publisher', 'Quiet,Mia Berg,"Berg, Mia",Nord'];
    const options = { from: 'goodreads', columns: ['contributors=Author l-f'], names: 'inverted' };
    expect(await read(file, options)).to.deep.equal([
      { title: 'Quiet', publisher: 'Nord', names: ['Mia Berg'] },
    ]);
    expect(
      await read(['Name', 'Quiet'], { from: 'goodreads' }).catch((error: Error) => error.message),
    ).to.match(/has no column "Title"\. It has Name\.$/);
  });
});
