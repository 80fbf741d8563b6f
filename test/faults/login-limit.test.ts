import { expect } from 'chai';
import { ask } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { isDone, tallyOf } from '../support/faults/replies.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { flush, privateRedis } from '../support/redis.js';
import { startDeployed } from '../support/service-process.js';

type Redis = NonNullable<Awaited<ReturnType<typeof privateRedis>>>;

const faults: Readonly<Record<string, (redis: Redis) => Promise<void> | void>> = {
  killed: ({ server }) => server.kill(),
  frozen: ({ server }) => server.freeze(),
  flushed: ({ url }) => flush(url),
};

describe('An attacker who guesses a password', function () {
  this.timeout(30_000);
  let redis: Redis;
  beforeEach(async function () {
    const found = await privateRedis();
    // The tests are pending, and privateRedis has printed a warning.
    if (!found) this.skip();
    redis = found;
  });
  afterEach(async () => {
    await endProcesses();
    await redis?.stop();
  });

  for (const [what, begin] of Object.entries(faults)) {
    it(`gets at most 5 more attempts at each of two instances when Redis is ${what} after 4`, async () => {
      const databaseUrl = await freshDatabase('seeded');
      const env = { REDIS_URL: redis.url, LIMIT_LOGIN: '5 per 10 minutes' };
      const both = await Promise.all([startDeployed(databaseUrl, env), startDeployed(databaseUrl, env)]);
      const guess = (count: number) =>
        ask(`${both[count % 2]?.url}/v1/users/login`, {
          method: 'POST',
          json: { email: 'patron@example.org', password: `guess ${count}` },
        });
      let turn = 0;
      const load = new OpenLoad(100, () =>
        ask(`${both[turn++ % 2]?.url}/v1/books?per_page=${1 + (turn % 9)}`),
      );
      const replies = [];
      for (let count = 0; count < 4; count++) replies.push(await guess(count));
      expect(tallyOf(replies), 'before').to.equal('4 × 401');
      await begin(redis);
      for (let count = 4; count < 24; count++) replies.push(await guess(count));
      const readers = await load.stop();
      const tried = replies.filter(({ outcome }) => outcome === 401).length;
      report(
        `Redis ${what} between tries to guess a password`,
        '0 errors; the limit still holds: at most 5 more with each instance',
        {
          'tries with two instances': tried,
          guesses: tallyOf(replies),
          readers: tallyOf(readers),
        },
      );
      expect(tried).to.be.at.most(4 + 2 * 5);
      expect(tried + replies.filter(({ outcome }) => outcome === 429).length).to.equal(replies.length);
      expect(readers.filter((reply) => !isDone(reply))).to.deep.equal([]);
    });
  }
});
