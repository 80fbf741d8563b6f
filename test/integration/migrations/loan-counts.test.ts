import { expect } from 'chai';
import { createConfig } from '../../../config/index.js';
import { withMigrations } from '../../../src/composition/database/migrating.js';
import type { Migrations } from '../../../src/infrastructure/kernel/migrations/migrations.js';
import { expectInvariants } from '../../support/invariants.js';
import { freshDatabase } from '../../support/postgres.js';
import { until } from '../../support/until.js';
import { withClient } from './with-client.js';

const first = '20261212T100000_circulation_loan_count_changes';

describe('the migrations that count the loans of each book', () => {
  it('count each loan once that a release before them makes before, between, and during them', async () => {
    const url = await freshDatabase('seeded');
    await withMigrations(createConfig('test', { databaseUrl: url }), async (migrations) => {
      await revertTo(migrations, first);
      await expectLentMeanwhile(url, () => migrations.up());
    });
    await expectInvariants(url);
  });
});

async function revertTo(migrations: Migrations, name: string): Promise<void> {
  let reverted: string | undefined;
  while (reverted !== name) [reverted] = await migrations.down();
}

/** Adds past loans without a pause, each in a transaction of its own, from before the work until after it. */
async function expectLentMeanwhile(url: string, work: () => Promise<unknown>): Promise<void> {
  let lent = 0;
  const over = new AbortController();
  const lending = withClient(url, async (client) => {
    while (!over.signal.aborted) {
      await client.query(
        `insert into loan (copy_id, book_id, out_at, due_at, closed_at, close_reason, renewals, terms)
         select copy_id, book_id, out_at, due_at, out_at, 'returned', 0, terms from loan order by id limit 3`,
      );
      lent++;
    }
  });
  await until(() => lent > 10);
  await work();
  const before = lent;
  await until(() => lent > before + 10);
  over.abort();
  await lending;
  expect(lent).to.be.above(20);
}
