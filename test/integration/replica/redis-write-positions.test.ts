import { expect } from 'chai';
import type { Redis } from 'ioredis';
import { Availability } from '../../../src/application/kernel/process/availability.js';
import { RedisWritePositions } from '../../../src/infrastructure/kernel/redis/redis-write-positions.js';
import { lastLsn, parseLsn } from '../../../src/infrastructure/kernel/replica/lsn.js';
import { connected, privateRedis } from '../../support/redis.js';
import { until } from '../../support/until.js';

const [early, late] = [parseLsn('0/9ABCDEF0'), parseLsn('1/5')];

describe('The write positions that instances share', () => {
  let running: Awaited<ReturnType<typeof privateRedis>>;
  let redis: Redis;
  let floors: RedisWritePositions;
  let losses = 0;
  before(async function () {
    running = await privateRedis();
    if (!running) this.skip();
    redis = await connected(running.url);
    floors = new RedisWritePositions(redis, new Availability('redis', 'warn'), () => losses++);
  });
  after(async () => {
    redis?.disconnect();
    await running?.stop();
  });

  it('are the latest by caller, in whichever order they arrive', async () => {
    await Promise.all([early, late, early].map((position) => floors.raise('7', position, 5)));
    expect([await floors.read('7'), await floors.read('8')]).to.eql([late, undefined]);
    await floors.raise('7', lastLsn, 5);
    expect(await floors.read('7')).to.equal(lastLsn);
  });

  it('are kept as long as the last report requires, also when its position was the lower one', async () => {
    await floors.raise('9', late, 5);
    await floors.raise('9', early, 60);
    expect(await floors.read('9')).to.equal(late);
    expect(await redis.ttl('seen:9')).to.be.within(50, 60);
  });

  it('are known to be missing when Redis is away, and no request waits for them', async () => {
    await running?.server.kill();
    await until(() => losses > 0);
    const asked = performance.now();
    const refused = await Promise.allSettled([floors.read('7'), floors.raise('7', late, 5)]);
    expect(refused.map(({ status }) => status)).to.eql(['rejected', 'rejected']);
    expect(performance.now() - asked).to.be.below(100);
  });
});
