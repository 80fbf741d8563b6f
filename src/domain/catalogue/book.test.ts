import { expect } from 'chai';
import fc from 'fast-check';
import { Refusal } from '../kernel/refusal.js';
import { blankDetails, Book, canonicalLanguage, type BookDetails } from './book.js';

const added = new Date('2026-12-01T09:30:00Z');
const later = new Date('2026-12-02T09:30:00Z');

const details: BookDetails = {
  ...blankDetails,
  title: 'Crime and Punishment',
  contributors: [{ name: 'Fyodor Dostoevsky', role: 'author' }],
  isbn: '0-306-40615-2',
  year: 1866,
  language: 'EN-gb',
  subjects: ['fiction'],
};
const newBook = (changes: Partial<BookDetails> = {}): Book => new Book({ ...details, ...changes }, added);
/** Texts in the form of language tags, and any other texts. */
const likeTags = fc.oneof(
  fc.stringMatching(/^(und|UND|x|i|[A-Za-z]{2,8}|root)([-_][A-Za-z0-9]{1,8}){0,4}$/),
  fc.string({ unit: 'binary', maxLength: 40 }),
);
const refusalOf = (job: () => unknown): Refusal | undefined => {
  try {
    job();
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
  return undefined;
};

describe('A book', () => {
  it('begins with its first revision, and in the catalogue', () => {
    expect(newBook()).to.include({ revision: 1, createdAt: added, updatedAt: added, withdrawnAt: null });
  });

  it('keeps the ISBN as it was given, and its thirteen digits beside it', () => {
    expect(newBook()).to.include({ isbn: '0-306-40615-2', isbn13: '9780306406157' });
    expect(newBook({ isbn: null })).to.include({ isbn: null, isbn13: null });
  });

  it('is refused with an invalid ISBN', () => {
    const refusal = refusalOf(() => newBook({ isbn: '0-306-40615-3' }));
    expect(refusal).to.include({ code: 'catalogue.isbn_invalid', kind: 'invalid' });
    expect(refusal?.fields).to.have.all.keys('isbn');
  });

  it('is refused with an invalid language', () => {
    const refusal = refusalOf(() => newBook({ language: 'old english' }));
    expect(refusal).to.include({ code: 'catalogue.language_invalid', kind: 'invalid' });
    expect(refusal?.fields).to.have.all.keys('language');
  });

  it('may be older than the common era, and without contributors', () => {
    expect(newBook({ year: -750, contributors: [] })).to.deep.include({ year: -750, contributors: [] });
  });
});

describe('Revising a book', () => {
  it('changes the given fields and keeps the rest', () => {
    const book = newBook();
    expect(book.revise({ title: 'Преступление и наказание', language: 'ru' }, later)).to.deep.equal([
      'title',
      'language',
    ]);
    expect(book).to.include({ title: 'Преступление и наказание', language: 'ru', year: 1866, revision: 2 });
    expect([book.createdAt, book.updatedAt]).to.deep.equal([added, later]);
  });

  it('removes fields that are null, and values derived from them', () => {
    const book = newBook();
    expect(book.revise({ isbn: null, year: null }, later)).to.deep.equal(['isbn', 'year']);
    expect(book).to.include({ isbn: null, isbn13: null, year: null });
  });

  it('returns the names of changed fields only', () => {
    const same = {
      contributors: [{ name: 'Fyodor Dostoevsky', role: 'author' }] as const,
      subjects: ['fiction'],
    };
    expect(newBook().revise({ ...same, year: 1867 }, later)).to.deep.equal(['year']);
  });

  it('detects a change inside of a list', () => {
    const book = newBook();
    expect(book.revise({ subjects: ['fiction', 'guilt'] }, later)).to.deep.equal(['subjects']);
    expect(
      book.revise({ contributors: [{ name: 'Fyodor Dostoevsky', role: 'editor' }] }, later),
    ).to.deep.equal(['contributors']);
  });

  it('ignores equal values, also a language in another form', () => {
    const book = newBook();
    expect(book.revise({ ...details, language: 'en-GB' }, later)).to.deep.equal([]);
    expect(book.revise({ language: 'eng-GB' }, later)).to.deep.equal([]);
    expect(book.revise({}, later)).to.deep.equal([]);
    expect(book).to.include({ revision: 1, updatedAt: added });
  });

  it('counts the same ISBN in another form as a change: it is stored as it was given', () => {
    const book = newBook();
    expect(book.revise({ isbn: '9780306406157' }, later)).to.deep.equal(['isbn']);
    expect(book).to.include({ isbn: '9780306406157', isbn13: '9780306406157', revision: 2 });
  });

  for (const wrong of [{ isbn: '123' }, { isbn: '080442957X', language: '?' }]) {
    it(`does not change the book when it refuses ${JSON.stringify(wrong)}`, () => {
      const book = newBook();
      const before = { ...book };
      expect(refusalOf(() => book.revise({ title: 'Other', ...wrong }, later))).to.be.instanceOf(Refusal);
      expect({ ...book }).to.deep.equal(before);
    });
  }
});

describe('Withdrawing a book', () => {
  it('stores the time', () => {
    const book = newBook();
    book.withdraw(later);
    expect(book).to.include({ withdrawnAt: later, updatedAt: later });
  });
});

describe('The language of a book', () => {
  it('is stored in the canonical form of BCP 47', () => {
    const given = ['EN', 'eng', 'pt-br', 'zh-hant-tw', 'SR-latn', 'iw'];
    expect(given.map((tag) => canonicalLanguage(tag))).to.deep.equal([
      'en',
      'en',
      'pt-BR',
      'zh-Hant-TW',
      'sr-Latn',
      'he',
    ]);
  });

  const without = ['und', 'UND-latn', 'und-x-a', 'x-elvish', 'i-default', 'i-klingon', 'zh-min', 'root'];
  for (const given of ['', 'e', 'en_US', 'en-', 'English (British)', '-en', '日本語', ...without]) {
    it(`is not "${given}"`, () => {
      expect(refusalOf(() => canonicalLanguage(given))?.code).to.equal('catalogue.language_invalid');
    });
  }

  it('is a canonical tag with a language, or is refused, for every text', () => {
    fc.assert(
      fc.property(likeTags, (given) => {
        const refusal = refusalOf(() => canonicalLanguage(given));
        if (refusal) return refusal.code === 'catalogue.language_invalid';
        const tag = canonicalLanguage(given);
        return /^(?!und\b)[a-z]{2,3}(-|$)/.test(tag) && canonicalLanguage(tag) === tag;
      }),
      { numRuns: 2_000 },
    );
  });
});
