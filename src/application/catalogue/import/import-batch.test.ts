import { expect } from 'chai';
import { blankDetails, Book, type BookDetails } from '../../../domain/catalogue/book.js';
import type { MatchKey, Matched } from './catalogue-import.js';
import { decide, candidateOf, type Decision } from './import-batch.js';
import type { ImportEntry } from './import-entry.js';

const before = new Date('2026-11-01T09:30:00Z');
const now = new Date('2026-12-01T09:30:00Z');
const isbn = { given: '0-8044-2957-X', isbn13: '9780804429573', other: '978-0-8044-2957-3' };
const emma: BookDetails = {
  ...blankDetails,
  title: 'Emma',
  contributors: [{ name: 'Jane Austen', role: 'author' }],
  year: 1815,
};
const like = (title: string, names: string, year: number | null): MatchKey => ({ title, names, year });
const entry = (line: number, details: Partial<BookDetails>, isbn13: string | null = null): ImportEntry => ({
  line,
  details: { title: 'Emma', ...details },
  isbn13,
  notes: [],
});
const stored = (changes: Partial<BookDetails> = {}): Book =>
  Object.assign(new Book({ ...emma, ...changes }, before), { id: 5 });

/** Decides one row about this book. */
function decideFor(book: Book, details: Partial<BookDetails>, isbn13: string | null = null): Decision {
  const matchKey = like('emma', 'jane austen', 1815);
  const matched: Matched = { matchKeys: [matchKey], books: [{ book, matchKey }] };
  const [decision] = decide([entry(2, details, isbn13)], matched, now);
  if (!decision) throw new Error('There is no decision.');
  return decision;
}

describe('The decision about a row of an import', () => {
  it('creates a book for a row without a match, with the values of the row only', () => {
    const matched = { matchKeys: [like('emma', '', 1815)], books: [] };
    const [decision] = decide([entry(2, { year: 1815 })], matched, now);
    expect(decision?.changed).to.equal(undefined);
    expect(decision?.book).to.deep.include({ ...emma, contributors: [], createdAt: now });
  });

  it('changes only the fields that have a value in the row', () => {
    const { book, changed } = decideFor(stored({ publisher: 'John Murray' }), { language: 'en', year: 1815 });
    expect(changed).to.deep.equal(['language']);
    expect(book).to.deep.include({ ...emma, publisher: 'John Murray', language: 'en', updatedAt: now });
  });

  it('does not change a book when the row has no new value', () => {
    const { book, changed } = decideFor(stored(), { year: 1815 });
    expect(changed).to.deep.equal([]);
    expect(book.updatedAt).to.deep.equal(before);
  });

  it('adds the ISBN of the row to a book without one', () => {
    const { book, changed } = decideFor(stored(), { isbn: isbn.given }, isbn.isbn13);
    expect(changed).to.deep.equal(['isbn']);
    expect(book.isbn).to.equal(isbn.given);
  });

  it('treats an ISBN in another form as the same, and keeps the stored form', () => {
    const { book, changed } = decideFor(stored({ isbn: isbn.given }), { isbn: isbn.other }, isbn.isbn13);
    expect(changed).to.deep.equal([]);
    expect(book.isbn).to.equal(isbn.given);
  });

  it('keeps the roles of contributors of the same names', () => {
    const edited = stored({ contributors: [{ name: 'Jane Austen', role: 'editor' }] });
    const row = { contributors: [{ name: 'Jane Austen', role: 'author' as const }] };
    expect(decideFor(edited, row).changed).to.deep.equal([]);
    expect(edited.contributors).to.deep.equal([{ name: 'Jane Austen', role: 'editor' }]);
  });

  it('replaces contributors of other names', () => {
    const contributors = [{ name: 'J. Austen', role: 'author' as const }];
    expect(decideFor(stored(), { contributors }, isbn.isbn13).changed).to.deep.equal(['contributors']);
  });

  it('matches in a later row the book that an earlier one has created', () => {
    const matchKey = like('emma', '', null);
    const matched = { matchKeys: [matchKey, matchKey], books: [] };
    const [first, second] = decide([entry(2, {}), entry(3, { language: 'en' })], matched, now);
    expect(second?.book).to.equal(first?.book);
    expect([first?.changed, second?.changed]).to.deep.equal([undefined, ['language']]);
  });

  it('matches in a later row the current state of a book that an earlier row changed', () => {
    const matchKeys = [like('emma', '', 1816), like('emma', 'jane austen', 1816)];
    const book = stored({ isbn: isbn.given });
    const matched = { matchKeys, books: [{ book, matchKey: like('emma', 'jane austen', 1815) }] };
    const rows = [entry(2, { year: 1816 }, isbn.isbn13), entry(3, { year: 1816 })];
    expect(decide(rows, matched, now).map((decision) => decision.book)).to.deep.equal([book, book]);
  });
});

describe('The candidate of a row', () => {
  it('has its ISBN, title, names and year', () => {
    const row = entry(2, { contributors: emma.contributors, year: 1815 }, isbn.isbn13);
    const candidate = { isbn13: isbn.isbn13, title: 'Emma', names: ['Jane Austen'], year: 1815 };
    expect(candidateOf(row)).to.deep.equal(candidate);
  });

  it('has no names and no year if the row has none', () => {
    expect(candidateOf(entry(2, {}))).to.deep.equal({ isbn13: null, title: 'Emma', names: [], year: null });
  });
});
