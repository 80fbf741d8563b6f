import { expect } from 'chai';
import type { Operation } from '../sources/documents.js';
import type { Heard } from '../requests/talk.js';
import { Coverage, nameOf } from './coverage.js';

const operation = {
  major: 'v2',
  minor: '2.0',
  id: 'getBook',
  statuses: [200, 404, 503],
} as unknown as Operation;
const heard = (status: number) =>
  ({ operation, answer: { status, headers: {}, text: '' } }) as unknown as Heard;

describe('The coverage of the documented statuses', () => {
  it('names the statuses that no answer had, apart from those that no conversation has', () => {
    const coverage = new Coverage([operation], new Set(['v2 getBook 200', 'v2 getBook 404']));
    coverage.hear(heard(200));
    expect(coverage.gaps().map(nameOf)).to.deep.equal(['v2 2.0 getBook 404']);
  });

  it('counts successes, 304 among them', () => {
    const coverage = new Coverage([], new Set());
    for (const status of [200, 304, 404, 400]) coverage.hear(heard(status));
    expect(coverage.percentSuccessful).to.equal(50);
    expect(coverage.statuses).to.deep.equal(['200: 1', '304: 1', '400: 1', '404: 1']);
  });
});
