import { expect } from 'chai';
import { preferredMoment } from './preference.js';

const at = (prefer: string) => preferredMoment(prefer)?.at.toISOString();
const moment = '2028-12-02T00:00:00.000Z';

describe('The preferred moment of a lifecycle', () => {
  it('is read with quotes and without, in any case, and beside other preferences', () => {
    for (const prefer of [
      'lifecycle-at="2028-12-02T00:00:00Z"',
      'lifecycle-at=2028-12-02T00:00:00Z',
      'Lifecycle-At = "2028-12-02T01:00:00+01:00"',
      'respond-async, lifecycle-at="2028-12-02T00:00:00Z"; foo=bar, wait=10',
      'note="a, b", lifecycle-at="2028-12-02T00:00:00.0Z"',
    ])
      expect(at(prefer), prefer).to.equal(moment);
  });

  it('is the first one', () => {
    expect(at('lifecycle-at="2028-12-02T00:00:00Z", lifecycle-at="2029-12-02T00:00:00Z"')).to.equal(moment);
  });

  it('is ignored if it is malformed, or part of something else', () => {
    for (const prefer of [
      '',
      'lifecycle-at',
      'lifecycle-at=',
      'lifecycle-at="tomorrow"',
      'lifecycle-at="2028-12-02"',
      'lifecycle-at="2028-02-30T00:00:00Z"',
      'lifecycle-at="2028-12-02T25:00:00Z"',
      'lifecycle-at="2028-12-02T00:00:00"',
      'note="lifecycle-at=2028-12-02T00:00:00Z"',
      'not-lifecycle-at="2028-12-02T00:00:00Z"',
      `lifecycle-at="2028-12-02T00:00:00Z"${' '.repeat(500)}`,
    ])
      expect(preferredMoment(prefer), prefer).to.equal(undefined);
  });

  it('keeps the text as it was sent', () => {
    expect(preferredMoment('lifecycle-at="2028-12-02T01:00:00+01:00"')?.text).to.equal(
      '2028-12-02T01:00:00+01:00',
    );
  });
});
