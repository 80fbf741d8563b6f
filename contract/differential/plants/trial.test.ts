import { expect } from 'chai';
import type { Operation } from '../sources/documents.js';
import type { WireAnswer, WireRequest } from '../sides/exchange.js';
import { isChange } from './trial.js';

const answered = (status: number): WireAnswer => ({ status, headers: {}, text: '' });
const found = (method: string, first: number, second: number, id = 'addBook') => ({
  operation: { id } as Operation,
  request: { method } as WireRequest,
  answer: answered(first),
  other: answered(second),
});

describe('A different answer', () => {
  it('ends a trial when one of both has made the change', () => {
    expect(isChange(found('POST', 201, 409))).to.equal(true);
    expect(isChange(found('POST', 409, 201))).to.equal(true);
    expect(isChange(found('PATCH', 200, 200))).to.equal(true);
  });

  it('does not end a trial when both refuse, or when the request only reads', () => {
    expect(isChange(found('POST', 403, 401))).to.equal(false);
    expect(isChange(found('GET', 200, 200))).to.equal(false);
    expect(isChange(found('POST', 200, 409, 'checkLoan'))).to.equal(false);
  });
});
