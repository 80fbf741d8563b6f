import { expect } from 'chai';
import sinon, { type SinonFakeTimers } from 'sinon';
import { MemoryLimiter } from './memory-limiter.js';

const fivePerTenMinutes = { points: 5, seconds: 600 };

describe('The rate limiter in memory', () => {
  let clock: SinonFakeTimers;
  let limiter: MemoryLimiter;
  beforeEach(() => {
    clock = sinon.useFakeTimers();
    limiter = new MemoryLimiter();
  });
  afterEach(() => clock.restore());

  const take = () => limiter.take('login:address:203.0.113.7', fivePerTenMinutes);
  const useUp = async () => {
    for (let call = 0; call < fivePerTenMinutes.points; call++) await take();
  };

  it('returns the whole seconds until the window ends', async () => {
    await take();
    await clock.tickAsync(100_500);
    expect(await take()).to.deep.equal({ allowed: true, remaining: 3, resetSeconds: 500 });
  });

  it('returns one second when less than one is left', async () => {
    await take();
    await clock.tickAsync(599_900);
    expect(await take()).to.include({ resetSeconds: 1 });
  });

  it('refuses until the last millisecond of the window', async () => {
    await useUp();
    await clock.tickAsync(599_999);
    expect(await take()).to.include({ allowed: false, remaining: 0 });
  });

  it('restores all points after the window', async () => {
    await useUp();
    await clock.tickAsync(600_001);
    expect(await take()).to.deep.equal({ allowed: true, remaining: 4, resetSeconds: 600 });
  });

  it('begins a window with its first call, whatever is refused meanwhile', async () => {
    await useUp();
    await clock.tickAsync(500_000);
    expect(await take()).to.include({ allowed: false, resetSeconds: 100 });
    await clock.tickAsync(100_001);
    expect(await take()).to.include({ allowed: true });
  });

  it('keeps no data of an ended window', async () => {
    await take();
    await clock.tickAsync(600_001);
    expect(clock.countTimers()).to.equal(0);
  });

  it('counts a point that was given back as not taken', async () => {
    await useUp();
    await limiter.giveBack('login:address:203.0.113.7', fivePerTenMinutes);
    expect(await take()).to.include({ allowed: true, remaining: 0 });
    expect(await take()).to.include({ allowed: false });
  });

  const allowedOf = async (sharing: MemoryLimiter, points: number) => {
    const limit = { points, seconds: 600 };
    let allowed = 0;
    for (let call = 0; call < 20; call++) allowed += Number((await sharing.take('a', limit)).allowed);
    return allowed;
  };

  it('allows the share of one instance among several, and at least one point', async () => {
    const sharing = new MemoryLimiter({ count: 3 });
    expect(await allowedOf(sharing, 10)).to.equal(3);
    expect(await allowedOf(new MemoryLimiter({ count: 3 }), 2)).to.equal(1);
  });

  it('allows a smaller share as soon as there are more instances, in the same window', async () => {
    const instances = { count: 1 };
    const sharing = new MemoryLimiter(instances);
    const limit = { points: 6, seconds: 600 };
    for (let call = 0; call < 3; call++) await sharing.take('a', limit);
    instances.count = 2;
    expect(await sharing.take('a', limit)).to.include({ allowed: false, remaining: 0 });
  });
});
