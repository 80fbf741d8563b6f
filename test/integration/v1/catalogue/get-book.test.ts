import { expect } from 'chai';
import { startLibrary, type Library } from '../../../support/library.js';

/** Without this header `fetch` would add a Cache-Control of its own, which requests the full answer in any case. */
const holding = (etag: string) => ({ 'If-None-Match': etag, 'Cache-Control': 'max-age=0' });

describe('GET /v1/books/:id', () => {
  let library: Library;
  let id: number;
  before(async () => {
    library = await startLibrary();
    id = await library.addBook(
      {
        title: 'Crime and Punishment',
        subtitle: 'A novel in six parts',
        contributors: [
          { name: 'Oliver Ready', role: 'translator' },
          { name: 'Fyodor Dostoevsky', role: 'author' },
          { name: 'A Second Hand', role: 'author' },
        ],
        isbn: '978-0-306-40615-7',
        publisher: 'Penguin',
        year: 1866,
        language: 'EN-gb',
        subjects: ['fiction', 'guilt'],
        description: 'He kills.',
      },
      3,
    );
  });
  after(() => library.stop());

  it('shows a book as one flat record, with its copies counted', async () => {
    const { status, body } = await library.api.get(`/v1/books/${id}`);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      id,
      title: 'Crime and Punishment',
      author: 'Fyodor Dostoevsky, A Second Hand',
      isbn: '978-0-306-40615-7',
      genre: 'fiction',
      year: 1866,
      publisher: 'Penguin',
      language: 'en-GB',
      description: 'He kills.',
      copies: 3,
      available_copies: 3,
      created_at: '2026-12-01T09:30:00.000Z',
      updated_at: '2026-12-01T09:30:00.000Z',
    });
  });

  it('shows the editor of a book that has no author', async () => {
    const edited = await library.addBook({ contributors: [{ name: 'Ed Itor', role: 'editor' }] });
    expect((await library.api.get(`/v1/books/${edited}`)).body.author).to.equal('Ed Itor');
  });

  it('returns null for every unknown value', async () => {
    const bare = await library.addBook({ title: 'Bare' }, 0);
    const { body } = await library.api.get(`/v1/books/${bare}`);
    const unknown = Object.entries(body as object).filter(([, value]) => value === null);
    expect(unknown.map(([name]) => name)).to.have.members([
      'author',
      'isbn',
      'genre',
      'year',
      'publisher',
      'language',
      'description',
    ]);
    expect(body).to.include({ copies: 0, available_copies: 0 });
  });

  it('answers 304 to a client with the current state, and the book to one with an older state', async () => {
    const first = await library.api.get(`/v1/books/${id}`);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).to.match(/^"[\w.-]+"$/);
    const again = () => library.api.get(`/v1/books/${id}`, { headers: holding(etag) });
    const kept = await again();
    expect([kept.status, kept.body, kept.headers.get('etag')]).to.deep.equal([304, '', etag]);
    const json = { year: 1867 };
    await library.api.put(`/v1/books/${id}`, { token: library.librarian.token, json });
    const changed = await again();
    expect(changed.status).to.equal(200);
    expect(changed.body.year).to.equal(1867);
    expect(changed.headers.get('etag')).to.not.equal(etag);
  });

  it('accepts a list of ETags and a weak ETag', async () => {
    const etag = (await library.api.get(`/v1/books/${id}`)).headers.get('etag') ?? '';
    for (const held of [`"other", ${etag}`, `W/${etag}`, '*']) {
      const { status } = await library.api.get(`/v1/books/${id}`, { headers: holding(held) });
      expect(status, held).to.equal(304);
    }
  });

  for (const unknown of [
    '0',
    '-1',
    '987654321',
    '9007199254740993',
    '9223372036854775808',
    '1'.repeat(400),
  ]) {
    it(`answers 404 for the id ${unknown.slice(0, 30)}`, async () => {
      const { status, body } = await library.api.get(`/v1/books/${unknown}`);
      expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
    });
  }

  for (const broken of ['abc', '1.5', '1e0', '0x1', '%20', '1;', 'null']) {
    it(`answers 400 for the id ${broken}`, async () => {
      const { status, body } = await library.api.get(`/v1/books/${broken}`);
      expect(status).to.equal(400);
      expect(Object.keys(body.errors)).to.deep.equal(['id']);
    });
  }
});
