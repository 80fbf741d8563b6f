import { expect } from 'chai';
import { books } from './books.js';

const digitsOf = (isbn: string) => isbn.replaceAll('-', '');

/** The weighted sum of ISO 2108: weights 1 and 3 in turn over all 13 digits; a valid ISBN gives 0 modulo 10. */
const remainder = (digits: string) =>
  [...digits].reduce((sum, digit, index) => sum + Number(digit) * (index % 2 === 0 ? 1 : 3), 0) % 10;

const titles = (chosen: typeof books) => chosen.map((book) => book.title);

describe('the books of the standard seed', () => {
  it('are about a hundred', () => {
    expect(books.length).to.be.within(95, 115);
  });

  it('have an ISBN of 13 digits, with or without hyphens, with a valid check digit', () => {
    const wrong = books.filter(
      ({ isbn }) => !/^97[89](-?\d){10}$/.test(isbn) || remainder(digitsOf(isbn)) !== 0,
    );
    expect(titles(wrong)).to.deep.equal([]);
  });

  it('have hyphens in all four places or in none', () => {
    const wrong = books.filter(({ isbn }) => ![0, 4].includes(isbn.split('-').length - 1));
    expect(titles(wrong)).to.deep.equal([]);
  });

  it('never share an ISBN or a title', () => {
    expect(new Set(books.map(({ isbn }) => digitsOf(isbn))).size).to.equal(books.length);
    expect(new Set(titles(books)).size).to.equal(books.length);
  });

  it('name every contributor once per role', () => {
    for (const { title, contributors } of books) {
      expect(contributors.length, title).to.be.at.least(1);
      expect(new Set(contributors.map(({ name, role }) => `${role} ${name}`)).size).to.equal(
        contributors.length,
      );
    }
  });

  it('include authors, editors, translators and illustrators', () => {
    const roles = new Set(books.flatMap(({ contributors }) => contributors.map(({ role }) => role)));
    expect([...roles]).to.have.members(['author', 'editor', 'translator', 'illustrator']);
  });

  it('range from before the common era to the present', () => {
    const years = books.map(({ year }) => year);
    expect(years.every(Number.isInteger)).to.equal(true);
    expect(years.filter((year) => year < 0)).to.have.lengthOf(3);
    expect(Math.min(...years)).to.equal(-700);
    expect(Math.max(...years)).to.be.within(2015, 2026);
  });

  it('are in several languages, each a BCP 47 tag in its canonical form', () => {
    const languages = [...new Set(books.map(({ language }) => language))];
    expect(Intl.getCanonicalLocales(languages)).to.deep.equal(languages);
    expect(languages).to.include.members(['en', 'de', 'fr', 'es', 'ja']);
  });

  it('have two to four subjects of a small vocabulary, each of which finds more than one book', () => {
    const uses = new Map<string, number>();
    for (const { title, subjects } of books) {
      expect(subjects.length, title).to.be.within(2, 4);
      expect(new Set(subjects).size, title).to.equal(subjects.length);
      for (const subject of subjects) uses.set(subject, (uses.get(subject) ?? 0) + 1);
    }
    expect(uses.size).to.be.at.most(32);
    expect(
      [...uses].filter(([subject, count]) => count < 2 || subject !== subject.toLowerCase()),
    ).to.deep.equal([]);
  });

  it('have between one and four copies', () => {
    const wrong = books.filter(({ copies }) => !Number.isInteger(copies) || copies < 1 || copies > 4);
    expect(titles(wrong)).to.deep.equal([]);
  });

  it('contain clean text in composed Unicode, without leading and trailing blanks', () => {
    const texts = books.flatMap((book) => [
      ...[book.title, book.subtitle, book.publisher, book.description].filter((text) => text !== undefined),
      ...book.contributors.map(({ name }) => name),
    ]);
    expect(texts.filter((text) => text === '' || text !== text.trim().normalize('NFC'))).to.deep.equal([]);
  });

  it('include the two that the examples of misspelt searches find', () => {
    const authors = (title: string) => books.find((book) => book.title === title)?.contributors[0]?.name;
    expect(authors("Harry Potter and the Philosopher's Stone")).to.equal('J. K. Rowling');
    expect(authors('Crime and Punishment')).to.equal('Fyodor Dostoevsky');
  });
});
