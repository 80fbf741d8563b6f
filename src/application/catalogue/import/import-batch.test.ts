import { expect } from 'chai';
import { inEnglish } from '../../../domain/kernel/sentence.js';
import { blankDetails, Book, type BookDetails } from '../../../domain/catalogue/book.js';
import type { BarcodedCopy, MatchKey, Matched } from './catalogue-import.js';
import { FileMemory } from './file-memory.js';
import { decide, candidateOf, type Decision } from './import-batch.js';
import type { ImportEntry, RowFault } from './import-entry.js';
import type { Holdings } from './import-holdings.js';

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
const none: Holdings = { barcodes: [], count: undefined, isCounted: false, details: {} };
const entry = (line: number, details: Partial<BookDetails>, isbn13: string | null = null): ImportEntry => ({
  line,
  details: { title: 'Emma', ...details },
  isbn13,
  holdings: none,
  notes: [],
});
const matched = (matchKeys: readonly MatchKey[], ...books: Matched['books']): Matched => ({
  matchKeys,
  books,
  barcoded: [],
});
const circumstances = () => ({ memory: new FileMemory(), copies: 1, now });

function decideAll(entries: readonly ImportEntry[], found: Matched): Decision[] {
  return decide(entries, found, circumstances()).map((verdict) => {
    if ('fault' in verdict) throw new Error(inEnglish(verdict.fault));
    return verdict;
  });
}
const stored = (changes: Partial<BookDetails> = {}): Book =>
  Object.assign(new Book({ ...emma, ...changes }, before), { id: 5 });

/** Decides one row about this book. */
function decideFor(book: Book, details: Partial<BookDetails>, isbn13: string | null = null): Decision {
  const matchKey = like('emma', 'jane austen', 1815);
  const found = matched([matchKey], { book, matchKey, copies: 1 });
  const [decision] = decideAll([entry(2, details, isbn13)], found);
  if (!decision) throw new Error('There is no decision.');
  return decision;
}

describe('The decision about a row of an import', () => {
  it('creates a book for a row without a match, with the values of the row only', () => {
    const [decision] = decideAll([entry(2, { year: 1815 })], matched([like('emma', '', 1815)]));
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
    const rows = [entry(2, {}), entry(3, { language: 'en' })];
    const [first, second] = decideAll(rows, matched([matchKey, matchKey]));
    expect(second?.book).to.equal(first?.book);
    expect([first?.changed, second?.changed]).to.deep.equal([undefined, ['language']]);
  });

  it('matches in a later row the current state of a book that an earlier row changed', () => {
    const matchKeys = [like('emma', '', 1816), like('emma', 'jane austen', 1816)];
    const book = stored({ isbn: isbn.given });
    const before1815 = { book, matchKey: like('emma', 'jane austen', 1815), copies: 1 };
    const rows = [entry(2, { year: 1816 }, isbn.isbn13), entry(3, { year: 1816 })];
    const decisions = decideAll(rows, matched(matchKeys, before1815));
    expect(decisions.map((decision) => decision.book)).to.deep.equal([book, book]);
  });
});

describe('The decision about several rows of one book', () => {
  const key = like('emma', '', null);
  const rowsOf = (...rows: Partial<BookDetails>[]) => rows.map((details, at) => entry(at + 2, details));

  it('takes the values of the first, fills in from the others, and notes what is left', () => {
    const rows = rowsOf({ publisher: 'P' }, { publisher: 'Q', language: 'en' });
    const [, second] = decideAll(rows, matched([key, key]));
    expect(second?.book).to.deep.include({ publisher: 'P', language: 'en' });
    expect(second?.changed).to.deep.equal(['language']);
    expect(second?.entry.notes.map(inEnglish)).to.deep.equal([
      'Not taken, as line 2 says otherwise: publisher "Q".',
    ]);
  });

  it('does not fill in what would separate a book from the row without an ISBN that named it', () => {
    const rows = [entry(2, {}), entry(3, { isbn: isbn.given }, isbn.isbn13)];
    const third = entry(4, { isbn: isbn.given, year: 1815 }, isbn.isbn13);
    const [, second, last] = decideAll([...rows, third], matched([key, key, like('emma', '', 1815)]));
    expect([second?.changed, last?.changed]).to.deep.equal([['isbn'], []]);
    expect(last?.entry.notes.map(inEnglish).join(' ')).to.include('year "1815"');
  });

  it('prefers the book that a row would not change to an older one', () => {
    const books = ['P', 'Q'].map((publisher, at) => {
      const book = Object.assign(stored({ publisher }), { id: at + 1 });
      return { book, matchKey: key, copies: 1 };
    });
    const [decision] = decideAll(rowsOf({ publisher: 'Q' }), matched([key], ...books));
    expect([decision?.book.id, decision?.changed]).to.deep.equal([2, []]);
  });
});

