import { randomUUID } from 'node:crypto';

import { expect } from 'chai';
import type { Redis } from 'ioredis';

import type { Cache } from '../../src/application/kernel/request/cache.js';
import { MemoryStore } from '../../src/infrastructure/kernel/cache/memory-store.js';
import { connectRedis } from '../../src/infrastructure/kernel/redis/redis.js';
import { RedisStore } from '../../src/infrastructure/kernel/redis/redis-store.js';
import { ResilientStore } from '../../src/infrastructure/kernel/redis/resilient-store.js';
import { TaggedCache } from '../../src/infrastructure/kernel/cache/tagged-cache.js';
import { cacheContract } from '../support/contracts/cache-contract.js';
import { connected, privateRedis, testRedis, type TestRedis } from '../support/redis.js';

const gives = (value: string) => () => Promise.resolve(value);

describe('The cache in memory', () => {
  cacheContract(() => new TaggedCache(new MemoryStore()));

  it('keeps at most 32 MB, and evicts the least recently read entries first', async () => {
    const cache = new TaggedCache(new MemoryStore());
    const rule = { seconds: 60, tags: [] };
    const megabyte = 'x'.repeat(500_000);
    const read = (key: number): Promise<{ hit: boolean }> =>
      cache.remember(String(key), rule, gives(megabyte));
    for (let key = 0; key < 100; key++) {
      await read(key);
      await read(0);
    }
    for (const key of [0, 99, 70]) expect(await read(key), `${key}`).to.include({ hit: true });
    for (const key of [1, 60]) expect(await read(key), `${key}`).to.include({ hit: false });
  });

  it('returns an answer that is too large to keep', async () => {
    const cache = new TaggedCache(new MemoryStore());
    const huge = 'x'.repeat(40 * 1024 * 1024);
    expect(await cache.remember('huge', { seconds: 60, tags: [] }, gives(huge))).to.include({ hit: false });
  });
});

describe('The cache in Redis', () => {
  let server: TestRedis | undefined;
  let redis: Redis;
  let another: Redis;
  before(async function () {
    server = await testRedis();
    if (!server) this.skip();
    redis = await connected(server.url);
    another = await connected(server.url);
  });
  after(async () => {
    redis?.disconnect();
    another?.disconnect();
    await server?.stop();
  });

  describe('alone', () => cacheContract(() => new TaggedCache(new RedisStore(redis))));

  describe('with memory as fallback', () => {
    let cache: Cache;
    before(() => {
      cache = new TaggedCache(new ResilientStore(redis));
    });
    cacheContract(() => cache);
  });

  it('is shared by all instances: each reads what another stored, and a drop applies to all', async () => {
    const here = new TaggedCache(new ResilientStore(redis));
    const there = new TaggedCache(new ResilientStore(another));
    const key = randomUUID();
    const rule = { seconds: 60, tags: [key] };
    for (const value of ['1', '2', '3', '4', '5']) {
      expect(await here.remember(key, rule, gives(value))).to.eql({ value, hit: false });
      expect(await there.remember(key, rule, gives('other'))).to.eql({ value, hit: true });
      await there.drop([key]);
    }
  });

  it('does not keep a value that one instance computed while another dropped its tag', async () => {
    const [here, there] = [new TaggedCache(new RedisStore(redis)), new TaggedCache(new RedisStore(another))];
    const key = randomUUID();
    const rule = { seconds: 60, tags: [key] };
    await here.remember(key, rule, async () => {
      await there.drop([key]);
      return 'old';
    });
    expect(await here.remember(key, rule, gives('new'))).to.eql({ value: 'new', hit: false });
  });
});

describe('A cache in Redis that loses its keys', () => {
  let server: TestRedis | undefined;
  let redis: Redis;
  before(async function () {
    server = await privateRedis();
    if (!server) this.skip();
    redis = await connected(server.url);
  });
  after(async () => {
    redis?.disconnect();
    await server?.stop();
  });

  it('recomputes after FLUSHALL, and keeps nothing computed under a lost generation', async () => {
    const cache = new TaggedCache(new RedisStore(redis));
    const rule = { seconds: 60, tags: ['book'] };
    await cache.remember('list', rule, async () => {
      await redis.flushall();
      return 'old';
    });
    expect(await cache.remember('list', rule, gives('new'))).to.eql({ value: 'new', hit: false });
  });

  it('does not bring back an old entry when generations are evicted before or after a drop', async () => {
    const cache = new TaggedCache(new RedisStore(redis));
    const rule = { seconds: 60, tags: ['copy'] };
    for (const round of ['1', '2', '3']) {
      expect(await cache.remember('copies', rule, gives(round))).to.eql({ value: round, hit: false });
      await redis.del('{cache}tag:copy');
      await cache.drop(['copy']);
      await redis.del('{cache}tag:copy');
    }
  });

  it('sets an expiry on every key, so that nothing stays in Redis for ever', async () => {
    const cache = new TaggedCache(new RedisStore(redis));
    await cache.remember('fleeting', { seconds: 60, tags: ['loan'] }, gives('text'));
    const lives = await Promise.all(
      ['{cache}entry:fleeting', '{cache}tag:loan', '{cache}tag:*'].map((key) => redis.ttl(key)),
    );
    expect(lives[0]).to.be.within(59, 60);
    expect(lives[1]).to.be.within(86_000, 86_400);
    expect(lives[2]).to.be.within(1, 86_400);
  });
});

describe('The cache whose configured Redis is missing', () => {
  let nowhere: Redis;
  let cache: Cache;
  before(() => {
    nowhere = connectRedis('redis://127.0.0.1:1');
    cache = new TaggedCache(new ResilientStore(nowhere));
  });
  after(() => nowhere.disconnect());

  cacheContract(() => cache);
});
