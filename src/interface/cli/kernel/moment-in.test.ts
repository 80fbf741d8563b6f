import { expect } from 'chai';
import { momentIn } from './moment-in.js';

describe('A moment in an option', () => {
  it('is a date in UTC, or a time with a zone', () => {
    const read = ['2028-02-29', '2027-12-02T10:00Z', '2027-12-02T10:00:00.5+02:00'].map((text) =>
      momentIn('--at', text).toISOString(),
    );
    expect(read).to.deep.equal([
      '2028-02-29T00:00:00.000Z',
      '2027-12-02T10:00:00.000Z',
      '2027-12-02T08:00:00.500Z',
    ]);
  });

  for (const text of [
    '',
    'tomorrow',
    '2027-12-02 10:00',
    '2027-12-02T10:00',
    '2027-02-29',
    '2027-04-31T10:00:00Z',
    '2027-13-01',
    '2027-12-02T25:00Z',
  ]) {
    it(`is not ${JSON.stringify(text)}`, () => {
      expect(() => momentIn('--at', text)).to.throw('--at must be a date or a moment, such as 2027-12-01');
    });
  }
});
