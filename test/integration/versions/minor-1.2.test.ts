import { expect } from 'chai';
import type { Answer } from '../../support/api-client.js';
import { startLibrary, type Library } from '../../support/library.js';

const asked = { 'API-Version': '1.2' };

describe('Minor 1.2 of v1', () => {
  let library: Library;
  let book: number;
  let loan: number;

  before(async () => {
    library = await startLibrary();
    book = await library.addBook({ title: 'The Summer Book' }, 3);
    const { body } = await library.api.post('/v1/loans', {
      token: library.patron.token,
      json: { book_id: book },
    });
    loan = body.id as number;
  });
  after(() => library.stop());

  /** Every kind of object with an id: how to read it, and where it is in `/v2`. */
  const kinds: Record<string, { from: () => Promise<Answer>; at: (id: string) => string }> = {
    book: {
      from: () => library.api.get(`/v1/books/${book}`, { headers: asked }),
      at: (id) => `/v2/books/${id}`,
    },
    loan: {
      from: () => library.api.get(`/v1/loans/${loan}`, { headers: asked, token: library.librarian.token }),
      at: (id) => `/v2/loans/${id}`,
    },
    user: {
      from: () =>
        library.api.get(`/v1/users/${library.patron.id}`, { headers: asked, token: library.librarian.token }),
      at: (id) => `/v2/patrons/${id}`,
    },
    'popular book': {
      from: async () => {
        const answer = await library.api.get('/v1/books/popular', { headers: asked });
        return { ...answer, body: answer.body[0] };
      },
      at: (id) => `/v2/books/${id}`,
    },
  };

  for (const [kind, { from, at }] of Object.entries(kinds)) {
    it(`gives a ${kind} the id by which /v2 finds it`, async () => {
      const { body } = await from();
      const { status, body: found } = await library.api.get(at(body.v2_id as string), {
        token: library.librarian.token,
      });
      expect([status, found.id]).to.deep.equal([200, body.v2_id]);
    });
  }

  it('shows v2_id in every object with an id to clients that ask for it, and to no other', async () => {
    const { token } = library.librarian;
    const paths = [
      '/v1/books',
      '/v1/books/search?q=summer',
      '/v1/loans',
      '/v1/users',
      '/v1/users/me',
      '/v1/books/popular',
    ];
    for (const path of paths) {
      const read = async (headers: Record<string, string>) =>
        JSON.stringify((await library.api.get(path, { token, headers })).body);
      expect(await read(asked), path).to.match(/"(?:book_)?id":\d+,"v2_id":"\w+"/);
      for (const headers of [{}, { 'API-Version': '1.0' }, { 'API-Version': '1.1' }])
        expect(await read(headers), path).not.to.contain('v2_id');
    }
  });

  it('names what was deleted', async () => {
    const { token } = library.librarian;
    const removed = await library.addBook({ title: 'A Winter Book' });
    const { body } = await library.api.delete(`/v1/books/${removed}`, { token, headers: asked });
    expect(body)
      .to.include({ id: removed })
      .and.to.have.property('v2_id')
      .that.matches(/^book_/);
  });
});
