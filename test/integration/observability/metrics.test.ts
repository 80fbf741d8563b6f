import { expect } from 'chai';
import { minorsOf } from '../../../tools/generate/versions.js';
import { projectRoot } from '../../support/documents.js';
import { Client } from 'pg';
import { allJobs } from '../../../src/composition/process/working.js';
import { freePort } from '../../../tools/embedded-postgres/system.js';
import { addPerson } from '../../support/people.js';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses } from '../../support/real-process.js';
import { privateRedis } from '../../support/redis.js';
import { launchWorker, startDeployed } from '../../support/service-process.js';
import { startService, type RunningService } from '../../support/service.js';
import { until } from '../../support/until.js';

/** The value of a sample by its full name with labels; undefined if it is missing. */
async function sample({ service }: RunningService, name: string): Promise<number | undefined> {
  const text = (await service.metrics?.read())?.text ?? '';
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.slice(name.length + 1));
}

describe('The metrics', () => {
  let running: RunningService;
  /** Any port: nothing listens there. */
  const metricsPort = 9;
  afterEach(() => running.stop());
  after(endProcesses);

  it('count requests by route, version and status, and refusals by code', async () => {
    running = await startService({ config: { metricsPort } });
    const { token } = await addPerson(running);
    for (const minor of ['2.0', '2.1', '2.1']) {
      await running.api.get('/v2/me/loans', { token, headers: { 'API-Version': minor } });
    }
    await running.api.get('/v2/me/loans');
    const requests = (version: string, status: number) =>
      sample(
        running,
        `shelflife_http_requests_total{route="listMyLoans",version="${version}",status="${status}"}`,
      );
    expect([
      await requests('2.0', 200),
      await requests('2.1', 200),
      await requests('2.0', 401),
    ]).to.deep.equal([1, 2, 1]);
    expect(await sample(running, 'shelflife_http_refusals_total{code="request.token_missing"}')).to.equal(1);
    const slow = 'shelflife_http_request_duration_seconds_count{route="listMyLoans",version="2.1"}';
    expect(await sample(running, slow)).to.equal(2);
  });

  it('have one label for all unknown paths', async () => {
    running = await startService({ config: { metricsPort } });
    for (let n = 0; n < 50; n++) {
      await fetch(`${running.url}/${n}/x`);
      await fetch(`${running.url}/v1/books/${n}/nothing`, { method: n % 2 ? 'PUT' : 'GET' });
      await fetch(`${running.url}/v2/books/book_${n}`, { headers: { 'API-Version': `2.${n}` } });
    }
    const { text } = (await running.service.metrics?.read()) ?? { text: '' };
    const told = [...text.matchAll(/^shelflife_http_requests_total\{(.*)\} /gm)].map(([, labels]) => labels);
    expect(told).to.have.members([
      'route="none",version="none",status="404"',
      'route="none",version="1.0",status="404"',
      ...minorsOf(projectRoot, 2).map((minor) => `route="getBook",version="${minor}",status="404"`),
      'route="getBook",version="2.0",status="400"',
    ]);
  });

  it('count answers from the cache, and refusals by a limit', async () => {
    const limitLogin = { points: 1, seconds: 60 };
    running = await startService({ config: { metricsPort, limitLogin } });
    for (let n = 0; n < 3; n++) await running.api.get('/v1/books');
    const json = { email: 'nobody@people.example', password: 'a wrong evening' };
    for (let n = 0; n < 3; n++) await running.api.post('/v1/users/login', { json });
    expect(await sample(running, 'shelflife_cache_reads_total{result="miss"}')).to.equal(1);
    expect(await sample(running, 'shelflife_cache_reads_total{result="hit"}')).to.equal(2);
    expect(await sample(running, 'shelflife_limit_refusals_total{policy="sign-in"}')).to.equal(2);
  });

  it('show the connections of the pool that are in use, and the waiting requests', async () => {
    running = await startService({ config: { metricsPort, databasePoolMax: 1 } });
    await running.api.get('/v1/books');
    const states = () =>
      Promise.all(
        ['shelflife_db_connections{state="used"}', 'shelflife_db_waiting'].map((name) =>
          sample(running, name),
        ),
      );
    const other = new Client({ connectionString: running.databaseUrl });
    await other.connect();
    await other.query('begin; lock table book in access exclusive mode');
    const asking = [1, 2, 3].map((id) => fetch(`${running.url}/v1/books/${id}`));
    await until(async () => {
      const [used = 0, waiting = 0] = await states();
      return used === 1 && waiting > 0;
    });
    await other.end();
    await Promise.all(asking);
    await until(async () => (await states()).join() === '0,0');
  });

  it('show that Redis is away and memory is used instead', async function () {
    const redis = await privateRedis();
    if (!redis) return this.skip();
    running = await startService({ config: { metricsPort, redisUrl: redis.url } });
    const up = async () => [
      await sample(running, 'shelflife_redis_up{use="cache"}'),
      await sample(running, 'shelflife_redis_up{use="limits"}'),
    ];
    expect(await up()).to.deep.equal([1, 1]);
    await redis.server.kill();
    await until(async () => (await up()).join() === '0,0');
    await redis.stop();
  });

  it('contain fault counters before the first fault: a counter that begins at 1 shows no increase', async () => {
    running = await startService({ config: { metricsPort } });
    expect(await sample(running, 'shelflife_http_refusals_total{code="request.internal"}')).to.equal(0);
  });

  it('show the age of waiting events in each process: a dead worker could not', async () => {
    running = await startService({ config: { metricsPort } });
    const lag = () => sample(running, 'shelflife_outbox_lag_seconds');
    const client = new Client({ connectionString: running.databaseUrl });
    await client.connect();
    await client.query('update outbox_event set delivered_at = now()');
    expect(await lag()).to.equal(0);
    await client.query(`
      insert into outbox_event (at, name, aggregate_type, aggregate_id, payload, retry_at)
      select now() - minutes * interval '1 minute', 'a.thing', 'thing', minutes, '{}', now()
      from generate_series(20, 1, -1) as minutes`);
    await client.end();
    expect(await lag()).to.be.within(1_200, 1_260);
  });

  it('list all jobs of a worker before one has failed', async () => {
    running = await startService();
    const port = String(await freePort(0));
    const worker = launchWorker(running.databaseUrl, { METRICS_PORT: port, SMTP_URL: 'smtp://127.0.0.1:1' });
    await worker.says(/"working"/);
    const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    for (const { name } of await allJobs()) {
      expect(text).to.include(`shelflife_jobs_failed_total{job_name="${name}"} 0\n`);
    }
    expect(text).to.match(/^shelflife_outbox_lag_seconds \d/m);
    expect(worker.stdout()).to.not.include('no mail server');
    worker.signal('SIGTERM');
    await worker.ended;
  });

  it('are served on their own port, and never on the public one', async () => {
    running = await startService();
    const port = String(await freePort(0));
    const process = await startDeployed(await freshDatabase('migrated'), { METRICS_PORT: port });
    const own = `http://127.0.0.1:${port}`;
    const answer = await fetch(`${own}/metrics`);
    expect([answer.status, answer.headers.get('content-type')]).to.deep.equal([
      200,
      'text/plain; version=0.0.4; charset=utf-8',
    ]);
    expect(await answer.text()).to.include(
      'shelflife_http_requests_total{route="/health/ready",version="none"',
    );
    for (const url of [`${process.url}/metrics`, `${own}/`, `${own}/v1/books`, `${own}/metrics/`]) {
      expect((await fetch(url)).status, url).to.equal(404);
    }
    expect((await fetch(`${own}/metrics`, { method: 'POST' })).status).to.equal(404);
    process.signal('SIGTERM');
    expect((await process.ended).code).to.equal(0);
    expect(running.service.metrics).to.equal(undefined);
  });
});
