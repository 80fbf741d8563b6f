import { expect } from 'chai';
import { Client } from 'pg';
import { freshDatabase } from '../support/postgres.js';
import { endProcesses } from '../support/real-process.js';
import { startDeployed } from '../support/service-process.js';
import { until } from '../support/until.js';

describe('The counts of a process', function () {
  this.timeout(60_000);
  let databaseUrl: string;
  beforeEach(async () => {
    databaseUrl = await freshDatabase('migrated');
  });
  afterEach(endProcesses);

  async function stored(): Promise<number> {
    const client = new Client({ connectionString: databaseUrl });
    await client.connect();
    try {
      const { rows } = await client.query(
        "select coalesce(sum(calls), 0)::int as calls from usage_hour where operation_id = 'listBooks'",
      );
      return rows[0].calls as number;
    } finally {
      await client.end();
    }
  }
  const call = async (url: string, times: number) => {
    for (let time = 0; time < times; time++) await (await fetch(`${url}/v1/books`)).text();
  };

  it('are all stored when it is asked to stop', async () => {
    const running = await startDeployed(databaseUrl);
    await call(running.url, 25);
    running.signal('SIGTERM');
    expect((await running.ended).code).to.equal(0);
    expect(await stored()).to.equal(25);
  });

  it('lose at most those of the last 10 s when it is killed', async () => {
    const running = await startDeployed(databaseUrl);
    await call(running.url, 10);
    await until(async () => (await stored()) === 10, 10_000);
    await call(running.url, 5);
    running.signal('SIGKILL');
    await running.ended;
    expect(await stored()).to.be.within(10, 15);
  });
});
