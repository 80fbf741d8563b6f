import { expect } from 'chai';
import { blankDetails, Book } from '../../../domain/catalogue/book.js';
import type { MatchKey } from './catalogue-import.js';
import { BookIndex } from './match.js';

const now = new Date('2026-12-01T09:30:00Z');
const emma: MatchKey = { title: 'emma', names: 'jane austen', year: 1815 };
const oldIsbn = { given: '0-8044-2957-X', isbn13: '9780804429573' };
const otherIsbn = { given: '0439023483', isbn13: '9780439023481' };

function bookWith(id: number, isbn: string | null): Book {
  const book = new Book({ ...blankDetails, title: 'Emma', isbn, year: 1815 }, now);
  return Object.assign(book, { id });
}

/** Matches against books of the same title, contributors and year, each with this ISBN or none. */
function among(...isbns: (string | null)[]): BookIndex {
  const books = isbns.map((isbn, at) => ({ book: bookWith(at + 1, isbn), matchKey: emma, copies: 1 }));
  return new BookIndex({ books });
}

describe('The matching of a book', () => {
  it('finds a book by its ISBN, whatever its title', () => {
    const found = among(oldIsbn.given).find(oldIsbn.isbn13, { ...emma, title: 'emma, a novel' });
    expect(found[0]?.book.id).to.equal(1);
  });

  it('finds a book without an ISBN by title, contributors and year', () => {
    expect(among(null).find(oldIsbn.isbn13, emma)[0]?.book.id).to.equal(1);
  });

  it('finds a book with an ISBN by title, contributors and year when the row has none', () => {
    expect(among(oldIsbn.given).find(null, emma)[0]?.book.id).to.equal(1);
  });

  it('treats two books that both have an ISBN as two editions', () => {
    expect(among(oldIsbn.given).find(otherIsbn.isbn13, emma)).to.deep.equal([]);
  });

  it('prefers the ISBN to title, contributors and year', () => {
    expect(among(null, oldIsbn.given).find(oldIsbn.isbn13, emma)[0]?.book.id).to.equal(2);
  });

  it('returns the oldest of several first', () => {
    expect(
      among(null, null)
        .find(null, emma)
        .map(({ book }) => book.id),
    ).to.deep.equal([1, 2]);
  });

  for (const [part, other] of [
    ['title', { ...emma, title: 'persuasion' }],
    ['contributors', { ...emma, names: 'alexander mccall smith' }],
    ['year', { ...emma, year: 2014 }],
    ['missing year', { ...emma, year: null }],
  ] as const) {
    it(`does not find a book of another ${part}`, () => {
      expect(among(null).find(null, other)).to.deep.equal([]);
    });
  }

  it('finds a book that was added since', () => {
    const index = among();
    index.add(bookWith(9, oldIsbn.given), emma, 1);
    expect(index.find(oldIsbn.isbn13, emma)[0]?.book.id).to.equal(9);
    expect(index.find(null, emma)[0]?.book.id).to.equal(9);
  });

  it('finds a changed book by its current values, and not by its old ones', () => {
    const index = among(null);
    const [known] = index.find(null, emma);
    if (!known) throw new Error('The book was not found.');
    index.changed(known, { ...emma, year: 1816 });
    expect(index.find(null, { ...emma, year: 1816 })).to.deep.equal([known]);
    expect(index.find(null, emma)).to.deep.equal([]);
  });

  it('finds a book by the ISBN that was added since', () => {
    const index = among(null);
    const [known] = index.find(null, emma);
    if (!known) throw new Error('The book was not found.');
    known.book.revise({ isbn: oldIsbn.given }, now);
    index.changed(known, emma);
    expect(index.find(oldIsbn.isbn13, { ...emma, title: 'another' })).to.deep.equal([known]);
  });
});
