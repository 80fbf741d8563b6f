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

  describe('of a refusal', () => {
    const refusal = {
      message: 'The request is not valid.',
      code: 'request.validation_failed',
      errors: { title: ['title must not be blank'] },
    };
    const problem = {
      title: 'Not valid.',
      detail: 'Not valid.',
      code: 'request.validation_failed',
      errors: [{ pointer: '/title', code: 'blank', parameters: { minimum: 1 }, detail: 'Blank.' }],
    };
    const faults = (heard: unknown, told: unknown) =>
      faultsOf(answer(heard, {}, 400), { status: 400, headers: {}, body: told });

    it('accepts other sentences', () => {
      const words = { ...refusal, message: 'No.', errors: { title: ['Der Titel fehlt.'] } };
      expect(faults(words, refusal)).to.deep.equal([]);
      const errors = [{ ...problem.errors[0], detail: 'Leer.' }];
      expect(faults({ ...problem, title: 'Nein.', detail: 'Nein.', errors }, problem)).to.deep.equal([]);
    });

    it('reports a sentence that is missing, empty, or no text', () => {
      const { message: _, ...silent } = refusal;
      for (const told of [silent, { ...refusal, message: '' }, { ...refusal, message: null }])
        expect(faults(told, refusal)).to.have.length(1);
      expect(faults({ ...refusal, errors: { title: [] } }, refusal)).to.have.length(1);
    });

    it('reports another code, pointer or parameter', () => {
      expect(faults({ ...refusal, code: 'request.refused' }, refusal)).to.have.length(1);
      expect(faults({ ...refusal, errors: { name: ['A'] } }, refusal)).to.have.length(1);
      for (const other of [{ pointer: '/a' }, { code: 'empty' }, { parameters: { minimum: 2 } }]) {
        const errors = [{ ...problem.errors[0], ...other }];
        expect(faults({ ...problem, errors }, problem), JSON.stringify(other)).to.have.length(1);
      }
    });

    it('compares the title of what has no code word by word', () => {
      expect(faults({ title: 'Dune' }, { title: 'Emma' })).to.have.length(1);
    });
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
