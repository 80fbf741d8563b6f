import { expect } from 'chai';
import fc from 'fast-check';
import { Refusal } from '../../domain/kernel/refusal.js';
import { checkInput } from '../kernel/input/validate.js';
import { list, pageRequest, PageQuery } from './paging.js';

/** The result of query parameters; for a refusal, the invalid fields. */
function read(query: object): object {
  try {
    return { ...checkInput({ query: PageQuery }, { path: {}, query, body: undefined }, false).query };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return Object.keys(error.fields ?? {});
  }
}

/** The targets of the links by their relation. */
function linksOf(page: number, per_page: number, total: number): Record<string, string> {
  const url = new URL(`http://localhost/v1/things?page=${page}&per_page=${per_page}&title=a+%26+b`);
  const { headers } = list({ items: [], total }, { page, per_page }, url, (item) => item);
  const links = (headers['Link'] ?? '').split(', ').map((link) => /^<(.*)>; rel="(.*)"$/.exec(link));
  return Object.fromEntries(links.map((link) => [link?.[2] ?? '', link?.[1] ?? '']));
}

/** The number of the page that a link leads to. */
function numberOf(link: string | undefined): number | undefined {
  return link === undefined ? undefined : Number(new URL(link, 'http://x').searchParams.get('page'));
}

describe('The query for a page', () => {
  it('begins with the first ten by default', () => {
    expect(read({})).to.deep.equal({ page: 1, per_page: 10 });
  });

  it('falls back to the default for values that are not whole numbers', () => {
    const others = [
      '',
      ' ',
      'abc',
      '1.5',
      '1e3',
      '0x10',
      '+2',
      ' 2',
      '2 ',
      '٣',
      '１',
      'NaN',
      'Infinity',
      'null',
    ];
    for (const text of [...others, ['2', '3'], '2,3']) {
      expect(read({ page: text, per_page: text })).to.deep.equal({ page: 1, per_page: 10 });
    }
  });

  it('refuses whole numbers out of range', () => {
    for (const text of ['0', '-1', '-0', '1000000001', '9'.repeat(16), '9'.repeat(400)]) {
      expect(read({ page: text })).to.deep.equal(['page']);
    }
    for (const text of ['0', '-1', '101', '9'.repeat(16), '9'.repeat(400)]) {
      expect(read({ per_page: text })).to.deep.equal(['per_page']);
    }
    expect(read({ page: '1000000000', per_page: '100' })).to.deep.equal({
      page: 1_000_000_000,
      per_page: 100,
    });
    expect(read({ page: '007' })).to.deep.equal({ page: 7, per_page: 10 });
  });

  it('skips the pages before', () => {
    expect(pageRequest({ page: 1, per_page: 10 })).to.deep.equal({ offset: 0, limit: 10 });
    expect(pageRequest({ page: 4, per_page: 25 })).to.deep.equal({ offset: 75, limit: 25 });
  });
});

describe('The links of a list', () => {
  it('lead to the first, previous, next and last page, on this server, with all parameters', () => {
    const path = (page: number) => `/v1/things?page=${page}&per_page=10&title=a+%26+b`;
    expect(linksOf(3, 10, 45)).to.deep.equal({ first: path(1), prev: path(2), next: path(4), last: path(5) });
  });

  it('lead only to the one page of an empty list', () => {
    const links = linksOf(1, 10, 0);
    expect(Object.keys(links)).to.deep.equal(['first', 'last']);
    expect([numberOf(links['first']), numberOf(links['last'])]).to.deep.equal([1, 1]);
  });

  it('lead back to the last page from beyond it', () => {
    const links = linksOf(99, 10, 45);
    expect(Object.keys(links)).to.deep.equal(['first', 'prev', 'last']);
    expect(numberOf(links['prev'])).to.equal(5);
  });

  it('reach every page once from first to next, and end with the last one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 1, max: 12 }), (total, perPage) => {
        const pages: number[] = [];
        let next = numberOf(linksOf(1, perPage, total)['first']);
        while (next !== undefined) {
          pages.push(next);
          const links = linksOf(next, perPage, total);
          expect(numberOf(links['prev'])).to.equal(next === 1 ? undefined : next - 1);
          next = numberOf(links['next']);
        }
        const last = Math.max(1, Math.ceil(total / perPage));
        expect(pages).to.deep.equal(Array.from({ length: last }, (_, at) => at + 1));
        expect(numberOf(linksOf(1, perPage, total)['last'])).to.equal(last);
      }),
      { numRuns: 50 },
    );
  });

  it('are beside the total', () => {
    const url = new URL('http://localhost/v1/things');
    const { status, body, headers } = list(
      { items: [1, 2], total: 7 },
      { page: 1, per_page: 2 },
      url,
      String,
    );
    expect({ status, body }).to.deep.equal({ status: 200, body: ['1', '2'] });
    expect(headers['X-Total-Count']).to.equal('7');
  });
});
