import { expect } from 'chai';
import { faultsOf, type Report } from './judge.js';

const asserted = { item: { name: 'List books' }, assertions: [{ assertion: 'The status is 200.' }] };
const collection = { item: [{ item: [{}, {}] }] };

describe('The judge of a run of a collection', () => {
  it('finds no fault where each request has an assertion that holds', () => {
    expect(faultsOf({ collection, run: { executions: [asserted, asserted], failures: [] } })).to.deep.equal(
      [],
    );
  });

  it('finds a request without an assertion, and one that was not sent', () => {
    for (const silent of [
      { item: { name: 'Get a book' } },
      { item: { name: 'Get a book' }, assertions: [] },
    ]) {
      const faults = faultsOf({ collection, run: { executions: [silent], failures: [] } });
      expect(faults).to.deep.equal(['Get a book: it asserts nothing.', '1 of 2 requests were sent.']);
    }
  });

  it('finds an empty collection', () => {
    const nothing: Report = { collection: { item: [] }, run: { executions: [], failures: [] } };
    expect(faultsOf(nothing)).to.deep.equal(['0 of 0 requests were sent.']);
  });

  it('finds what failed, a script too', () => {
    const failures = [
      { source: { name: 'Get a book' }, error: { message: 'expected 404 to equal 200' } },
      { error: { message: 'getaddrinfo ENOTFOUND' } },
    ];
    expect(faultsOf({ collection, run: { executions: [asserted, asserted], failures } })).to.deep.equal([
      'Get a book: expected 404 to equal 200',
      'The collection: getaddrinfo ENOTFOUND',
    ]);
  });
});
