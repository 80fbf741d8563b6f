import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { noAnswer, StubRedis } from '../../../../test/support/stub-redis.js';
import { RedisLimiter } from './redis-limiter.js';

const onePerMinute = { points: 1, seconds: 60 };

describe('The rate limiter in Redis', () => {
  let clock: SinonFakeTimers;
  let limiter: RedisLimiter;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    const redis = new StubRedis();
    redis.ping.callsFake(noAnswer);
    limiter = new RedisLimiter(redis.connection);
    redis.emit('close');
  });
  afterEach(() => clock.restore());

  it('counts in this process while Redis is away', async () => {
    await limiter.take('a', onePerMinute);
    expect(await limiter.take('a', onePerMinute)).to.include({ allowed: false });
  });

  it('ends a window of this process after its seconds', async () => {
    await limiter.take('a', onePerMinute);
    await clock.tickAsync(60_001);
    expect(limiter.usesRedis).to.equal(false);
    expect(await limiter.take('a', onePerMinute)).to.include({ allowed: true });
  });

  it('allows its share among the instances last seen while Redis is away', async () => {
    const redis = new StubRedis();
    redis.ping.callsFake(noAnswer);
    const sharing = new RedisLimiter(redis.connection, undefined, { count: 2 });
    redis.emit('close');
    const fourPerMinute = { points: 4, seconds: 60 };
    const verdicts = [];
    for (let call = 0; call < 3; call++) verdicts.push((await sharing.take('b', fourPerMinute)).allowed);
    expect(verdicts).to.deep.equal([true, true, false]);
  });
});
