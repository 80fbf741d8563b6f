import { expect } from 'chai';
import type { Library } from './client.js';
import { bookFields, crime } from './records.js';
import { visiting } from './visit.js';

visiting('looks around', (the) => {
  before(async () => {
    const odyssey = { title: 'The Odyssey', author: 'Homer', year: -700, genre: 'epic', copies: 1 };
    await the.desk.addBook(odyssey);
    for (const number of [3, 1, 2]) {
      await the.desk.addBook({
        title: `Étude ${number}`,
        author: 'A Pianist',
        year: 1990 + number,
        copies: number,
      });
    }
  });

  it('ten books at a time', async () => {
    for (let number = 0; number < 12; number++) await the.shelve(`Number ${number}`);
    const { items, total } = await the.passer.books();
    expect(items).to.have.lengthOf(10);
    expect(total).to.be.greaterThan(12);
    expect(items.map(({ id }) => id)).to.deep.equal(items.map(({ id }) => id).toSorted((a, b) => a - b));
  });

  it('through all pages of a list, to the end', async () => {
    const titles: string[] = [];
    for await (const { title } of the.passer.allBooks({ author: 'pianist', per_page: 2, sort: ['-title'] })) {
      titles.push(title);
    }
    expect(titles).to.deep.equal(['Étude 3', 'Étude 2', 'Étude 1']);
  });

  it('with every filter', async () => {
    const found = async (query: Parameters<Library['books']>[0]): Promise<string[]> =>
      (await the.passer.books({ ...query, sort: ['title'], per_page: 100 })).items.map(({ title }) => title);
    expect(await found({ title: 'etude' })).to.deep.equal(['Étude 1', 'Étude 2', 'Étude 3']);
    expect(await found({ title: 'odyssey', available: true })).to.deep.equal(['The Odyssey']);
    expect(await found({ title: 'odyssey', available: false })).to.deep.equal([]);
    expect(await found({ genre: 'EPIC' })).to.deep.equal(['The Odyssey']);
    expect(await found({ author: 'pianist', year_from: 1992, year_to: 1992 })).to.deep.equal(['Étude 2']);
    await the.desk.addBook({ ...crime, title: 'The one with the number', isbn: '0-7167-0344-0' });
    expect(await found({ isbn: '9780716703440' })).to.deep.equal(['The one with the number']);
  });

  it('beyond the last page, where nothing is', async () => {
    const { items, total, next } = await the.passer.books({ author: 'pianist', page: 99 });
    expect({ items, total, next }).to.deep.equal({ items: [], total: 3, next: undefined });
  });

  it('with words that are not spelt as in the book', async () => {
    const { items } = await the.passer.search({ q: 'odissey homer' });
    expect(items[0]).to.include({ title: 'The Odyssey', author: 'Homer' });
    expect(Object.keys(items[0] ?? {})).to.deep.equal(bookFields);
  });

  it('with questions that nobody knows, which do no harm', async () => {
    const unknown = { author: 'pianist', colour: 'red' };
    expect((await the.passer.books(unknown)).total).to.equal(3);
  });

  it('at what others read', async () => {
    const book = await the.shelve('Read by all', 3);
    for (let times = 0; times < 3; times++) await (await the.newReader()).borrow(book.id);
    const [first] = await the.passer.popular(1);
    expect(first).to.deep.equal({ book_id: book.id, title: 'Read by all', author: null, loans: 3 });
  });

  it('and asks again whether anything has changed', async () => {
    const { id } = await the.shelve('Unchanged');
    const { headers } = await the.passer.http.get('/v1/books/{id}', { path: { id } });
    const tag = { 'If-None-Match': headers.get('etag') ?? '' };
    expect((await the.passer.http.get('/v1/books/{id}', { path: { id }, headers: tag })).status).to.equal(
      304,
    );
    await the.desk.reviseBook(id, { title: 'Changed' });
    expect((await the.passer.http.get('/v1/books/{id}', { path: { id }, headers: tag })).status).to.equal(
      200,
    );
  });

  it('finds the minor that it was written for on every answer, and its document', async () => {
    const { headers } = await the.passer.http.get('/v1/books', {});
    expect(headers.get('api-version')).to.equal('1.0');
    const response = await fetch(`${the.head.url}/v1/openapi/1.0.json`);
    const document = (await response.json()) as { info: { version: string }; paths: object };
    expect(document.info.version).to.equal('1.0');
    expect(document.paths).to.include.all.keys('/v1/books/{id}', '/v1/loans', '/v1/users/login');
  });
});
