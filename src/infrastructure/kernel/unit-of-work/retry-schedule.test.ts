import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { nextRetryAt } from './retry-schedule.js';
import { SystemClock } from '../runtime/system-clock.js';

const minute = 60_000;

describe('The retry schedule', () => {
  let clock: SinonFakeTimers;
  beforeEach(() => (clock = sinon.useFakeTimers(new Date('2026-12-01T09:30:00Z'))));
  afterEach(() => clock.restore());

  const waitMinutes = (attemptsBefore: number): number => {
    const now = new SystemClock().now();
    return (nextRetryAt(now, attemptsBefore).getTime() - now.getTime()) / minute;
  };

  it('retries after two minutes at first', () => {
    expect(nextRetryAt(new SystemClock().now(), 0)).to.deep.equal(new Date('2026-12-01T09:32:00Z'));
  });

  it('doubles the time with each attempt', () => {
    expect([0, 1, 2, 3, 4, 5, 6].map(waitMinutes)).to.deep.equal([2, 4, 8, 16, 32, 64, 128]);
  });

  it('never waits longer than four hours, however often it has failed', () => {
    expect([7, 8, 60, 5_000].map(waitMinutes)).to.deep.equal([240, 240, 240, 240]);
  });

  it('makes nine attempts in the first nine hours of an outage', () => {
    let attempts = 0;
    let next = new SystemClock().now();
    for (; next < new Date('2026-12-01T18:30:00Z'); attempts++) {
      clock.setSystemTime(next);
      next = nextRetryAt(new SystemClock().now(), attempts);
    }
    expect(attempts).to.equal(9);
  });
});
