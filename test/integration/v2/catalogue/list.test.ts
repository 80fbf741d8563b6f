import { expect } from 'chai';
import { startLibrary, type Library } from '../../../support/library.js';
import { linksOf } from '../../../support/link.js';
import type { Answer } from '../../../support/api-client.js';

const names = ['Ähre', 'ahre', 'Zebra', 'zoo', 'Öl', 'Buch', 'Eins'];

/** 105 books with many equal values, some without years and authors. */
function describedBook(at: number) {
  return {
    title: `${names[at % names.length]} ${at % 11}`,
    contributors: at % 4 === 0 ? [] : [{ name: `${names[at % 5]} Author`, role: 'author' as const }],
    year: at % 3 === 0 ? null : 1_900 + (at % 13),
    subjects: at % 2 === 0 ? ['even'] : ['odd'],
    isbn: at === 7 ? '978-0-14-305814-4' : null,
  };
}

interface Listed {
  readonly id: string;
  readonly title: string;
  readonly year: number | null;
}

describe('The list of books of /v2', function () {
  this.timeout(60_000);
  let library: Library;

  before(async () => {
    library = await startLibrary();
    for (let at = 0; at < 105; at++) {
      if (at % 10 === 0) library.clock.advance({ seconds: 1 });
      await library.addBook(describedBook(at), at % 5 === 0 ? 0 : 1);
    }
  });
  after(() => library.stop());

  const list = (query: string): Promise<Answer> => library.api.get(`/v2/books${query}`);

  /** Follows the links from page to page. */
  async function walk(query: string, between: (page: number) => Promise<unknown> = async () => {}) {
    const books: Listed[] = [];
    let path: string | undefined = `/v2/books?${query}`;
    for (let page = 1; path !== undefined; page++) {
      const answer: Answer = await library.api.get(path);
      expect(answer.status).to.equal(200);
      books.push(...(answer.body.data as Listed[]));
      path = linksOf(answer)['next'];
      expect(path === undefined).to.equal(answer.body.page.nextCursor === null);
      await between(page);
    }
    return books;
  }

  const fields = ['id', 'title', 'author', 'year', 'createdAt'];
  const sorts = [
    ...fields.flatMap((field) => [field, `-${field}`]),
    'author,-title',
    '-year,title',
    'createdAt,-author,year',
  ];
  for (const sort of sorts) {
    it(`returns each of 105 books once, in the order of one long page, sorted by ${sort}`, async () => {
      const atOnce = (await list(`?limit=200&sort=${sort}`)).body.data as Listed[];
      expect(atOnce).to.have.lengthOf(105);
      expect(new Set(atOnce.map(({ id }) => id)).size).to.equal(105);
      const inSteps = await walk(`limit=7&sort=${sort}`);
      expect(inSteps).to.deep.equal(atOnce);
    });
  }

  it('continues in its own order, whether the order was named or not', async () => {
    const { body } = await list('?limit=7');
    const named = await list(`?limit=7&sort=id&cursor=${body.page.nextCursor}`);
    expect(named.body.data).to.deep.equal((await list('?limit=14')).body.data.slice(7));
  });

  for (const sort of ['year', '-year']) {
    it(`puts books without a year last, sorted by ${sort}`, async () => {
      const years = (await walk(`limit=30&sort=${sort}`)).map(({ year }) => year);
      const known = years.filter((year) => year !== null);
      expect(years.slice(0, known.length)).to.deep.equal(known);
      const rising = known.toSorted((a, b) => a - b);
      expect(known).to.deep.equal(sort === 'year' ? rising : rising.toReversed());
    });
  }

  it('has the same order as v1', async () => {
    const v1 = await library.api.get('/v1/books?per_page=100&sort=title,-year');
    const v2 = await list('?limit=100&sort=title,-year');
    const titles = (books: readonly Listed[]) => books.map(({ title, year }) => [title, year]);
    expect(titles(v2.body.data)).to.deep.equal(titles(v1.body));
  });

  it('neither misses nor repeats a book while others are added and deleted before and behind the cursor', async () => {
    const added: number[] = [];
    const before = new Set((await walk('limit=50')).map(({ id }) => id));
    const seen = await walk('limit=7&sort=title', async (page) => {
      added.push(await library.addBook({ title: page % 2 === 0 ? 'aaa' : 'zzz' }));
    });
    const ids = seen.map(({ id }) => id);
    expect(new Set(ids).size).to.equal(ids.length);
    expect([...before].filter((id) => !ids.includes(id))).to.deep.equal([]);
    const { token } = library.librarian;
    for (const id of added) await library.api.delete(`/v1/books/${id}`, { token });
  });

  it('continues at its place, whatever the limit of the next page', async () => {
    const { body } = await list('?limit=3&sort=-createdAt');
    const next = await list(`?limit=4&sort=-createdAt&cursor=${body.page.nextCursor}`);
    const all = await list('?limit=7&sort=-createdAt');
    expect([...body.data, ...next.body.data]).to.deep.equal(all.body.data);
  });

  it('returns 20 by default and 200 at most', async () => {
    expect((await list('')).body.data).to.have.lengthOf(20);
    expect((await list('?limit=201')).status).to.equal(400);
    for (const limit of ['0', '-1', '1.5', '0x10', '1e1', 'ten', '']) {
      expect((await list(`?limit=${limit}`)).status, limit).to.equal(400);
    }
  });

  it('returns a total only on request', async () => {
    expect((await list('?limit=1')).body.page).to.have.all.keys('nextCursor');
    expect((await list('?limit=1&total=true')).body.page.total).to.equal(105);
    expect((await list('?limit=1&total=true&subject=EVEN')).body.page.total).to.equal(53);
  });

  const filters = {
    'title=ahre': 'title=ahre',
    'author=zebra': 'author=zebra',
    'subject=even': 'genre=even',
    'yearFrom=1905&yearTo=1908': 'year_from=1905&year_to=1908',
    'available=false': 'available=false',
    'available=true&yearFrom=1910': 'available=true&year_from=1910',
    'isbn=9780143058144': 'isbn=9780143058144',
  };
  for (const [v2, v1] of Object.entries(filters)) {
    it(`filters by ${v2} as v1 does`, async () => {
      const total = (await library.api.get(`/v1/books?${v1}`)).headers.get('x-total-count');
      const books = await walk(`limit=9&total=true&sort=-title&${v2}`);
      expect(books).to.have.lengthOf(Number(total));
    });
  }

  it('returns only the requested fields, and the id', async () => {
    const { body } = await list('?fields=title,year&limit=2&sort=id');
    expect(body.data[0]).to.have.all.keys('id', 'title', 'year');
    expect((await list('?fields=id&limit=1')).body.data[0]).to.have.all.keys('id');
  });

  for (const query of [
    'fields=title,copies',
    'fields=',
    'sort=genre',
    'sort=title,title',
    'page=2',
    'genre=x',
  ]) {
    it(`refuses ?${query}`, async () => {
      const answer = await list(`?${query}`);
      expect([answer.status, answer.body.code]).to.deep.equal([400, 'request.validation_failed']);
    });
  }

  describe('with a cursor', () => {
    it('refuses a broken or forged one, and one of another order or list', async () => {
      const title = (await list('?limit=1&sort=title')).body.page.nextCursor as string;
      const [place = '', signature = ''] = title.split('.');
      const forged = Buffer.from(JSON.stringify(['zzz', 1])).toString('base64url');
      const flipped = `${place}.${signature.slice(0, -1)}${signature.endsWith('A') ? 'B' : 'A'}`;
      const broken = [`${forged}.${signature}`, flipped, place, `${title}x`, 'x', '.', ''];
      for (const cursor of broken) {
        const answer = await list(`?sort=title&cursor=${cursor}`);
        expect([answer.status, answer.body.code], cursor).to.deep.equal([400, 'request.cursor_invalid']);
      }
      for (const query of ['', 'sort=-title&', 'sort=title,year&']) {
        expect((await list(`?${query}cursor=${title}`)).body.code).to.equal('request.cursor_invalid');
      }
      const search = await library.api.get('/v2/search?q=author&limit=1');
      const foreign = await list(`?cursor=${search.body.page.nextCursor}`);
      expect(foreign.body.code).to.equal('request.cursor_invalid');
    });

    it('accepts one for a title that is longer than any URL may be', async () => {
      const id = await library.addBook({ title: '\u{20001}'.repeat(1_000) });
      const other = await library.addBook({ title: `${'\u{20001}'.repeat(999)}\u{20002}` });
      const { token } = library.librarian;
      const books = await walk('limit=1&title=\u{20001}&sort=title');
      expect(books).to.have.lengthOf(2);
      for (const each of [id, other]) await library.api.delete(`/v1/books/${each}`, { token });
    });
  });

  it('is cached until a change', async () => {
    const query = '?limit=1&fields=title&sort=-id';
    await list(query);
    expect((await list(query)).headers.get('x-cache')).to.equal('HIT');
    const id = await library.addBook({ title: 'Brand new' });
    expect((await list(query)).body.data[0].title).to.equal('Brand new');
    await library.api.delete(`/v1/books/${id}`, { token: library.librarian.token });
  });
});
