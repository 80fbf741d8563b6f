import { expect } from 'chai';
import { readIsbn } from '../../src/domain/catalogue/isbn.js';
import { books } from '../content/books.js';
import { syntheticBook, syntheticIsbn } from './synthetic-book.js';

const many = Array.from({ length: 20_000 }, (_, number) => syntheticBook(number));
const distinct = (values: readonly unknown[]) => new Set(values.map((value) => JSON.stringify(value))).size;

describe('a generated book', () => {
  it('is the same every time', () => {
    expect(syntheticBook(4_711)).to.deep.equal(syntheticBook(4_711));
    expect(syntheticBook(4_711).title).to.equal('My Empty Sparrow in Valparaíso');
  });

  it('has a valid ISBN that no other and no real book has', () => {
    for (const { isbn } of many) expect(readIsbn(isbn ?? '')).to.deep.equal({ isbn13: isbn });
    expect(distinct(many.map(({ isbn }) => isbn))).to.equal(many.length);
    expect(books.filter(({ isbn }) => isbn.replaceAll('-', '').startsWith('9799'))).to.deep.equal([]);
  });

  it('has an ISBN that begins with its number, which keeps order and ranges', () => {
    expect(syntheticIsbn(99_999_999)).to.match(/^979999999999\d$/);
    expect(syntheticIsbn(12)).to.match(/^979900000012\d$/);
  });

  it('is rarely similar to another', () => {
    expect(distinct(many.map(({ title }) => title))).to.be.above(15_000);
    expect(distinct(many.map(({ contributors }) => contributors[0]?.name))).to.equal(12_000);
    expect(distinct(many.map(({ year }) => year))).to.equal(125);
    expect(distinct(many.map(({ language }) => language))).to.equal(7);
    expect(distinct(many.map(({ subjects }) => subjects))).to.be.above(100);
  });
});
