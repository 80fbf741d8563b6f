import { randomUUID } from 'node:crypto';

import { expect } from 'chai';
import type { Redis } from 'ioredis';

import type { Limiter } from '../../src/application/kernel/request/limiter.js';
import { MemoryLimiter } from '../../src/infrastructure/kernel/rate-limit/memory-limiter.js';
import { connectRedis } from '../../src/infrastructure/kernel/redis/redis.js';
import { RedisLimiter } from '../../src/infrastructure/kernel/redis/redis-limiter.js';
import { limiterContract } from '../support/contracts/limiter-contract.js';
import { connected, testRedis, type TestRedis } from '../support/redis.js';

describe('The limiter in memory', () => limiterContract(() => new MemoryLimiter()));

describe('The limiter in Redis', () => {
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

  limiterContract(() => new RedisLimiter(redis));

  it('counts for all instances together', async () => {
    const [here, there] = [new RedisLimiter(redis), new RedisLimiter(another)];
    const [bucket, limit] = [randomUUID(), { points: 5, seconds: 60 }];
    const takes = Array.from({ length: 10 }, () => [here.take(bucket, limit), there.take(bucket, limit)]);
    const allowed = (await Promise.all(takes.flat())).filter((verdict) => verdict.allowed);
    expect(allowed).to.have.length(5);
  });
});

describe('The limiter whose configured Redis is missing', () => {
  let nowhere: Redis;
  let limiter: Limiter;
  before(() => {
    nowhere = connectRedis('redis://127.0.0.1:1');
    limiter = new RedisLimiter(nowhere);
  });
  after(() => nowhere.disconnect());

  limiterContract(() => limiter);
});
