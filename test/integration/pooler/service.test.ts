import { expect } from 'chai';
import { Client } from 'pg';
import sql from 'sql-template-tag';
import { createConfig, type Config } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import { isEmpty, seedStandard } from '../../../src/composition/database/seeding.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { expectInvariants } from '../../support/invariants.js';
import { startPooler, type Pooler } from '../../support/pgbouncer.js';
import { administrate, freshDatabase, type Content } from '../../support/postgres.js';
import { endProcesses } from '../../support/real-process.js';
import { launchWorker, startDeployed } from '../../support/service-process.js';
import { startService } from '../../support/service.js';
import { until } from '../../support/until.js';
import { BusyLibrary, tally } from '../invariants/busy-library.js';

const connections = 6;

describe('The service behind a pooler in transaction mode', function () {
  this.timeout(60_000);
  let pooler: Pooler;
  before(async function () {
    const started = await startPooler(await freshDatabase('empty'), { connections });
    if (!started) this.skip();
    pooler = started;
  });
  after(async () => {
    await endProcesses();
    await pooler?.stop();
  });

  async function pooled(content: Content): Promise<Partial<Config> & { databaseDirectUrl: string }> {
    const url = await freshDatabase(content);
    return { databaseUrl: pooler.through(url), databaseDirectUrl: url, databasePoolMax: 12 };
  }

  it('lends as many books as the policy allows to a patron who borrows 40 at once', async () => {
    const config = await pooled('migrated');
    const library = await BusyLibrary.open({ config });
    const [patron, books] = [await library.reader(), await library.books(40)];
    const answers = await Promise.all(books.map((book) => library.borrow(patron, book)));
    const used = await connectionsTo(config.databaseDirectUrl);
    await library.close();
    expect(tally(answers)).to.eql({ 201: 5, '409 circulation.loan_limit_reached': 35 });
    expect(used).to.be.within(1, connections);
    await expectInvariants(config.databaseDirectUrl);
  });

  it('executes many parallel requests with one Idempotency-Key once', async () => {
    const config = await pooled('migrated');
    const library = await BusyLibrary.open({ config });
    const [patron, book] = [await library.reader(), await library.book()];
    const [copy] = await library.rows<{ barcode: string }>(
      sql`select barcode from copy where book_id = ${book}`,
    );
    const headers = { 'Idempotency-Key': 'one-key-for-all' };
    const json = { copyBarcode: copy?.barcode };
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => library.api.post('/v2/loans', { token: patron.token, json, headers })),
    );
    const loans = await library.openLoans();
    await library.close();
    expect(loans).to.equal(1);
    const statuses = answers.map(({ status }) => status);
    expect(statuses).to.include(201);
    expect(statuses.filter((status) => status !== 201 && status !== 409)).to.eql([]);
  });

  it('keeps its time limits: a statement that takes too long is cancelled', async () => {
    const service = await startService({ config: await pooled('migrated') });
    const database = service.service.container.resolve(Database);
    const failed = await database.rows(sql`select pg_sleep(10)`).catch((error: Error) => error);
    await service.stop();
    expect(failed).to.have.property('code', 'kernel.unavailable');
  });

  it('migrates and seeds past the pooler', async () => {
    const config = createConfig('test', await pooled('empty'));
    expect(await withMigrations(config, (migrations) => migrations.up())).not.to.eql([]);
    await seedStandard(config);
    expect(await isEmpty(config)).to.equal(false);
  });

  it('runs its background jobs past the pooler', async () => {
    const { databaseUrl = '', databaseDirectUrl } = await pooled('seeded');
    const worker = launchWorker(databaseUrl, { DATABASE_DIRECT_URL: databaseDirectUrl });
    await worker.says(/"working"/);
    await worker.says(/"job done"/);
    worker.signal('SIGTERM');
    expect((await worker.ended).code).to.equal(0);
  });

  it('is ready and answers as a process, and is not ready when the pooler drops the time limits', async () => {
    const { databaseUrl = '', databaseDirectUrl } = await pooled('seeded');
    const direct = { DATABASE_DIRECT_URL: databaseDirectUrl };
    const { url } = await startDeployed(databaseUrl, direct);
    expect((await fetch(`${url}/v1/books`)).status).to.equal(200);

    const careless = await startPooler(databaseDirectUrl, { connectQuery: '' });
    const other = await startService({
      config: { databaseUrl: careless?.through(databaseDirectUrl) ?? '', databaseDirectUrl },
    });
    const told: string[] = [];
    other.service.container.resolve(Database).availability.reportTo({
      happened: ({ facts }) => told.push(JSON.stringify(facts)),
    });
    const { status } = await fetch(`${other.url}/health/ready`);
    const answer = await other.api.get('/v1/books?page=2');
    await other.stop();
    await careless?.stop();
    expect([status, answer.status]).to.eql([503, 503]);
    expect(told.join()).to.contain('does not enforce the time limits statement_timeout=2000');
  });

  it('accepts time limits that are set on the database role', async () => {
    const { databaseDirectUrl } = await pooled('migrated');
    const name = new URL(databaseDirectUrl).pathname.slice(1);
    for (const limit of ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout'])
      await administrate(`alter role current_user in database ${name} set ${limit} = '1s'`);
    const plain = await startPooler(databaseDirectUrl, { connectQuery: '' });
    const service = await startService({
      config: { databaseUrl: plain?.through(databaseDirectUrl) ?? '', databaseDirectUrl },
    });
    await until(async () => (await fetch(`${service.url}/health/ready`)).ok);
    await withMigrations(createConfig('test', { databaseUrl: databaseDirectUrl }), async (migrations) => {
      expect(await migrations.up()).to.eql([]);
    });
    await service.stop();
    await plain?.stop();
  });
});

/** The number of connections to the database, except the one that asks. */
async function connectionsTo(url: string): Promise<number> {
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rowCount } = await client.query(
    `select from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`,
  );
  await client.end();
  return rowCount ?? 0;
}
