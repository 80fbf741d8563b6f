import { expect } from 'chai';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';

describe('If-Match on a book of /v1', () => {
  let library: Library;
  let book: number;
  before(async () => (library = await startLibrary()));
  after(() => library.stop());
  beforeEach(async () => (book = await library.addBook({ title: 'The Grey Heron' }, 2)));

  const path = () => `/v1/books/${book}`;
  const tagOf = async () => (await library.api.get(path())).headers.get('etag') ?? '';
  const send = (method: 'PUT' | 'DELETE', tag: string, json?: object): Promise<Answer> =>
    library.api.send(method, path(), {
      token: library.librarian.token,
      ...(json && { json }),
      headers: { 'If-Match': tag },
    });
  const borrow = () =>
    library.api.post('/v1/loans', { token: library.patron.token, json: { book_id: book } });
  const stale = [412, 'catalogue.book_changed'];

  it('lets an update pass that is based on the present state, and answers the new state', async () => {
    const tag = await tagOf();
    const { status, headers } = await send('PUT', tag, { title: 'The White Heron' });
    expect(status).to.equal(200);
    expect(headers.get('etag'))
      .to.equal(await tagOf())
      .and.not.equal(tag);
  });

  it('refuses an update and a withdrawal that are based on an older state', async () => {
    const tag = await tagOf();
    await send('PUT', tag, { title: 'The White Heron' });
    for (const answer of [await send('PUT', tag, { title: 'A' }), await send('DELETE', tag)]) {
      expect([answer.status, answer.body.code]).to.deep.equal(stale);
    }
    expect((await library.api.get(path())).body.title).to.equal('The White Heron');
  });

  it('does not count loans, which change the tag but not the book', async () => {
    const tag = await tagOf();
    expect((await borrow()).status).to.equal(201);
    expect(await tagOf()).to.not.equal(tag);
    expect((await send('PUT', tag, { title: 'The White Heron' })).status).to.equal(200);
  });

  it('refuses a tag that was never given out', async () => {
    const answer = await send('PUT', '"another"', { title: 'A' });
    expect([answer.status, answer.body.code]).to.deep.equal(stale);
  });

  it('may be left out or be any: the last write wins', async () => {
    expect((await send('PUT', '*', { title: 'A' })).status).to.equal(200);
    const { status } = await library.api.put(path(), {
      token: library.librarian.token,
      json: { title: 'B' },
    });
    expect(status).to.equal(200);
  });

  it('gives a client that has the present state 304, and not after a loan', async () => {
    const headers = { 'If-None-Match': await tagOf() };
    expect((await library.api.get(path(), { headers })).status).to.equal(304);
    await borrow();
    expect((await library.api.get(path(), { headers })).status).to.equal(200);
  });
});
