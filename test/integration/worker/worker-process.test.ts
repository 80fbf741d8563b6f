import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Client } from 'pg';
import { allJobs } from '../../../src/composition/process/working.js';
import { freshDatabase } from '../../support/postgres.js';
import { endProcesses } from '../../support/real-process.js';
import { launchWorker } from '../../support/service-process.js';

describe('The worker', function () {
  this.timeout(60_000);
  let data: string;
  before(async () => {
    data = await mkdtemp(join(tmpdir(), 'shelflife-worker-'));
  });
  afterEach(endProcesses);
  after(() => rm(data, { recursive: true }));

  it('runs every job when it starts, and ends with 0 soon after SIGTERM, with no lock left', async () => {
    const databaseUrl = await freshDatabase('seeded');
    const worker = launchWorker(databaseUrl, { DATA_FOLDER: data });
    for (const { name } of await allJobs()) await worker.says(new RegExp(`"job":"${name}".*"job done"`));
    const since = performance.now();
    worker.signal('SIGTERM');
    const { code, stderr } = await worker.ended;
    expect([code, stderr]).to.deep.equal([0, '']);
    expect(performance.now() - since).to.be.below(9_000);
    const [warning, ...others] = worker.stdout().match(/.*"no mail server".*/g) ?? [];
    expect(warning).to.match(/"level":"warn".*SMTP_URL is not set/);
    expect(others).to.deep.equal([]);
    expect(worker.stdout())
      .to.not.include('failed')
      .and.to.not.match(/@|password/);
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    const { rows } = await client.query('select * from graphile_worker.jobs where locked_at is not null');
    await client.end();
    expect(rows).to.deep.equal([]);
  });

  it('works beside another worker, and both end with 0', async () => {
    const databaseUrl = await freshDatabase('migrated');
    const workers = [1, 2].map(() => launchWorker(databaseUrl, { DATA_FOLDER: data }));
    await Promise.all(workers.map((worker) => worker.says(/"working"/)));
    for (const worker of workers) worker.signal('SIGTERM');
    expect((await Promise.all(workers.map(({ ended }) => ended))).map(({ code }) => code)).to.deep.equal([
      0, 0,
    ]);
  });

  it('waits for a database that is away, and ends with 0 when it is stopped meanwhile', async () => {
    const closed = createServer().listen(0, '127.0.0.1');
    await once(closed, 'listening');
    const { port } = closed.address() as AddressInfo;
    closed.close();
    const worker = launchWorker(`postgresql://nobody@127.0.0.1:${port}/none`, { DATA_FOLDER: data });
    await worker.says(/"cannot work"/);
    worker.signal('SIGTERM');
    expect((await worker.ended).code).to.equal(0);
  });

  it('ends with a sentence when its pool is too small', async () => {
    const worker = launchWorker('postgresql://nobody@127.0.0.1:1/none', { DATABASE_POOL_MAX: '4' });
    const { code, stderr } = await worker.ended;
    expect([code, stderr]).to.deep.equal([1, 'The worker needs DATABASE_POOL_MAX=5 or more.\n']);
  });
});
