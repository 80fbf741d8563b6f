import 'reflect-metadata';
import { expect } from 'chai';
import { aBook } from '../../../../test/support/catalogue/catalogue-views.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { BookQueries } from '../../../application/catalogue/book-queries.js';
import type { CatalogueSearch } from '../../../application/catalogue/search/catalogue-search.js';
import type { Cache } from '../../../application/kernel/request/cache.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { LibraryCatalogue } from './library-catalogue.js';

const uncached: Cache = {
  remember: async (_key, _rule, compute) => ({ value: await compute(), hit: false }),
  drop: () => Promise.resolve(),
};

describe('The library as the catalogue of the OPDS package', () => {
  const cursors = new Cursors(['a secret']);
  const books = stubOf<BookQueries>('view', 'listAfter', 'count');
  const search = stubOf<CatalogueSearch>('search');
  const catalogue = new LibraryCatalogue(books, search, cursors, uncached);

  it('presents a book without what is unknown, and without the year, which is no date', async () => {
    books.view.withArgs(7).resolves(aBook({ subtitle: null, publisher: null, description: null }));
    expect(await catalogue.find('7')).to.deep.equal({
      id: '7',
      title: 'Crime and Punishment',
      identifier: 'urn:isbn:9780143058144',
      contributors: [
        { name: 'Constance Garnett', role: 'translator' },
        { name: 'Fyodor Dostoevsky', role: 'author' },
      ],
      language: 'en',
      subjects: ['fiction', 'crime'],
      modified: '2026-12-02T10:45:00.000Z',
      copies: { total: 3, available: 2 },
    });
  });

  it('asks for no book by a text that is no key', async () => {
    books.view.resetHistory();
    for (const id of ['', '0', '07', '-7', '7.5', '7x', '1e3', '9'.repeat(16), '__proto__'])
      expect(await catalogue.find(id)).to.equal(undefined);
    expect(books.view.called).to.equal(false);
  });

  it('lists the newest first by their keys, and counts what is free among all', async () => {
    books.listAfter.resolves({ items: [aBook()], next: [7, 7] });
    books.count.callsFake(({ available }) => Promise.resolve(available ? 4 : 10));
    const page = await catalogue.list({ order: 'newest', decade: -10, available: false, limit: 25 });
    const filter = { yearFrom: -10, yearTo: -1, available: false };
    expect(books.listAfter.lastCall.args).to.deep.equal([
      filter,
      [{ by: 'id', descending: true }],
      { after: undefined, limit: 25 },
    ]);
    expect(page.total).to.equal(6);
    expect(page.facets?.availability).to.deep.equal([
      { value: 'available', count: 4 },
      { value: 'unavailable', count: 6 },
    ]);
    expect(cursors.read('opds newest', page.next)).to.deep.equal([7, 7]);
  });

  it('continues a search by its cursor, and takes none of another list', async () => {
    const facets = { subject: [], language: [], decade: [], availability: [] };
    search.search.resolves({ hits: [], next: undefined, total: 0, facets, correctedTo: 'crime' });
    const cursor = cursors.write('opds search krime', [1, 7, 'crime']) ?? '';
    const page = await catalogue.list({ words: 'krime', cursor, limit: 25 });
    expect(search.search.lastCall.args[0]).to.deep.equal({
      words: 'krime',
      after: [1, 7, 'crime'],
      limit: 25,
    });
    expect(page).to.deep.equal({ publications: [], total: 0, facets, correctedTo: 'crime' });
    const other = () => catalogue.list({ words: 'other', cursor, limit: 25 });
    expect(await codesOf(other)).to.deep.equal(['request.cursor_invalid']);
  });
});
