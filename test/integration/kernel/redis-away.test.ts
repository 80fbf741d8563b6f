import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { expect } from 'chai';
import type { Redis } from 'ioredis';

import type { Cache } from '../../../src/application/kernel/request/cache.js';
import type { Limiter } from '../../../src/application/kernel/request/limiter.js';
import { connectRedis } from '../../../src/infrastructure/kernel/redis/redis.js';
import { RedisLimiter } from '../../../src/infrastructure/kernel/redis/redis-limiter.js';
import { ResilientStore } from '../../../src/infrastructure/kernel/redis/resilient-store.js';
import { TaggedCache } from '../../../src/infrastructure/kernel/cache/tagged-cache.js';
import { Load } from '../../support/load.js';
import { connected, privateRedis, type PrivateServer } from '../../support/redis.js';
import { until } from '../../support/until.js';

const gives = (value: string) => () => Promise.resolve(value);
const aMinute = { seconds: 60, tags: ['book', 'copy'] };

interface Fault {
  readonly title: string;
  begin(server: PrivateServer, redis: Redis): Promise<void> | void;
  end(server: PrivateServer): Promise<void> | void;
}

const faults: Fault[] = [
  {
    title: 'When Redis is killed and returns with its last saved data',
    begin: async (server, redis) => {
      await redis.save();
      await server.kill();
    },
    end: (server) => server.restart(),
  },
  { title: 'When Redis hangs', begin: (server) => server.freeze(), end: (server) => server.thaw() },
];

for (const fault of faults) {
  describe(fault.title, () => {
    let running: Awaited<ReturnType<typeof privateRedis>>;
    let server: PrivateServer;
    let redis: Redis;
    let cache: Cache;
    let limiter: Limiter;

    beforeEach(async function () {
      running = await privateRedis();
      if (!running) this.skip();
      server = running.server;
      redis = await connected(running.url);
      cache = new TaggedCache(new ResilientStore(redis));
      limiter = new RedisLimiter(redis);
    });
    afterEach(async () => {
      redis?.disconnect();
      await running?.stop();
    });

    it('20 callers get no error and, after a second, no slow answer; then Redis is used again', async () => {
      const load = new Load(20, async (count) => {
        await cache.remember(`list ${count % 7}`, { seconds: 1, tags: ['book'] }, slowly);
        await limiter.take(`caller ${count % 7}`, { points: 1000, seconds: 60 });
      });
      expect(await load.slowestWithin(300)).to.be.below(50);
      await fault.begin(server, redis);
      await sleep(1000);
      expect(await load.slowestWithin(2500)).to.be.below(50);
      await fault.end(server);
      expect(await load.slowestWithin(1500)).to.be.below(50);
      await load.stop();
      expect(load.errors).to.eql([]);
      await until(() => shares(cache, redis));
      await until(() => counts(limiter, redis));
    });

    for (const others of [0, 2000]) {
      it(`an entry dropped meanwhile, with ${others} other tags, does not come back with Redis`, async () => {
        const read = async (): Promise<string> => (await cache.remember('list', aMinute, gives('new'))).value;
        await cache.remember('list', aMinute, gives('old'));
        await fault.begin(server, redis);
        await cache.remember('another list', aMinute, gives('noticed'));
        await cache.drop(['copy']);
        await cache.drop(Array.from({ length: others }, (_, i) => `other ${i}`));
        expect(await read()).to.equal('new');
        await fault.end(server);
        await until(async () => {
          expect(await read()).to.equal('new');
          return shares(cache, redis);
        });
        expect(await read()).to.equal('new');
      });
    }

    it('entries kept in memory meanwhile are dropped, also before the next outage', async () => {
      await fault.begin(server, redis);
      await cache.remember('list', aMinute, gives('of the outage'));
      expect((await cache.remember('list', aMinute, gives('other'))).hit).to.equal(true);
      await fault.end(server);
      await until(() => shares(cache, redis));
      await fault.begin(server, redis);
      expect(await cache.remember('list', aMinute, gives('new'))).to.eql({ value: 'new', hit: false });
    });

    it('a process that starts then works, and uses Redis when it is back', async () => {
      await fault.begin(server, redis);
      const late = connectRedis(running?.url ?? '');
      const its = new TaggedCache(new ResilientStore(late));
      expect((await its.remember('list', aMinute, gives('mine'))).value).to.equal('mine');
      await its.drop(['book']);
      await fault.end(server);
      await until(() => shares(its, redis));
      late.disconnect();
    });

    it('the connection can still be closed at once', async () => {
      await fault.begin(server, redis);
      const start = performance.now();
      const closed = redis.status === 'ready' ? once(redis, 'end') : undefined;
      redis.disconnect();
      await closed;
      expect(performance.now() - start).to.be.below(400);
      if (fault.title.includes('hangs')) server.thaw();
    });
  });
}

describe('When Redis comes back without its last writes', () => {
  let running: Awaited<ReturnType<typeof privateRedis>>;
  let redis: Redis;
  before(async function () {
    running = await privateRedis();
    if (!running) this.skip();
    redis = await connected(running.url);
  });
  after(async () => {
    redis?.disconnect();
    await running?.stop();
  });

  it('an entry dropped before the failure does not come back', async () => {
    const cache = new TaggedCache(new ResilientStore(redis));
    await cache.remember('list', aMinute, gives('old'));
    await redis.save();
    await cache.drop(['book']);
    await running?.server.kill();
    await running?.server.restart();
    await until(() => shares(cache, redis));
    expect(await cache.remember('list', aMinute, gives('new'))).to.eql({ value: 'new', hit: false });
  });
});

describe('When this process is too busy to read the answers of Redis in time', () => {
  let running: Awaited<ReturnType<typeof privateRedis>>;
  let redis: Redis;
  before(async function () {
    running = await privateRedis();
    if (!running) this.skip();
    redis = await connected(running.url);
  });
  after(async () => {
    redis?.disconnect();
    await running?.stop();
  });

  it('Redis is not reported as away', async () => {
    const cache = new TaggedCache(new ResilientStore(redis));
    const answer = cache.remember('list', aMinute, gives('list'));
    const end = performance.now() + 400;
    while (performance.now() < end);
    await answer;
    expect(await shares(cache, redis)).to.equal(true);
  });
});

const slowly = async (): Promise<string> => {
  await sleep(5);
  return 'list';
};

/** True when an entry of `cache` can be read in Redis. */
async function shares(cache: Cache, redis: Redis): Promise<boolean> {
  if (redis.status !== 'ready') return false;
  const key = randomUUID();
  await cache.remember(key, aMinute, gives('there'));
  return (await redis.exists(`{cache}entry:${key}`)) === 1;
}

/** True when a count of `limiter` can be read in Redis. */
async function counts(limiter: Limiter, redis: Redis): Promise<boolean> {
  const bucket = randomUUID();
  await limiter.take(bucket, { points: 1, seconds: 60 });
  return (await redis.exists(`limit:1/60:${bucket}`)) === 1;
}
