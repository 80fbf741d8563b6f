import { expect } from 'chai';
import { RateLimiterRes } from 'rate-limiter-flexible';
import sinon from 'sinon';
import { FlexibleLimiter } from './flexible-limiter.js';

const limit = { points: 2, seconds: 60 };

/** A limiter whose store gives this result: resolved within the limit, rejected beyond it or when the store fails. */
function withStore(consume: () => Promise<RateLimiterRes>) {
  const make = sinon.stub().returns({ consume, reward: consume });
  return { limiter: new FlexibleLimiter(make), make };
}

describe('A rate limiter on rate-limiter-flexible', () => {
  it('allows a call that the library resolves', async () => {
    const { limiter } = withStore(() => Promise.resolve(new RateLimiterRes(1, 59_001, 1)));
    expect(await limiter.take('a', limit)).to.deep.equal({ allowed: true, remaining: 1, resetSeconds: 60 });
  });

  it('refuses a call that the library rejects with its result', async () => {
    const { limiter } = withStore(async () => {
      throw new RateLimiterRes(0, 1_000, 3);
    });
    expect(await limiter.take('a', limit)).to.deep.equal({ allowed: false, remaining: 0, resetSeconds: 1 });
  });

  it('returns at least one second, because a client would retry at once', async () => {
    const { limiter } = withStore(() => Promise.resolve(new RateLimiterRes(0, 0, 2)));
    expect(await limiter.take('a', limit)).to.include({ resetSeconds: 1 });
  });

  it('passes on a fault of the store', async () => {
    const fault = new Error('away');
    const { limiter } = withStore(() => Promise.reject(fault));
    expect(await limiter.take('a', limit).catch((error: unknown) => error)).to.equal(fault);
  });

  it('creates one limiter of the library for each limit', async () => {
    const { limiter, make } = withStore(() => Promise.resolve(new RateLimiterRes(1, 1, 1)));
    await limiter.take('a', limit);
    await limiter.take('b', limit);
    await limiter.take('a', { points: 5, seconds: 600 });
    expect(make.args).to.deep.equal([
      [{ keyPrefix: 'limit:2/60', points: 2, duration: 60 }],
      [{ keyPrefix: 'limit:5/600', points: 5, duration: 600 }],
    ]);
  });

  it('shows what remains after a point was given back', async () => {
    const { limiter } = withStore(() => Promise.resolve(new RateLimiterRes(1, 59_001, 1)));
    expect(await limiter.giveBack('a', limit)).to.deep.equal({
      allowed: true,
      remaining: 1,
      resetSeconds: 60,
    });
  });

  it('never shows more points than the limit has, though a point came back after its window', async () => {
    const { limiter } = withStore(() => Promise.resolve(new RateLimiterRes(3, 59_001, -1)));
    expect(await limiter.giveBack('a', limit)).to.include({ remaining: 2 });
  });
});
