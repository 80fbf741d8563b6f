import { expect } from 'chai';
import type { Library } from './client.js';
import { bookFields, crime } from './records.js';
import { expectRefusal, visiting } from './visit.js';

visiting('looks around', (the) => {
  before(async () => {
    const homer = { name: 'Homer', role: 'author' as const };
    await the.desk.addBook({ title: 'The Odyssey', contributors: [homer], year: -700, subjects: ['epic'] });
    for (const number of [3, 1, 2]) {
      const contributors = [{ name: 'A Pianist', role: 'author' as const }];
      const { id } = (await the.desk.addBook({ title: `Étude ${number}`, contributors, year: 1990 + number }))
        .body;
      if (number > 1) await the.desk.addCopy(id);
    }
  });

  it('twenty books at a time, and counts them when it asks', async () => {
    for (let number = 0; number < 22; number++) await the.newBook(`Number ${number}`);
    const { data, page } = await the.passer.books();
    expect(data).to.have.lengthOf(20);
    expect(page.nextCursor).to.be.a('string');
    expect(page).to.not.have.property('total');
    expect((await the.passer.books({ total: true })).page.total).to.be.greaterThan(22);
    expect(Object.keys(data[0] ?? {})).to.deep.equal(bookFields);
  });

  it('through all pages of a list, to the end', async () => {
    const titles: (string | undefined)[] = [];
    for await (const { title } of the.passer.allBooks({
      author: 'pianist',
      limit: 2,
      sort: ['-title', 'id'],
    }))
      titles.push(title);
    expect(titles).to.deep.equal(['Étude 3', 'Étude 2', 'Étude 1']);
  });

  it('follows the link to the next page', async () => {
    const { headers } = await the.passer.http.get('/v2/books', { query: { author: 'pianist', limit: 2 } });
    const next = /<([^>]*)>; rel="next"/.exec(headers.get('link') ?? '')?.[1] ?? '';
    const { data } = (await (await fetch(the.head.url + next)).json()) as { data: { title: string }[] };
    expect(data.map(({ title }) => title)).to.deep.equal(['Étude 2']);
  });

  it('at some fields only', async () => {
    const { data } = await the.passer.books({ author: 'pianist', fields: ['title', 'year'], limit: 1 });
    expect(Object.keys(data[0] ?? {})).to.deep.equal(['id', 'title', 'year']);
  });

  it('with every filter', async () => {
    const found = async (query: Parameters<Library['books']>[0]): Promise<(string | undefined)[]> =>
      (await the.passer.books({ ...query, limit: 200 })).data.map(({ title }) => title);
    expect(await found({ title: 'etude' })).to.have.members(['Étude 1', 'Étude 2', 'Étude 3']);
    expect(await found({ title: 'etude', available: true })).to.have.members(['Étude 2', 'Étude 3']);
    expect(await found({ title: 'etude', available: false })).to.deep.equal(['Étude 1']);
    expect(await found({ subject: 'EPIC' })).to.deep.equal(['The Odyssey']);
    expect(await found({ author: 'pianist', yearFrom: 1992, yearTo: 1992 })).to.deep.equal(['Étude 2']);
    await the.desk.addBook({ ...crime, title: 'The one with the number', isbn: '0-7167-0344-0' });
    expect(await found({ isbn: '9780716703440' })).to.deep.equal(['The one with the number']);
  });

  it('with words that are not spelt as in the book', async () => {
    const { data, didYouMean, facets } = await the.passer.search({ q: 'odissey homer' });
    expect(data[0]?.book).to.include({ title: 'The Odyssey' });
    expect(Object.keys(data[0]?.book ?? {})).to.deep.equal(bookFields);
    expect(didYouMean).to.be.a('string');
    expect(facets).to.have.all.keys('subject', 'language', 'decade', 'availability');
  });

  it('and hears of questions that nobody knows, and of cursors that are not its own', async () => {
    const unknown = fetch(`${the.head.url}/v2/books?colour=red`);
    expect((await unknown).status).to.equal(400);
    await expectRefusal(the.passer.books({ cursor: 'made-up' }), 400, 'request.cursor_invalid');
    await expectRefusal(the.passer.books({ limit: 201 }), 400, 'request.validation_failed');
  });

  it('and asks again whether anything has changed', async () => {
    const { id } = await the.newBook('Unchanged');
    const { tag } = await the.passer.book(id);
    const ask = async (): Promise<number> =>
      (
        await the.passer.http.get('/v2/books/{id}', {
          path: { id },
          headers: { 'If-None-Match': tag },
        })
      ).status;
    expect(await ask()).to.equal(304);
    await the.desk.editBook(id, { title: 'Changed' }, tag);
    expect(await ask()).to.equal(200);
  });

  it('finds the minor that it was written for on every answer, and its document', async () => {
    const { headers } = await the.passer.http.get('/v2/books', {});
    expect(headers.get('api-version')).to.equal('2.0');
    const response = await fetch(`${the.head.url}/v2/openapi/2.0.json`);
    const document = (await response.json()) as { info: { version: string }; paths: object };
    expect(document.info.version).to.equal('2.0');
    expect(document.paths).to.include.all.keys('/v2/books/{id}', '/v2/loans', '/v2/tokens');
  });
});
