import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library } from '../../../support/library.js';
import { linksOf, parametersOf } from '../../../support/link.js';

const idsOf = ({ body }: Answer): number[] => (body as { id: number }[]).map(({ id }) => id);

describe('The pages of GET /v1/books', () => {
  let library: Library;
  const get = (query: string) => library.api.get(`/v1/books${query}`);

  before(async () => {
    library = await startLibrary();
    await library.rows(sql`
      insert into book (title, revision, created_at, updated_at)
      select 'Volume ' || number, 1, now(), now() from generate_series(1, 25) as number`);
  });
  after(() => library.stop());

  it('are the first ten books by default', async () => {
    const answer = await get('');
    expect(answer.status).to.equal(200);
    expect(idsOf(answer)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(answer.headers.get('x-total-count')).to.equal('25');
  });

  it('are numbered from 1 and have the requested length', async () => {
    expect(idsOf(await get('?page=3&per_page=4'))).to.deep.equal([9, 10, 11, 12]);
    expect(idsOf(await get('?per_page=1'))).to.deep.equal([1]);
    expect(idsOf(await get('?per_page=100'))).to.have.length(25);
  });

  for (const given of ['abc', '', '1.5', '1e1', '0x10', 'NaN', '2&page=3']) {
    it(`have the default numbers for the invalid number "${given}"`, async () => {
      const answer = await get(`?page=${given}&per_page=${given.replace('page', 'per_page')}`);
      expect(answer.status).to.equal(200);
      expect(idsOf(answer)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    });
  }

  for (const [query, field] of [
    ['per_page=0', 'per_page'],
    ['per_page=101', 'per_page'],
    ['per_page=-5', 'per_page'],
    ['page=0', 'page'],
    ['page=-1', 'page'],
    ['page=99999999999999', 'page'],
    ['page=99999999999999999999', 'page'],
  ] as const) {
    it(`are refused for ${query}`, async () => {
      const { status, body } = await get(`?${query}`);
      expect(status).to.equal(400);
      expect(body.code).to.equal('request.validation_failed');
      expect(Object.keys(body.errors)).to.deep.equal([field]);
    });
  }

  it('report the faults of both numbers at once', async () => {
    const { body } = await get('?page=0&per_page=0');
    expect(Object.keys(body.errors)).to.have.members(['page', 'per_page']);
  });

  for (const [where, page, expected] of [
    ['the first page', 1, { first: 1, next: 2, last: 7 }],
    ['a page in the middle', 4, { first: 1, prev: 3, next: 5, last: 7 }],
    ['the last page', 7, { first: 1, prev: 6, last: 7 }],
    ['a page just beyond the last', 8, { first: 1, prev: 7, last: 7 }],
    ['a page far beyond the last', 900, { first: 1, prev: 7, last: 7 }],
  ] as const) {
    it(`link ${where} with its neighbours`, async () => {
      const answer = await get(`?per_page=4&page=${page}`);
      const pages = Object.entries(linksOf(answer)).map(([rel, link]) => [rel, parametersOf(link)['page']]);
      const wanted = Object.entries(expected).map(([rel, to]) => [rel, String(to)]);
      expect(Object.fromEntries(pages)).to.deep.equal(Object.fromEntries(wanted));
      expect(answer.headers.get('x-total-count')).to.equal('25');
      expect(idsOf(answer)).to.have.length(page > 7 ? 0 : page === 7 ? 1 : 4);
    });
  }

  it('link an empty list to itself only', async () => {
    const answer = await get('?title=nothing%20like%20it');
    expect(answer.body).to.deep.equal([]);
    expect(answer.headers.get('x-total-count')).to.equal('0');
    const { first, last, ...others } = linksOf(answer);
    expect(parametersOf(first)).to.deep.equal({ page: '1', title: 'nothing like it' });
    expect(last).to.equal(first);
    expect(others).to.deep.equal({});
  });

  it('link to a list with the same filters, without unknown parameters', async () => {
    const answer = await get('?title=VOLUME&sort=-year,title&utm_source=letter&per_page=4');
    const { next } = linksOf(answer);
    expect(parametersOf(next)).to.deep.equal({
      page: '2',
      per_page: '4',
      sort: '-year,title',
      title: 'VOLUME',
    });
  });

  for (const query of ['?per_page=4', '?per_page=4&sort=-title', '?per_page=7&title=volume&sort=author']) {
    it(`contain every book once when a client follows the links from ${query}`, async () => {
      const seen: number[] = [];
      for (let url: string | undefined = `/v1/books${query}`; url;) {
        const answer: Answer = await library.api.get(url);
        seen.push(...idsOf(answer));
        url = linksOf(answer)['next'];
      }
      expect(seen.toSorted((a, b) => a - b)).to.deep.equal(Array.from({ length: 25 }, (_, i) => i + 1));
    });
  }
});
