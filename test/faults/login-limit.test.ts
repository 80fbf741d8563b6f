import { expect } from 'chai';
import pg from 'pg';
import { ask } from '../support/ask.js';
import { report } from '../support/faults/fault-report.js';
import { OpenLoad } from '../support/faults/open-load.js';
import { isDone, tallyOf } from '../support/faults/replies.js';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { flush, privateRedis } from '../support/redis.js';
import { startDeployed } from '../support/service-process.js';
import { until } from '../support/until.js';

type Redis = NonNullable<Awaited<ReturnType<typeof privateRedis>>>;

interface Fault {
  readonly begin: (redis: Redis) => Promise<void> | void;
  /** Guesses that two instances check afterwards: each its share of 5, or both together all 5. */
  readonly more: number;
}

const faults: Readonly<Record<string, Fault>> = {
  killed: { begin: ({ server }) => server.kill(), more: 2 * 2 },
  frozen: { begin: ({ server }) => server.freeze(), more: 2 * 2 },
  flushed: { begin: ({ url }) => flush(url), more: 5 },
};

/** Resolves when both instances have counted each other. */
async function haveCountedEachOther(databaseUrl: string): Promise<void> {
  const client = new pg.Client(databaseUrl);
  await client.connect();
  const rows = async (since: Date) =>
    (await client.query('select from running_instance where seen_at > $1', [since])).rowCount;
  await until(async () => (await rows(new Date(0))) === 2, 15_000);
  const now = (await client.query<{ now: Date }>('select now()')).rows[0]?.now ?? new Date();
  await until(async () => (await rows(now)) === 2, 15_000);
  await client.end();
}

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

  for (const [what, { begin, more }] of Object.entries(faults)) {
    it(`gets at most ${more} more attempts at two instances when Redis is ${what} after 4`, async () => {
      const databaseUrl = await freshDatabase('seeded');
      const env = { REDIS_URL: redis.url, LIMIT_LOGIN: '5 per 10 minutes' };
      const both = await Promise.all([startDeployed(databaseUrl, env), startDeployed(databaseUrl, env)]);
      await haveCountedEachOther(databaseUrl);
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
        `0 errors; the limit still holds: at most ${more} more with both instances`,
        {
          'tries with two instances': tried,
          guesses: tallyOf(replies),
          readers: tallyOf(readers),
        },
      );
      expect(tried).to.be.at.most(4 + more);
      expect(tried + replies.filter(({ outcome }) => outcome === 429).length).to.equal(replies.length);
      expect(readers.filter((reply) => !isDone(reply))).to.deep.equal([]);
    });
  }

  it('gets no more attempts at two instances without Redis than the limit allows', async () => {
    const databaseUrl = await freshDatabase('seeded');
    const env = { LIMIT_LOGIN: '6 per 10 minutes' };
    const both = await Promise.all([startDeployed(databaseUrl, env), startDeployed(databaseUrl, env)]);
    await haveCountedEachOther(databaseUrl);
    const json = { email: 'patron@example.org', password: 'a wrong guess' };
    const statuses = [];
    for (let count = 0; count < 20; count++) {
      const { outcome } = await ask(`${both[count % 2]?.url}/v1/users/login`, { method: 'POST', json });
      statuses.push(outcome);
    }
    expect(statuses.filter((status) => status === 401)).to.have.lengthOf(6);
    expect(statuses.filter((status) => status === 429)).to.have.lengthOf(14);
  });
});
