import { expect } from 'chai';
import { readQuery, searchIn, type Topic } from './search.js';

const topic = (title: string, lead = '', text = ''): Topic => ({
  kind: 'Guide',
  path: '/',
  title,
  lead,
  text,
});

describe('The search in the documentation', () => {
  const titlesOf = (topics: readonly Topic[], query: string) =>
    searchIn(topics)(query).map(({ title }) => title);

  it('finds what has all words, in any case', () => {
    const topics = [topic('Paging', 'a long list', 'Follow the cursor'), topic('Limits', 'wait')];
    expect(titlesOf(topics, 'CURSOR paging')).to.deep.equal(['Paging']);
    expect(titlesOf(topics, 'cursor wait')).to.deep.equal([]);
  });

  it('puts first what has the words in its title, then in its lead, then elsewhere', () => {
    const topics = [
      topic('In the text', '', 'cursor'),
      topic('In the lead', 'cursor'),
      topic('A cursor'),
      topic('Cursor'),
    ];
    expect(titlesOf(topics, 'cursor')).to.deep.equal(['Cursor', 'A cursor', 'In the lead', 'In the text']);
  });

  it('finds paths, headers and codes', () => {
    const topics = [topic('Lend', 'POST /v2/loans', 'Idempotency-Key'), topic('request.gone')];
    for (const query of ['/v2/loans', 'idempotency-key', 'post']) {
      expect(titlesOf(topics, query), query).to.deep.equal(['Lend']);
    }
    expect(titlesOf(topics, 'request.gone')).to.deep.equal(['request.gone']);
  });

  it('finds 40 pages at most', () => {
    const topics = Array.from({ length: 60 }, (_, at) => topic(`page ${at}`));
    expect(searchIn(topics)('page')).to.have.lengthOf(40);
  });

  it('finds nothing for an empty query', () => {
    expect(searchIn([topic('page')])('  ')).to.deep.equal([]);
  });
});

describe('A query of the search', () => {
  const given: readonly (readonly [unknown, string])[] = [
    ['  two\n words ', 'two words'],
    ['a\u0000b', 'a b'],
    ['\u{d800}', ''],
    ['x'.repeat(5_000), 'x'.repeat(200)],
    [['a', 'b'], ''],
    [undefined, ''],
    [{ __proto__: 'a' }, ''],
  ];
  for (const [raw, query] of given) {
    it(`is read from ${JSON.stringify(raw)?.slice(0, 30) ?? 'nothing'}`, () => {
      expect(readQuery(raw)).to.equal(query);
    });
  }
});
