import { expect } from 'chai';
import type { Sending } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';

/** Without this header `fetch` would add a Cache-Control of its own, which requests the full answer in any case. */
const holding = (etag: string): Sending => ({
  headers: { 'If-None-Match': etag, 'Cache-Control': 'max-age=0' },
});

describe('The cached answers of GET /v1/books and /v1/books/search', () => {
  let library: Library;
  let id: number;
  const get = async (path: string, sending?: Sending) => {
    const answer = await library.api.get(`/v1/books${path}`, sending);
    return { ...answer, cache: answer.headers.get('x-cache'), etag: answer.headers.get('etag') ?? '' };
  };
  const staff = (json?: unknown): Sending => ({ token: library.librarian.token, json });

  before(async () => {
    library = await startLibrary();
    id = await library.addBook({ title: 'Beowulf', subjects: ['epic'] }, 2);
  });
  after(() => library.stop());

  it('are computed once, then repeated, with body and headers', async () => {
    const first = await get('?genre=epic');
    const second = await get('?genre=epic');
    expect([first.cache, second.cache]).to.deep.equal(['MISS', 'HIT']);
    expect(second.body).to.deep.equal(first.body);
    for (const name of ['x-total-count', 'link', 'etag', 'content-type', 'api-version']) {
      expect(second.headers.get(name), name).to.equal(first.headers.get(name)).and.not.to.equal(null);
    }
  });

  it('are shared by queries in another order, or with unknown parameters', async () => {
    await get('?title=beo&genre=epic');
    expect((await get('?genre=epic&title=beo')).cache).to.equal('HIT');
    expect((await get('?genre=epic&title=beo&utm_source=letter')).cache).to.equal('HIT');
  });

  it('are different for every other query', async () => {
    for (const path of ['?per_page=7', '?per_page=8', '?per_page=7&page=2', '?sort=title', '?sort=-title']) {
      expect((await get(path)).cache, path).to.equal('MISS');
    }
    for (const path of ['/search?q=beowulf', '/search?q=beowolf', '/search?q=beowulf&per_page=7']) {
      expect((await get(path)).cache, path).to.equal('MISS');
      expect((await get(path)).cache, path).to.equal('HIT');
    }
  });

  it('are for patrons and anonymous callers, and never a refusal', async () => {
    expect((await get('?title=shared', { token: library.patron.token })).body).to.deep.equal([]);
    expect((await get('?title=shared')).body).to.deep.equal([]);
    expect((await get('?page=0')).cache).to.equal(null);
    expect((await get('?page=0')).status).to.equal(400);
  });

  for (const [what, write] of [
    ['added', () => library.api.post('/v1/books', staff({ title: 'Beowulf, again', genre: 'epic' }))],
    ['revised', () => library.api.put(`/v1/books/${id}`, staff({ title: `Beowulf ${Math.random()}` }))],
    ['given one more copy', () => library.api.put(`/v1/books/${id}`, staff({ copies: 3 }))],
    ['given up', () => library.api.delete(`/v1/books/${id}`, staff())],
  ] as const) {
    it(`are dropped at once when a book is ${what}`, async () => {
      const paths = ['?genre=epic', '/search?q=beowulf'];
      const before = await Promise.all(paths.map((path) => get(path)));
      expect((await write()).status).to.be.within(200, 201);
      for (const [index, path] of paths.entries()) {
        const { cache, body, etag } = await get(path);
        expect(cache, path).to.equal('MISS');
        expect(body, path).to.not.deep.equal(before[index]?.body);
        expect(etag, path).to.not.equal(before[index]?.etag);
      }
    });
  }

  it('survive a write that was refused or changed nothing', async () => {
    const other = await library.addBook({ title: 'Widsith' });
    await get('?title=widsith');
    await library.api.put(`/v1/books/${other}`, staff({ title: 'Widsith' }));
    await library.api.put(`/v1/books/${other}`, staff({ title: '' }));
    await library.api.delete('/v1/books/987654321', staff());
    expect((await get('?title=widsith')).cache).to.equal('HIT');
  });

  it('are answered with 304 to a client that holds them, until they change', async () => {
    const { etag } = await get('?sort=title');
    const kept = await get('?sort=title', holding(etag));
    expect([kept.status, kept.body, kept.etag]).to.deep.equal([304, '', etag]);
    await library.api.post('/v1/books', staff({ title: 'Andreas' }));
    const changed = await get('?sort=title', holding(etag));
    expect([changed.status, changed.body[0].title]).to.deep.equal([200, 'Andreas']);
  });

  it('have different ETags for different lists', async () => {
    const tags = await Promise.all(['?sort=title', '?sort=-title', '?title=none'].map((path) => get(path)));
    expect(new Set(tags.map(({ etag }) => etag)).size).to.equal(3);
  });

  it('are never older than the last confirmed write, under constant reads', async () => {
    for (let round = 0; round < 10; round++) {
      const title = `Round ${round}`;
      const readers = Promise.all(Array.from({ length: 8 }, () => get('?title=round&sort=-id')));
      await library.api.post('/v1/books', staff({ title }));
      expect((await get('?title=round&sort=-id')).body[0].title).to.equal(title);
      await readers;
    }
  });
});
