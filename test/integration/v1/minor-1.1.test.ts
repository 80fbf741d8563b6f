import { expect } from 'chai';
import type { BookDetails } from '../../../src/application/catalogue/views.js';
import { startLibrary, type Library } from '../../support/library.js';

/** The exact answers of the service before 1.1 existed. */
const recorded = {
  beloved:
    '{"id":1,"title":"Beloved","author":"Toni Morrison","isbn":"1-4000-3341-1","genre":"fiction","year":1987,' +
    '"publisher":null,"language":"en","description":null,"copies":2,"available_copies":2,' +
    '"created_at":"2026-12-01T09:30:00.000Z","updated_at":"2026-12-01T09:30:00.000Z"}',
  duneAdded:
    '{"id":2,"title":"Dune","author":"Frank Herbert","isbn":"978-0-441-01359-3","genre":"sf","year":1965,' +
    '"publisher":null,"language":null,"description":null,"copies":1,"available_copies":1,' +
    '"created_at":"2026-12-01T09:30:00.000Z","updated_at":"2026-12-01T09:30:00.000Z"}',
  duneRevised:
    '{"id":2,"title":"Dune","author":"Frank Herbert","isbn":"978-0-441-01359-3","genre":null,"year":1965,' +
    '"publisher":null,"language":null,"description":"Sand.","copies":1,"available_copies":1,' +
    '"created_at":"2026-12-01T09:30:00.000Z","updated_at":"2026-12-01T09:30:00.000Z"}',
};

const beloved: Partial<BookDetails> = {
  title: 'Beloved',
  subtitle: 'A Novel',
  contributors: [
    { name: 'Toni Morrison', role: 'author' },
    { name: 'A. Reader', role: 'editor' },
  ],
  isbn: '1-4000-3341-1',
  subjects: ['fiction', 'history'],
  year: 1987,
  language: 'en',
};
const dune = {
  title: 'Dune',
  author: 'Frank Herbert',
  isbn: '978-0-441-01359-3',
  genre: 'sf',
  year: 1965,
  copies: 1,
};

describe('Minor 1.1 of v1', () => {
  let library: Library;

  beforeEach(async () => {
    library = await startLibrary();
    await library.addBook(beloved, 2);
  });

  afterEach(() => library.stop());

  async function textOf(method: string, path: string, json?: object, minor?: string): Promise<string> {
    const headers = {
      Authorization: `Bearer ${library.librarian.token}`,
      'Content-Type': 'application/json',
      ...(minor !== undefined && { 'API-Version': minor }),
    };
    const body = json ? JSON.stringify(json) : null;
    return (await fetch(library.url + path, { method, headers, body })).text();
  }

  for (const minor of [undefined, '1.0']) {
    it(`changes no byte for a client that asks for ${minor ?? 'no minor'}`, async () => {
      const ask = (method: string, path: string, json?: object) => textOf(method, path, json, minor);
      expect(await ask('GET', '/v1/books/1')).to.equal(recorded.beloved);
      expect(await ask('POST', '/v1/books', dune)).to.equal(recorded.duneAdded);
      expect(await ask('PUT', '/v1/books/2', { description: 'Sand.', genre: null })).to.equal(
        recorded.duneRevised,
      );
      expect(await ask('GET', '/v1/books?sort=-id')).to.equal(
        `[${recorded.duneRevised},${recorded.beloved}]`,
      );
      expect(await ask('GET', '/v1/books/search?q=beloved')).to.equal(`[${recorded.beloved}]`);
    });
  }

  it('shows all subjects and the canonical ISBN to a client that asks for it', async () => {
    const { api, librarian } = library;
    const headers = { 'API-Version': '1.1' };
    const sending = { headers, token: librarian.token };
    const news = { isbn13: '9781400033416', subjects: ['fiction', 'history'] };
    expect((await api.get('/v1/books/1', { headers })).body).to.deep.include(news);
    expect((await api.get('/v1/books', { headers })).body[0]).to.deep.include(news);
    expect((await api.get('/v1/books/search?q=beloved', { headers })).body[0]).to.deep.include(news);
    const added = await api.post('/v1/books', { ...sending, json: { title: 'Untitled' } });
    expect(added.body).to.deep.include({ isbn13: null, subjects: [], isbn: null, genre: null });
    const revised = await api.put('/v1/books/2', { ...sending, json: { genre: 'sf' } });
    expect(revised.body).to.deep.include({ subjects: ['sf'], genre: 'sf' });
    expect(revised.headers.get('api-version')).to.equal('1.1');
  });

  it('accepts the same requests as 1.0', async () => {
    const { api, librarian } = library;
    for (const minor of ['1.0', '1.1']) {
      const json = { title: 'Dune', subjects: ['sf'] };
      const answer = await api.post('/v1/books', {
        json,
        token: librarian.token,
        headers: { 'API-Version': minor },
      });
      expect(answer.status, minor).to.equal(400);
    }
  });

  it('is described in the newer document only', async () => {
    const { api } = library;
    const fields = async (minor: string) =>
      Object.keys((await api.get(`/v1/openapi/${minor}.json`)).body.components.schemas.BookV1.properties);
    const newer = await fields('1.1');
    expect(newer).to.include.members(['isbn13', 'subjects']);
    expect(await fields('1.0')).to.deep.equal(newer.filter((each) => !['isbn13', 'subjects'].includes(each)));
  });
});
