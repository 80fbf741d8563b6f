import { expect } from 'chai';
import { intervalOf } from './interval.js';

describe('The interval of a schedule', () => {
  const cases = [
    ['* * * * *', 60],
    ['*/10 * * * *', 600],
    ['5 * * * *', 3_600],
    ['0 */6 * * *', 21_600],
    ['25 3 * * *', 86_400],
    ['0 4 1 * *', 31 * 86_400],
    ['0 4 * * 1', 7 * 86_400],
  ] as const;
  for (const [schedule, seconds] of cases) {
    it(`of "${schedule}" is ${seconds} s`, () => {
      expect(intervalOf(schedule)).to.equal(seconds);
    });
  }
});
