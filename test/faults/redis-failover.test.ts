import { randomUUID } from 'node:crypto';

import { expect } from 'chai';

import { report } from '../support/faults/fault-report.js';
import { Load } from '../support/load.js';
import { redisCluster, redisWithSentinels, type RedisGroup } from '../support/redis-groups.js';
import { RedisInstance } from '../support/redis-instance.js';
import type { PrivateServer } from '../support/redis.js';
import { until } from '../support/until.js';

const gives = (value: string) => () => Promise.resolve(value);
const aMinute = { seconds: 60, tags: ['book'] };

interface Fault {
  readonly what: string;
  begin(master: PrivateServer): Promise<void> | void;
  end(master: PrivateServer): Promise<void> | void;
}

const faults: Fault[] = [
  { what: 'killed', begin: (master) => master.kill(), end: (master) => master.restart() },
  { what: 'frozen', begin: (master) => master.freeze(), end: (master) => master.thaw() },
];

const kinds = [
  { what: 'Redis behind Sentinels', start: redisWithSentinels },
  { what: 'a Redis Cluster', start: redisCluster },
];

for (const { what, start } of kinds) {
  describe(`The master of ${what}`, function () {
    this.timeout(180_000);
    let group: RedisGroup;
    let here: RedisInstance;
    let there: RedisInstance;
    let load: Load | undefined;
    beforeEach(async function () {
      const started = await start();
      if (!started) this.skip();
      group = started;
      [here, there] = await Promise.all([RedisInstance.start(group), RedisInstance.start(group)]);
    });
    afterEach(async () => {
      await load?.stop();
      here?.redis.disconnect();
      there?.redis.disconnect();
      await group?.stop();
    });

    const share = async () => (await here.sharesWith(there)) && there.sharesWith(here);

    for (const fault of faults) {
      it(`may be ${fault.what}: no request fails, and its successor returns no old entry`, async () => {
        await here.cache.remember('before', aMinute, gives('before'));
        load = new Load(20, (count) => changeAndRead(here, `caller ${count % 7}`));
        await load.slowestWithin(300);
        const master = await group.master();
        const begun = performance.now();
        await fault.begin(master);
        const slowest = await load.slowestWithin(1_000);
        // A replica is promoted after about two seconds; where the machine stalled it may take half a minute.
        await until(share, 50_000);
        const seconds = (performance.now() - begun) / 1_000;
        const read = await here.cache.remember('before', aMinute, gives('anew'));
        await fault.end(master);
        const afterwards = await load.slowestWithin(1_500);
        await until(share, 50_000);
        await load.stop();

        report(`master of ${what} ${fault.what}, 20 callers`, '0 errors', {
          errors: load.errors.length,
          'slowest (ms)': slowest,
          'Redis used again after (s)': seconds,
          'slowest when it came back (ms)': afterwards,
        });
        expect(load.errors).to.eql([]);
        expect(Math.max(slowest, afterwards)).to.be.below(1_000);
        expect(read).to.eql({ value: 'anew', hit: false });
      });
    }
  });
}

/** So few that the drops owed to Redis after an outage do not exceed the limit. */
const keys = Array.from({ length: 20 }, () => randomUUID());

/** A caller that has changed something reads its current state. */
async function changeAndRead({ cache, limiter }: RedisInstance, caller: string): Promise<void> {
  const key = keys.pop() ?? randomUUID();
  const rule = { seconds: 60, tags: [key] };
  await limiter.take(caller, { points: 1_000_000, seconds: 60 });
  await cache.remember(key, rule, gives('old'));
  await cache.drop([key]);
  const { value } = await cache.remember(key, rule, gives('new'));
  await cache.drop([key]);
  keys.push(key);
  if (value !== 'new') throw new Error('an old answer after a change');
}
