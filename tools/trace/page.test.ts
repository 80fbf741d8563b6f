import { expect } from 'chai';
import type { Calls } from './calls.js';
import { functionList, page, typicalOf } from './page.js';

/** A repetition with so many calls of one function of our own, and half as many in a package. */
const repetition = (calls: number): Calls => ({
  own: [{ name: 'lend', file: 'src/domain/circulation/loan.js', offset: 3, calls }],
  packages: [{ name: 'query', file: 'file:///x/node_modules/pg/client.js', offset: 0, calls: calls / 2 }],
});
const traced = { outcome: 201, warm: 9, repetitions: [30, 10, 20].map(repetition) };

describe('The page of a trace', () => {
  it('shows the repetition with the median number of calls, and the lowest and the highest', () => {
    expect(typicalOf(traced.repetitions)).to.deep.equal(repetition(20));
    expect(page('POST /v1/loans', traced)).to.match(/^our own +1 +1 +20 +10 to 30$/m);
    expect(() => typicalOf([])).to.throw('Nothing was counted');
  });

  it('reports which requests are within the budget and which are over it', () => {
    const lines = page('POST /v1/loans', traced, { own: 19, packages: 10 });
    expect(lines).to.match(/^our own .* OVER THE BUDGET of 19$/m);
    expect(lines).to.match(/^in packages .* within the budget of 10$/m);
  });

  it('lists folders below their layer, and packages', () => {
    const lines = page('POST /v1/loans', traced);
    expect(lines).to.match(/^src\/domain +1 +1 +20\n {2}src\/domain\/circulation +1 +1 +20$/m);
    expect(lines).to.match(/^pg +1 +1 +10$/m);
  });

  it('lists functions with their place', () => {
    expect(functionList(traced, ({ file, offset }) => `${file}@${offset}`)).to.contain(
      '    20  lend  src/domain/circulation/loan.js@3',
    );
  });
});
