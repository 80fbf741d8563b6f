import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { createServer } from 'node:net';

import { expect } from 'chai';

import { cacheContract } from '../../support/contracts/cache-contract.js';
import { limiterContract } from '../../support/contracts/limiter-contract.js';
import { redisCluster, redisWithSentinels, type RedisGroup } from '../../support/redis-groups.js';
import { RedisInstance } from '../../support/redis-instance.js';
import { startService } from '../../support/service.js';
import { until } from '../../support/until.js';

const gives = (value: string) => () => Promise.resolve(value);

const kinds = [
  { title: 'Redis behind Sentinels', start: redisWithSentinels },
  { title: 'A Redis Cluster', start: redisCluster },
];

for (const { title, start } of kinds) {
  describe(title, function () {
    this.timeout(60_000);
    let group: RedisGroup;
    let here: RedisInstance;
    let there: RedisInstance;
    before(async function () {
      const started = await start();
      if (!started) this.skip();
      group = started;
      [here, there] = await Promise.all([RedisInstance.start(group), RedisInstance.start(group)]);
    });
    after(async () => {
      here?.redis.disconnect();
      there?.redis.disconnect();
      await group?.stop();
    });

    describe('has a cache', () => cacheContract(() => here.cache));
    describe('has a limiter', () => limiterContract(() => here.limiter));

    it('is shared by all instances', async () => {
      expect([await here.sharesWith(there), await there.sharesWith(here)]).to.eql([true, true]);
      const rule = { seconds: 60, tags: [randomUUID()] };
      const key = randomUUID();
      for (const value of ['1', '2', '3']) {
        expect(await here.cache.remember(key, rule, gives(value))).to.eql({ value, hit: false });
        expect(await there.cache.remember(key, rule, gives('other'))).to.eql({ value, hit: true });
        await there.cache.drop(rule.tags);
      }
      const [bucket, limit] = [randomUUID(), { points: 5, seconds: 60 }];
      const takes = Array.from({ length: 5 }, () =>
        [here, there].map(({ limiter }) => limiter.take(bucket, limit)),
      );
      const allowed = (await Promise.all(takes.flat())).filter((verdict) => verdict.allowed);
      expect(allowed).to.have.length(5);
    });

    it('is shared by the processes of a service', async () => {
      const one = await startService({ config: { redisUrl: group.url } });
      const two = await startService({ config: { redisUrl: group.url, databaseUrl: one.databaseUrl } });
      const states: unknown[] = [];
      for (const { api } of [one, two]) {
        const { headers } = await api.get('/v1/books?per_page=3');
        states.push(headers.get('X-Cache'));
      }
      await Promise.all([one.stop(), two.stop()]);
      expect(states).to.eql(['MISS', 'HIT']);
    });
  });
}

describe('Sentinels of which one is down', function () {
  this.timeout(60_000);
  let group: RedisGroup;
  before(async function () {
    const started = await redisWithSentinels();
    if (!started) this.skip();
    group = started;
  });
  after(() => group?.stop());

  it('lead to Redis, and the log does not mention the one that is down', async () => {
    const [away] = group.watchers;
    await away?.kill();
    let tries = 0;
    const refuses = createServer((socket) => {
      tries++;
      socket.resetAndDestroy();
    });
    await once(refuses.listen(away?.port, '127.0.0.1'), 'listening');
    const printed: unknown[] = [];
    const { error } = console;
    console.error = (...words: unknown[]) => printed.push(words);
    const [one, two] = await Promise.all([RedisInstance.start(group), RedisInstance.start(group)]);
    await until(async () => (await one.sharesWith(two)) && tries > 5);
    for (const { redis } of [one, two]) redis.disconnect();
    console.error = error;
    await new Promise((closed) => refuses.close(closed));
    expect(printed).to.eql([]);
  });
});
