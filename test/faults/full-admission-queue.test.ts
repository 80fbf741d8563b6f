import { expect } from 'chai';
import { Client } from 'pg';
import { startService, type RunningService } from '../support/service.js';
import { watchStalls } from '../support/stalls.js';
import { until } from '../support/until.js';

/** With one connection, 2 requests use the database at a time and 100 wait in the queue. */
const [crowd, capacity] = [150, 102];

describe('Many requests for a database that is blocked', function () {
  this.timeout(20_000);
  let running: RunningService;
  let holder: Client;
  before(async () => {
    running = await startService({ config: { databasePoolMax: 1 } });
    await fetch(`${running.url}/v1/books/1`);
    holder = new Client({ connectionString: running.databaseUrl });
    await holder.connect();
    await holder.query('begin; lock table book in access exclusive mode');
  });
  after(async () => {
    await holder.end();
    await running.stop();
  });

  const ask = async (path: string) => {
    const begun = performance.now();
    const answer = await fetch(running.url + path);
    await answer.body?.cancel();
    return { status: answer.status, again: answer.headers.get('Retry-After'), ms: performance.now() - begun };
  };
  const slowest = (answers: readonly { ms: number }[]) => Math.max(...answers.map(({ ms }) => ms));

  it('get 503 within 3 s, those beyond the queue at once, and affect no other request', async () => {
    let ended = 0;
    const longestStall = watchStalls();
    const all = Array.from({ length: crowd }, () => ask('/v1/books/1').finally(() => ended++));
    await until(() => ended >= crowd - capacity);
    expect(ended, 'refused while the others wait').to.be.below(crowd);
    const cheap = [
      ['/health/live', 200],
      ['/v1/openapi.json', 200],
      ['/v1/nowhere', 404],
      ['/v1/users/me', 401],
    ] as const;
    // The requests themselves have kept the event loop busy for a moment.
    for (const [path, status] of cheap) await until(async () => (await ask(path)).status === status, 2_000);
    const answers = await Promise.all(all);
    expect(new Set(answers.map(({ status, again }) => `${status} ${again}`))).to.deep.equal(
      new Set(['503 1']),
    );
    expect(slowest(answers), 'ms').to.be.below(3_250 + longestStall());
  });

  it('succeed when it continues', async () => {
    await holder.query('rollback');
    await until(async () => (await ask('/v1/books/1')).status === 200);
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('/v1/books/1')));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([200]));
  });
});
