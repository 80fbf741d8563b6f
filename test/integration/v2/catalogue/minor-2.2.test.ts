import { expect } from 'chai';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { toId } from '../../../../src/interface/v2/ids.js';

const asked = { 'API-Version': '2.2' };
/** A client without the header gets the first minor. */
const olderMinors = [{}, { 'API-Version': '2.0' }, { 'API-Version': '2.1' }];

describe('Minor 2.2 of v2', () => {
  let library: Library;
  let id: string;
  let copies: readonly { barcode: string }[];

  before(async () => {
    library = await startLibrary();
    const key = await library.addBook({ title: 'The Summer Book' }, 2);
    id = toId('book', key);
    copies = (await library.api.get(`/v2/books/${id}/copies`)).body.data;
  });
  after(() => library.stop());

  const get = (path: string, headers: Record<string, string>) => library.api.get(path, { headers });
  const edit = (headers: Record<string, string>) =>
    library.api.send('PATCH', `/v2/books/${id}`, {
      token: library.librarian.token,
      headers,
      json: { year: 1972 },
    });

  /** Every operation that answers books. */
  const operations: Record<string, (headers: Record<string, string>) => Promise<Answer>> = {
    listBooks: (headers) => get('/v2/books', headers),
    getBook: (headers) => get(`/v2/books/${id}`, headers),
    searchCatalogue: (headers) => get('/v2/search?q=summer', headers),
    addBook: (headers) =>
      library.api.post('/v2/books', {
        token: library.librarian.token,
        headers,
        json: { title: 'A Winter Book' },
      }),
    editBook: async (headers) => {
      const tag = (await get(`/v2/books/${id}`, headers)).headers.get('etag') ?? '';
      return edit({ ...headers, 'If-Match': tag });
    },
  };

  for (const [operationId, call] of Object.entries(operations)) {
    it(`shows the availability in ${operationId} to clients that ask for it, and to no other`, async () => {
      expect(JSON.stringify((await call(asked)).body)).to.match(
        /"availability":{"copies":\d,"available":\d}/,
      );
      for (const headers of olderMinors)
        expect(JSON.stringify((await call(headers)).body)).not.to.match(/"availability":{"copies"/);
    });
  }

  it('selects the availability by name, which is an unknown field in an older minor', async () => {
    const path = '/v2/books?fields=availability&limit=1';
    const availability = { copies: 2, available: 2 };
    expect((await get(path, asked)).body.data).to.deep.equal([{ id, availability }]);
    for (const headers of olderMinors) {
      const { status, body } = await get(path, headers);
      expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
      expect(JSON.stringify(body)).not.to.match(/availability/);
    }
  });

  it('changes the tag of a book with its availability, and not in an older minor', async () => {
    const tagIn = async (headers: Record<string, string>) =>
      (await get(`/v2/books/${id}`, headers)).headers.get('etag');
    const [free, older] = [await tagIn(asked), await tagIn({})];
    const { token } = library.librarian;
    const barcode = copies[0]?.barcode;
    const patronId = toId('patron', library.patron.id);
    const lent = await library.api.post('/v2/loans', { token, json: { copyBarcode: barcode, patronId } });
    expect(lent.status).to.equal(201);
    expect((await get(`/v2/books/${id}`, asked)).body.availability).to.deep.equal({
      copies: 2,
      available: 1,
    });
    expect([(await tagIn(asked)) === free, (await tagIn({})) === older]).to.deep.equal([false, true]);
    expect((await edit({ ...asked, 'If-Match': free ?? '' })).status).to.equal(200);
  });

  it('tells the number of all hits of a search, if the client asks for it', async () => {
    const page = async (query: string) => (await get(`/v2/search?${query}`, asked)).body.page;
    expect(await page('q=book&limit=1&total=true')).to.include({ total: await hits('book') });
    expect(await page('q=zzzzzzzz&total=true')).to.deep.equal({ nextCursor: null, total: 0 });
    expect(await page('q=summer')).to.deep.equal({ nextCursor: null });
  });

  async function hits(words: string): Promise<number> {
    return (await get(`/v2/search?q=${words}&limit=200`, asked)).body.data.length;
  }

  it('counts the hits of an empty page behind the last one, too', async () => {
    const first = await get('/v2/search?q=book&limit=1&total=true', asked);
    const next = first.body.page.nextCursor as string;
    const second = await get(`/v2/search?q=book&limit=1&total=true&cursor=${next}`, asked);
    expect(second.body.page.total).to.equal(first.body.page.total);
  });

  it('refuses the parameter as unknown in an older minor', async () => {
    for (const headers of olderMinors) {
      const { status, body } = await get('/v2/search?q=summer&total=true', headers);
      expect([status, body.code]).to.deep.equal([400, 'request.validation_failed']);
    }
  });

  it('lists the most borrowed books', async () => {
    const { status, body } = await get('/v2/books/popular', asked);
    expect(status).to.equal(200);
    expect(body).to.deep.equal({
      data: [{ bookId: id, title: 'The Summer Book', authors: [], loans: 1 }],
      page: { nextCursor: null },
    });
  });

  it('has no book with the id popular in an older minor, as before', async () => {
    for (const headers of olderMinors) {
      const { status, body } = await get('/v2/books/popular', headers);
      expect([status, body.code]).to.deep.equal([404, 'catalogue.book_not_found']);
    }
  });
});
