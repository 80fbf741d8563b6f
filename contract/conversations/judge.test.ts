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

describe('The comparison of a conversation', () => {
  it('accepts the same answer', () => {
    expect(faultsOf(answer(body, headers), expected)).to.deep.equal([]);
  });

  it('accepts additional headers, and an additional link', () => {
    const more = { ...headers, 'X-New': '1', Link: `${headers.Link}, </guide>; rel="deprecation"` };
    expect(faultsOf(answer(body, more), expected)).to.deep.equal([]);
  });

  const wrong: Readonly<Record<string, unknown>> = {
    'a missing field': { id: 1, name: 'Ada', tags: ['a', 'b'] },
    'an unknown field': { ...body, more: 1 },
    'a number that is a string': { ...body, id: '1' },
    'null for an empty string': { ...body, none: '' },
    'fields in another order': { name: 'Ada', id: 1, tags: ['a', 'b'], none: null },
    'a list in another order': { ...body, tags: ['b', 'a'] },
    'a blank in the JSON': JSON.stringify(body, null, 1),
    'no body': '',
  };
  for (const [title, heard] of Object.entries(wrong)) {
    it(`reports ${title}`, () => {
      expect(faultsOf(answer(heard, headers), expected)).to.have.length(1);
    });
  }

  it('reports another status, another header and a missing header', () => {
    expect(faultsOf(answer(body, headers, 201), expected)).to.deep.equal(['status 201 instead of 200']);
    expect(faultsOf(answer(body, { ...headers, 'X-Total-Count': '3' }), expected)).to.have.length(1);
    expect(faultsOf(answer(body, { 'X-Total-Count': '2' }), expected)).to.have.length(1);
  });

  it('checks only the kind of an unpredictable value', () => {
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
