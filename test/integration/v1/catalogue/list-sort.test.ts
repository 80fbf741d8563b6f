import { expect } from 'chai';
import sql from 'sql-template-tag';
import { startLibrary, type Library } from '../../../support/library.js';

const author = (name: string) => [{ name, role: 'author' }] as const;

describe('The order of GET /v1/books', () => {
  let library: Library;
  const sorted = async (sort?: string): Promise<number[]> => {
    const { status, body } = await library.api.get(`/v1/books${sort === undefined ? '' : `?sort=${sort}`}`);
    expect(status, JSON.stringify(body)).to.equal(200);
    return (body as { id: number }[]).map(({ id }) => id);
  };

  before(async () => {
    library = await startLibrary();
    await library.addBook({ title: 'beta', contributors: author('Zola'), year: 1900 });
    await library.addBook({ title: 'Álpha', contributors: author('émile'), year: -400 });
    await library.addBook({ title: 'Gamma', contributors: author('Émile') });
    await library.addBook({ title: 'alpha', year: 1900 });
    await library.addBook({ title: 'BETA', contributors: author('Austen'), year: 2020 });
    await library.rows(sql`update book set created_at = now() - make_interval(hours => (id / 2)::int)`);
  });
  after(() => library.stop());

  for (const [sort, expected] of [
    [undefined, [1, 2, 3, 4, 5]],
    ['id', [1, 2, 3, 4, 5]],
    ['-id', [5, 4, 3, 2, 1]],
    ['title', [2, 4, 1, 5, 3]],
    ['-title', [3, 1, 5, 2, 4]],
    ['author', [5, 2, 3, 1, 4]],
    ['-author', [1, 2, 3, 5, 4]],
    ['year', [2, 1, 4, 5, 3]],
    ['-year', [5, 1, 4, 2, 3]],
    ['created_at', [4, 5, 2, 3, 1]],
    ['-created_at', [1, 2, 3, 4, 5]],
    ['title,-year', [4, 2, 5, 1, 3]],
    ['title,year', [2, 4, 1, 5, 3]],
    ['-title,-id', [3, 5, 1, 4, 2]],
    ['year,-title', [2, 1, 4, 5, 3]],
    ['title,title', [2, 4, 1, 5, 3]],
    ['title&sort=year', [2, 4, 1, 5, 3]],
    ['-author,year,title,created_at,id', [1, 2, 3, 5, 4]],
  ] as const) {
    it(`is ${expected.join(', ')} for sort=${sort ?? '(none)'}`, async () => {
      expect(await sorted(sort)).to.deep.equal(expected);
    });
  }

  for (const sort of [
    'colour',
    'title,colour',
    '',
    ',',
    'title,',
    '--title',
    '-',
    'Title',
    'title;drop table book',
    'title desc',
    'constructor',
    'toString',
    '__proto__',
    'id,id,id,id,id,id',
  ]) {
    it(`is refused for sort=${sort}`, async () => {
      const { status, body } = await library.api.get(`/v1/books?sort=${sort}`);
      expect(status).to.equal(400);
      expect(Object.keys(body.errors)).to.deep.equal(['sort']);
    });
  }
});
