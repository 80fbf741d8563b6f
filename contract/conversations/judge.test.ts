import { expect } from 'chai';
import type { ExpectedAnswer } from './conversation.js';
import { faultsOf } from './judge.js';

const answer = (body: unknown, headers: Record<string, string> = {}, status = 200) => ({
  status,
  headers: new Headers(headers),
  text: typeof body === 'string' ? body : JSON.stringify(body),
});

const expected: ExpectedAnswer = {
  status: 200,
  headers: { 'x-total-count': '2', link: '</a>; rel="first", </b>; rel="last"' },
  body: { id: 1, name: 'Ada', tags: ['a', 'b'], none: null },
};
const body = { id: 1, name: 'Ada', tags: ['a', 'b'], none: null };
const headers = { 'X-Total-Count': '2', Link: '</a>; rel="first", </b>; rel="last"' };

describe('The judge of a conversation', () => {
  it('has nothing to say of the same answer', () => {
    expect(faultsOf(answer(body, headers), expected)).to.deep.equal([]);
  });

  it('lets through headers that nobody had heard of, and a further link', () => {
    const more = { ...headers, 'X-New': '1', Link: `${headers.Link}, </guide>; rel="deprecation"` };
    expect(faultsOf(answer(body, more), expected)).to.deep.equal([]);
  });

  const wrong: Readonly<Record<string, unknown>> = {
    'a field that is missing': { id: 1, name: 'Ada', tags: ['a', 'b'] },
    'a field that nobody knows': { ...body, more: 1 },
    'a number that is a text': { ...body, id: '1' },
    'null for an empty text': { ...body, none: '' },
    'fields in another order': { name: 'Ada', id: 1, tags: ['a', 'b'], none: null },
    'a list in another order': { ...body, tags: ['b', 'a'] },
    'a blank in the JSON': JSON.stringify(body, null, 1),
    'no body': '',
  };
  for (const [title, heard] of Object.entries(wrong)) {
    it(`tells ${title}`, () => {
      expect(faultsOf(answer(heard, headers), expected)).to.have.length(1);
    });
  }

  it('tells another status, another header and one that is missing', () => {
    expect(faultsOf(answer(body, headers, 201), expected)).to.deep.equal(['status 201 instead of 200']);
    expect(faultsOf(answer(body, { ...headers, 'X-Total-Count': '3' }), expected)).to.have.length(1);
    expect(faultsOf(answer(body, { 'X-Total-Count': '2' }), expected)).to.have.length(1);
  });

  it('asks of a value that nobody can know before only that it is of its kind', () => {
    const match = { '$.name': 'token', '$header.retry-after': 'whole' };
    const lenient = { ...expected, match };
    const other = { ...body, name: 'a-token-of-another-day' };
    const busy = { ...headers, 'Retry-After': '7' };
    expect(faultsOf(answer(other, busy), lenient)).to.deep.equal([]);
    expect(faultsOf(answer({ ...other, name: 'short' }, busy), lenient)).to.have.length(1);
    expect(faultsOf(answer(other, headers), lenient)).to.have.length(1);
    expect(faultsOf(answer({ ...other, id: 2 }, busy), lenient)).to.have.length(1);
  });
});