describe('The decision about the copies of a row', () => {
  const key = like('emma', '', null);
  const shelved = (line: number, holdings: Partial<Holdings>): ImportEntry => ({
    ...entry(line, {}),
    holdings: { ...none, isCounted: true, ...holdings },
  });
  const held: BarcodedCopy = {
    id: 7,
    bookId: 5,
    title: 'Emma',
    barcode: 'b-1',
    kind: 'standard',
    callNumber: null,
    shelf: 'Novels',
    isWithdrawn: false,
  };
  const known = { book: stored(), matchKey: key, copies: 2 };
  const verdicts = (rows: readonly ImportEntry[], found: Partial<Matched>): (Decision | RowFault)[] =>
    decide(rows, { matchKeys: rows.map(() => key), books: [], barcoded: [], ...found }, circumstances());
  const copiesOf = (verdict: Decision | RowFault | undefined): unknown =>
    verdict && 'copies' in verdict ? verdict.copies : verdict && inEnglish(verdict.fault);

  it('adds a copy for each barcode that the library does not have', () => {
    const [verdict] = verdicts([shelved(2, { barcodes: ['B-1', 'B-2'] })], {
      books: [known],
      barcoded: [held],
    });
    expect(copiesOf(verdict)).to.deep.equal({ barcodes: ['B-2'], unlabelled: 0, revised: [] });
  });

  it('adds copies without barcodes up to the number that all rows of the book stand for', () => {
    const rows = [shelved(2, { count: 2 }), shelved(3, { count: 1 }), shelved(4, {})];
    const numbers = verdicts(rows, { books: [known] }).map(
      (each) => 'copies' in each && each.copies.unlabelled,
    );
    expect(numbers).to.deep.equal([0, 1, 1]);
  });

  it('refuses a barcode of an earlier row, and of a copy of another book', () => {
    const rows = [shelved(2, { barcodes: ['X'] }), shelved(3, { barcodes: ['x'] })];
    expect(copiesOf(verdicts(rows, {})[1])).to.equal('The barcode "x" is on line 2 already.');
    const taken = verdicts([shelved(2, { barcodes: ['B-1'] })], { barcoded: [held] });
    expect(copiesOf(taken[0])).to.equal(
      'The barcode "B-1" belongs to a copy of another book: Emma (number 5).',
    );
  });

  it('changes what the row says of a copy that the library has, unless it is withdrawn', () => {
    const row = shelved(2, { barcodes: ['B-1'], details: { shelf: 'Classics', kind: 'standard' } });
    const [verdict] = verdicts([row], { books: [known], barcoded: [held] });
    expect(copiesOf(verdict)).to.deep.include({ barcodes: [], revised: [held] });
    const [other] = verdicts([row], { books: [known], barcoded: [{ ...held, isWithdrawn: true }] });
    expect(copiesOf(other)).to.deep.include({ barcodes: [], revised: [] });
  });
});

describe('The candidate of a row', () => {
  it('has its ISBN, title, names and year', () => {
    const row = entry(2, { contributors: emma.contributors, year: 1815 }, isbn.isbn13);
    const candidate = {
      isbn13: isbn.isbn13,
      title: 'Emma',
      names: ['Jane Austen'],
      year: 1815,
      barcodes: [],
    };
    expect(candidateOf(row)).to.deep.equal(candidate);
  });

  it('has no names and no year if the row has none', () => {
    expect(candidateOf(entry(2, {}))).to.deep.include({ isbn13: null, names: [], year: null });
  });
});
