import { tracingChannel } from 'node:diagnostics_channel';
import { expect } from 'chai';
import { channels } from '../../../src/application/kernel/process/watched.js';
import { addPerson, type Person } from '../../support/people.js';
import { privateRedis, type TestRedis } from '../../support/redis.js';
import { startService, type RunningService } from '../../support/service.js';

/** Counts the statements that are sent to PostgreSQL while `work` runs. */
async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const channel = tracingChannel(channels.statement);
  let count = 0;
  const start = () => void count++;
  const nothing = () => undefined;
  const watch = { start, end: nothing, asyncStart: nothing, asyncEnd: nothing, error: nothing };
  channel.subscribe(watch);
  try {
    await work();
    return count;
  } finally {
    channel.unsubscribe(watch);
  }
}

describe('An answer held in memory', () => {
  let running: RunningService;
  before(async () => (running = await startService()));
  after(() => running.stop());

  for (const path of ['/v1/books?per_page=3', '/v1/books/search?q=odyssey', '/v2/books?limit=3']) {
    it(`is sent, or answered with 304, without a query: ${path}`, async () => {
      const ETag = (await running.api.get(path)).headers.get('etag') ?? '';
      const headers = { 'If-None-Match': ETag, 'Cache-Control': 'max-age=0' };
      const asked = await statementsOf(async () => {
        expect((await running.api.get(path)).status).to.equal(200);
        expect((await running.api.get(path, { headers })).status).to.equal(304);
      });
      expect(asked).to.equal(0);
    });
  }

  it('is computed once for a thousand parallel requests', async () => {
    const ask = () => fetch(`${running.url}/v2/books?sort=title&limit=7`).then(({ status }) => status);
    const asked = await statementsOf(async () => {
      const statuses = await Promise.all(Array.from({ length: 1_000 }, ask));
      expect(new Set(statuses)).to.deep.equal(new Set([200]));
    });
    expect(asked).to.equal(1);
  });
});

describe('The answers held by two instances', () => {
  let redis: TestRedis | undefined;
  let here: RunningService;
  let there: RunningService;
  let librarian: Person;
  before(async function () {
    redis = await privateRedis();
    if (!redis) this.skip();
    here = await startService({ content: 'migrated', config: { redisUrl: redis.url } });
    there = await startService({ config: { redisUrl: redis.url, databaseUrl: here.databaseUrl } });
    librarian = await addPerson(here, 'librarian');
  });
  after(async () => {
    await there?.stop();
    await here?.stop();
    await redis?.stop();
  });

  const titles = async ({ api }: RunningService): Promise<string[]> => {
    const { body } = await api.get('/v1/books?sort=-id&per_page=1');
    return (body as { title: string }[]).map(({ title }) => title);
  };

  it('are dropped in both before the change is answered, and are recomputed within 50 ms', async () => {
    const { token } = librarian;
    const ms: number[] = [];
    for (let round = 1; round <= 100; round++) {
      const [one, other] = round % 2 === 0 ? [here, there] : [there, here];
      await titles(other);
      const json = { title: `Round ${round}`, copies: 0 };
      expect((await one.api.post('/v1/books', { token, json })).status).to.equal(201);
      const told = performance.now();
      expect(await titles(other)).to.deep.equal([json.title]);
      ms.push(performance.now() - told);
    }
    // One of them may hit a busy machine.
    expect(ms.toSorted((a, b) => a - b)[90]).to.be.below(50);
  });

  it('include the caller: a role removed through one instance counts in the other at once', async () => {
    const admin = await addPerson(here, 'admin');
    const other = await addPerson(here, 'admin');
    const ask = () => there.api.get('/v1/users', { token: admin.token });
    for (const [role, status] of [
      ['patron', 403],
      ['admin', 200],
      ['patron', 403],
    ] as const) {
      const json = { role };
      await here.api.put(`/v1/users/${admin.id}/role`, { token: other.token, json });
      expect((await ask()).status, role).to.equal(status);
    }
  });
});
