import { expect } from 'chai';
import { validateSync } from 'class-validator';
import { IsDay } from './is-day.js';

class Closing {
  @IsDay()
  on: unknown;
}

const isRight = (on: unknown): boolean => validateSync(Object.assign(new Closing(), { on })).length === 0;

describe('A day', () => {
  it('is a date without a time', () => {
    for (const on of ['2027-12-01', '2028-02-29', '0001-01-01', '9999-12-31'])
      expect(isRight(on), on).to.equal(true);
  });

  it('is no other text, and no other value', () => {
    const wrong = [
      '2027-02-29',
      '2027-13-01',
      '0000-01-01',
      '2027-12-01T00:00:00Z',
      '2027-12-1',
      ' 2027-12-01',
      '',
    ];
    for (const on of [...wrong, 7, null, undefined, ['2027-12-01'], {}]) expect(isRight(on)).to.equal(false);
  });
});
