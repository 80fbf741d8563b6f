import { expect } from 'chai';
import sql from 'sql-template-tag';
import { expectInvariants } from '../support/invariants.js';
import { until } from '../support/until.js';
import { BusyLibrary } from '../integration/invariants/busy-library.js';
import { countAdmins, jobs, Storm } from '../integration/invariants/storm.js';

describe('a load of 40 clients who borrow, return, renew, and change books, accounts and roles', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  it('never gets a 5xx answer, and violates no invariant', async function () {
    this.timeout(90_000);
    const storm = await Storm.brew(library);
    await storm.rageForAll(40, 3_000, 60_000);
    const counts = storm.tally();
    expect(Object.keys(counts).filter((key) => / 5\d\d$/.test(key))).to.deep.equal([]);
    for (const job of jobs) expect(counts, 'each job succeeds sometimes').to.include.keys(successOf(job));
    await expectInvariants(library.url);
    expect(await countAdmins(library)).to.be.above(0);
  });

  it('gets at worst 503 when its connections are cut repeatedly, and then continues', async () => {
    const storm = await Storm.brew(library);
    let over = false;
    const cutting = until(async () => {
      await cutOne(library);
      return over;
    }, 10_000);
    await storm.rage(40, 1_000);
    over = true;
    await cutting;
    const faults = storm.answers.filter(({ answer }) => answer.status >= 500);
    expect(faults.map(({ answer }) => answer.status))
      .to.include(503)
      .and.not.include(500);
    await expectInvariants(library.url);
    const calm = await Storm.brew(library);
    await calm.rage(40, 300);
    expect(calm.answers.filter(({ answer }) => answer.status >= 500)).to.deep.equal([]);
  });
});

function successOf(job: string): string {
  return `${job} ${job === 'borrow' || job === 'renew' ? 201 : 200}`;
}

/** Cuts a connection of the service in the middle of a job. */
async function cutOne(library: BusyLibrary): Promise<void> {
  await library.rows(sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name = 'shelflife' and xact_start is not null
    order by random() limit 1`);
}
