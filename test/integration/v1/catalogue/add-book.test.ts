import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Sending } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';

describe('POST /v1/books', () => {
  let library: Library;
  const add = (json: unknown, sending: Sending = { token: library.librarian.token }) =>
    library.api.post('/v1/books', { ...sending, json });
  const count = async () =>
    (
      await library.rows<{ n: number }>(sql`
      select (select count(*) from book) + (select count(*) from copy) + (select count(*) from audit_event) as n`)
    )[0]?.n;

  before(async () => (library = await startLibrary()));
  after(() => library.stop());

  it('adds a book with all fields of v1, and returns its Location', async () => {
    const given = {
      title: 'Cien años de soledad',
      author: 'Gabriel García Márquez',
      isbn: '978-0-306-40615-7',
      genre: 'fiction',
      year: 1967,
      publisher: 'Sudamericana',
      language: 'es-ar',
      description: 'Muchos años después…',
      copies: 2,
    };
    const { status, headers, body } = await add(given);
    expect(status).to.equal(201);
    expect(body).to.deep.equal({
      ...given,
      id: body.id,
      language: 'es-AR',
      available_copies: 2,
      created_at: '2026-12-01T09:30:00.000Z',
      updated_at: '2026-12-01T09:30:00.000Z',
    });
    expect(headers.get('location')).to.equal(`/v1/books/${body.id}`);
    expect((await library.api.get(headers.get('location') ?? '')).body).to.deep.equal(body);
  });

  it('needs only a title, and makes one copy', async () => {
    const { status, body } = await add({ title: 'Beowulf' });
    expect(status).to.equal(201);
    expect(body).to.include({
      author: null,
      isbn: null,
      genre: null,
      year: null,
      copies: 1,
      available_copies: 1,
    });
  });

  it('accepts null for unknown values', async () => {
    const nothing = { author: null, isbn: null, genre: null, year: null, publisher: null, language: null };
    const { status, body } = await add({ title: 'Anonymous', ...nothing, description: null });
    expect(status).to.equal(201);
    expect(body).to.include(nothing);
  });

  it('makes no copy for a count of 0, and a thousand for 1000', async () => {
    expect((await add({ title: 'Ordered', copies: 0 })).body).to.include({ copies: 0, available_copies: 0 });
    expect((await add({ title: 'Yearbook', copies: 1_000 })).body).to.include({ copies: 1_000 });
  });

  it('gives every copy a unique barcode, also when twenty books are added at once', async () => {
    const many = await Promise.all(
      Array.from({ length: 20 }, (_, n) => add({ title: `Twin ${n}`, copies: 5 })),
    );
    expect(many.map(({ status }) => status)).to.deep.equal(Array(20).fill(201));
    const ids = many.map(({ body }) => body.id as number);
    const copies = await library.rows<{ barcode: string; kind: string; status: string }>(sql`
      select barcode, kind, status from copy where book_id = any(${ids})`);
    expect(new Set(copies.map(({ barcode }) => barcode.toUpperCase()))).to.have.property('size', 100);
    for (const copy of copies) {
      expect(copy.barcode).to.match(/^C\d{8}$/);
      expect(copy).to.include({ kind: 'standard', status: 'available' });
    }
  });

  for (const isbn of [
    '9780306406157',
    '978-0-306-40615-7',
    '0306406152',
    '0-306-40615-2',
    '080442957x',
    '979-10-90636-07-1',
  ]) {
    it(`keeps the ISBN ${isbn} as it was sent and finds the book by its thirteen digits`, async () => {
      const { status, body } = await add({ title: `With ${isbn}`, isbn });
      expect([status, body.isbn]).to.deep.equal([201, isbn]);
      const [row] = await library.rows<{ isbn13: string }>(
        sql`select isbn13 from book where id = ${body.id}`,
      );
      expect(row?.isbn13).to.match(/^97[89]\d{10}$/);
      const { body: list } = await library.api.get(`/v1/books?isbn=${row?.isbn13}`);
      expect((list as { id: number }[]).map(({ id }) => id)).to.include(body.id);
    });
  }

  for (const [isbn, sentence] of [
    ['9780306406158', 'isbn must be an ISBN, but its check digit is wrong'],
    ['0306406153', 'isbn must be an ISBN, but its check digit is wrong'],
    ['979-0-2600-0043-8', 'isbn must be an ISBN, but 979-0 begins a number of printed music (ISMN)'],
    ['9.78031E+12', 'isbn must be an ISBN of 10 or 13 digits'],
    ['306406152', 'isbn must be an ISBN of 10 or 13 digits'],
    ['none', 'isbn must be an ISBN of 10 or 13 digits'],
    ['', 'isbn must be an ISBN of 10 or 13 digits'],
    [9780306406157, 'isbn must be an ISBN of 10 or 13 digits'],
    [`97803064${' '.repeat(40)}06157`, 'isbn must be an ISBN of 10 or 13 digits'],
  ]) {
    it(`refuses the ISBN ${JSON.stringify(isbn).slice(0, 25)} and gives the reason`, async () => {
      const { status, body } = await add({ title: 'Bad number', isbn });
      expect(status).to.equal(400);
      expect(body.errors).to.deep.equal({ isbn: [sentence] });
    });
  }

  it('reports all faults at once and stores nothing', async () => {
    const before = await count();
    const { status, body } = await add({
      title: ' ',
      author: 7,
      isbn: '123',
      genre: '',
      year: 3000,
      publisher: 'x'.repeat(201),
      language: 'not a language',
      description: 'half a \uD83D pair',
      copies: -1,
      shelf: 'unknown',
      available_copies: 4,
    });
    expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
    expect(Object.keys(body.errors)).to.have.members([
      'title',
      'author',
      'isbn',
      'genre',
      'year',
      'publisher',
      'language',
      'description',
      'copies',
      'shelf',
      'available_copies',
    ]);
    expect(await count()).to.equal(before);
  });

  for (const [what, body] of [
    ['no title', {}],
    ['a title of null', { title: null }],
    ['a title with NUL', { title: 'a\0b' }],
    ['a title of 1001 characters', { title: 'x'.repeat(1_001) }],
    ['a year that is a text', { title: 'T', year: '1999' }],
    ['a year with a fraction', { title: 'T', year: 1999.5 }],
    ['a year before writing', { title: 'T', year: -3_001 }],
    ['copies of null', { title: 'T', copies: null }],
    ['half a copy', { title: 'T', copies: 0.5 }],
    ['1001 copies', { title: 'T', copies: 1_001 }],
    ['an invalid language', { title: 'T', language: 'e' }],
    ['an id', { title: 'T', id: 5 }],
    ['a list', [{ title: 'T' }]],
    ['a text', 'title'],
  ] as const) {
    it(`refuses a book with ${what}`, async () => {
      const before = await count();
      expect((await add(body)).status).to.equal(400);
      expect(await count()).to.equal(before);
    });
  }

  it('is for librarians and admins only', async () => {
    const admin = await library.addMember({ role: 'admin' });
    expect((await add({ title: 'T' }, {})).status).to.equal(401);
    expect((await add({ title: 'T' }, { token: library.patron.token })).status).to.equal(403);
    expect((await add({ title: 'T' }, { token: admin.token })).status).to.equal(201);
  });
});
