import { expect } from 'chai';
import { minorsOf } from '../../../tools/generate/versions.js';
import { projectRoot } from '../../support/documents.js';
import type { Answer } from '../../support/api-client.js';
import { addCopy, bookPath, openBothMajors, patronPath, type BothMajors } from './both-majors.js';

describe('A write through one major', () => {
  let library: BothMajors;

  before(async () => {
    library = await openBothMajors();
  });
  after(() => library.stop());

  const addBook = async (title: string): Promise<number> =>
    Number((await library.v1('POST', '/books', library.librarian, { title, copies: 1 }))['id']);

  /** The titles of a list, and whether the answer came from the cache. */
  async function listed(path: string): Promise<{ titles: string[]; cached: boolean }> {
    const { body, headers } = await library.api.get(path);
    const books = (path.startsWith('/v1') ? body : body.data) as (
      { title: string } | { book: { title: string } }
    )[];
    const titles = books.map((item) => ('book' in item ? item.book.title : item.title));
    return { titles, cached: headers.get('x-cache') === 'HIT' };
  }

  const lists = {
    v1: ['/v1/books?per_page=100&title=heron', '/v1/books/search?q=heron'],
    v2: ['/v2/books?limit=100&title=heron', '/v2/search?q=heron'],
  };

  for (const path of [...lists.v1, ...lists.v2]) {
    it(`is visible at once in ${path}, also when the answer was cached`, async () => {
      const id = await addBook('The Heron');
      await listed(path);
      expect(await listed(path)).to.deep.equal({ titles: ['The Heron'], cached: true });
      await library.v1('PUT', `/books/${id}`, library.librarian, { title: 'The Grey Heron' });
      expect(await listed(path)).to.deep.equal({ titles: ['The Grey Heron'], cached: false });
      const { etag } = await library.v2('GET', bookPath(id));
      await library.v2('PATCH', bookPath(id), library.librarian, { title: 'The Purple Heron' }, etag);
      expect(await listed(path)).to.deep.equal({ titles: ['The Purple Heron'], cached: false });
      expect((await listed(path)).cached).to.equal(true);
      await library.v2('DELETE', bookPath(id), library.librarian);
      expect(await listed(path)).to.deep.equal({ titles: [], cached: false });
    });
  }

  it('is visible at once where it takes or frees a copy', async () => {
    const free = async (): Promise<unknown[]> => {
      const v1 = (await library.api.get('/v1/books?title=lent&available=true')).body as unknown[];
      const v2 = (await library.api.get('/v2/books?title=lent&available=true')).body.data as unknown[];
      return [v1.length, v2.length];
    };
    const bookId = await addBook('Lent');
    const barcode = await addCopy(library, bookId);
    expect(await free()).to.deep.equal([1, 1]);
    await library.v2('POST', '/loans', library.patron, { copyBarcode: barcode });
    const { id } = await library.v1('POST', '/loans', library.librarian, { book_id: bookId });
    expect(await free()).to.deep.equal([0, 0]);
    await library.v1('POST', `/loans/${String(id)}/return`, library.librarian);
    expect(await free()).to.deep.equal([1, 1]);
  });

  it('has no ETag that the other major could return', async () => {
    const id = await addBook('Tagged');
    const paths = { v1: [`/v1/books/${id}`, '/v1/books'], v2: [`/v2${bookPath(id)}`, '/v2/books'] };
    const tagsOf = async (all: readonly string[], minors: readonly string[]): Promise<string[]> => {
      const asked = all.flatMap((path) => minors.map((minor) => ({ path, minor })));
      const answers = await Promise.all(
        asked.map(({ path, minor }) => library.api.get(path, { headers: { 'API-Version': minor } })),
      );
      return answers.map(({ headers }) => headers.get('etag') ?? '');
    };
    const ofV1 = await tagsOf(paths.v1, minorsOf(projectRoot, 1));
    const ofV2 = await tagsOf(paths.v2, minorsOf(projectRoot, 2));
    expect([...ofV1, ...ofV2])
      .to.have.lengthOf.at.least(12)
      .and.not.include('');
    expect(ofV1.filter((tag) => ofV2.includes(tag))).to.deep.equal([]);
  });

  describe('makes an ETag of the other', () => {
    const change = (path: string, json: object, etag: string): Promise<Answer> =>
      library.api.send('PATCH', `/v2${path}`, {
        token: library.librarian.token,
        json,
        headers: { 'If-Match': etag },
      });

    it('stale for a book', async () => {
      const id = await addBook('Overtaken');
      const { etag } = await library.v2('GET', bookPath(id));
      await library.v1('PUT', `/books/${id}`, library.librarian, { year: 1990 });
      const refused = await change(bookPath(id), { title: 'Too late' }, etag);
      expect([refused.status, refused.body.code]).to.deep.equal([412, 'catalogue.book_changed']);
      expect(await library.v1('GET', `/books/${id}`)).to.include({ title: 'Overtaken', year: 1990 });
    });

    it('stale for a patron', async () => {
      const path = patronPath(library.patron.id);
      const { etag } = await library.v2('GET', path, library.librarian);
      await library.v1('PUT', '/users/me', library.patron, { first_name: 'Ada' });
      const refused = await change(path, { lastName: 'Too late' }, etag);
      expect([refused.status, refused.body.code]).to.deep.equal([412, 'accounts.patron_changed']);
    });

    it('not stale when it changes nothing', async () => {
      const id = await addBook('As it was');
      const { etag } = await library.v2('GET', bookPath(id));
      await library.v1('PUT', `/books/${id}`, library.librarian, { title: 'As it was', year: null });
      expect((await change(bookPath(id), { title: 'In time' }, etag)).status).to.equal(200);
    });
  });

  it('keeps the fields that only the other one shows, also when it changes shared fields', async () => {
    const { body } = await library.v2('POST', '/books', library.librarian, {
      title: 'The Left Hand',
      subtitle: 'A Novel',
      contributors: [
        { name: 'U. K. L.', role: 'author' },
        { name: 'A. Painter', role: 'illustrator' },
      ],
      subjects: ['fiction', 'winter', 'ice'],
    });
    const [book] = (await library.api.get('/v1/books?title=left+hand')).body as { id: number }[];
    const changes = {
      title: 'The Left Hand of Darkness',
      author: 'Ursula K. Le Guin',
      genre: 'science fiction',
    };
    await library.v1('PUT', `/books/${book?.id}`, library.librarian, changes);
    const after = (await library.v2('GET', `/books/${String(body['id'])}`)).body;
    expect(after).to.deep.equal({
      ...body,
      title: 'The Left Hand of Darkness',
      contributors: [
        { name: 'Ursula K. Le Guin', role: 'author' },
        { name: 'A. Painter', role: 'illustrator' },
      ],
      subjects: ['science fiction', 'winter', 'ice'],
    });
  });
});
