import { expect } from 'chai';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { IsMoment, IsMomentAsDate } from './is-moment.js';

class Body {
  @IsMoment('When.')
  at!: string;
}

class Query {
  @IsMomentAsDate('When.')
  at!: Date;
}

const accepts = (at: unknown) =>
  [Body, Query].map((shape) => validateSync(plainToInstance<object, object>(shape, { at })).length === 0);

describe('A timestamp in /v2', () => {
  for (const at of ['2027-12-01T09:30:00Z', '2028-02-29T23:59:59.123456789+14:00', '9999-12-31T23:59:59Z']) {
    it(`is accepted in a body and in a query: ${at}`, () => {
      expect(accepts(at)).to.deep.equal([true, true]);
    });
  }

  for (const at of [
    '2027-02-30T00:00:00Z',
    '2027-12-01T24:00:00Z',
    '2027-12-01t09:30:00z',
    '2027-12-01T09:30:00',
    '2027-12-01',
    '9999-12-31T23:59:59-14:00',
    '0000-01-01T00:00:00+14:00',
    1_800_000_000,
    null,
  ]) {
    it(`is refused in both: ${at}`, () => {
      expect(accepts(at)).to.deep.equal([false, false]);
    });
  }
});
