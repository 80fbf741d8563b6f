import { expect } from 'chai';
import { outcomeOf } from './outcome.js';

describe('The outcome of a call', () => {
  for (const [status, outcome] of [
    [200, '2xx'],
    [204, '2xx'],
    [302, '2xx'],
    [304, '304'],
    [404, '4xx'],
    [429, '4xx'],
    [500, '5xx'],
    [503, '5xx'],
  ] as const) {
    it(`is ${outcome} for ${status}`, () => {
      expect(outcomeOf(status, undefined)).to.equal(outcome);
    });
  }

  it('tells a 410 after the sunset from one of a brownout', () => {
    expect(outcomeOf(410, 'request.gone')).to.equal('gone');
    expect(outcomeOf(410, 'request.brownout')).to.equal('brownout');
  });
});
