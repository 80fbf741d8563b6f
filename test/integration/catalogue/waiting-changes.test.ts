import { expect } from 'chai';
import sql, { type Sql } from 'sql-template-tag';
import { createConfig } from '../../../config/index.js';
import { bootstrap, type Service } from '../../../src/composition/start/bootstrap.js';
import { BookQueries } from '../../../src/application/catalogue/book-queries.js';
import { BookMilestoneService } from '../../../src/application/catalogue/lists/book-milestone-service.js';
import { BookMilestones } from '../../../src/application/catalogue/lists/book-milestones.js';
import { bookOrders } from '../../../src/infrastructure/catalogue/lists/book-order.js';
import { SqlBookMilestones } from '../../../src/infrastructure/catalogue/lists/sql-book-milestones.js';
import { inOrder } from '../../../src/infrastructure/kernel/postgres/keyset.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';
import { withClient } from '../migrations/with-client.js';

/** Makes a list of 5,200 books as long as one of 52,000. */
class CloserMilestones extends SqlBookMilestones {
  protected override readonly distance = 25;
}

describe('Noted changes of books that wait for the worker', function () {
  this.timeout(120_000);
  let library: Library;
  let worker: Service;
  beforeEach(async () => {
    library = await startLibrary();
    worker = await bootstrap(createConfig('test', { databaseUrl: library.databaseUrl }), [], 'jobs');
  });
  afterEach(async () => {
    await worker.close();
    await library.stop();
  });

  const make = (statement: Sql) =>
    withClient(library.databaseUrl, (client) => client.query(statement.text, statement.values));
  const work = () => runJob(worker, 'catalogue.keep_milestones');
  const add = (count: number) =>
    make(sql`
      insert into book (title, contributors, year, revision, created_at, updated_at)
      select 'Book ' || n * 7919 % 10000, '[]', 1900 + n % 30, 1, now(), now() from generate_series(1, ${count}::int) as n`);
  const counted = async (rows: Sql) =>
    (await library.rows<{ n: number }>(sql`select count(*)::int as n from ${rows}`))[0]?.n;

  async function expectExact(offsets = [0, 1_100, 2_750]): Promise<void> {
    for (const { name, keys } of bookOrders) {
      const every = await library.rows<{ id: number }>(sql`
        select id from book where withdrawn_at is null order by ${inOrder(keys)}`);
      for (const offset of offsets) {
        const { items, total } = await library.service.container.resolve<BookQueries>(BookQueries).list(
          {},
          // The name of an order is its sort key.
          [{ by: name.replace('-', '') as 'id', descending: name.startsWith('-') }],
          { offset, limit: 5 },
        );
        expect(total).to.equal(every.length);
        const expected = every.slice(offset, offset + 5).map(({ id }) => id);
        expect(
          items.map(({ id }) => id),
          `${name} from ${offset}`,
        ).to.deep.equal(expected);
      }
    }
  }

  it('may be 300,000: lists stay exact, and the worker merges all of them in lots', async () => {
    await add(3_000);
    await make(sql`
      insert into book_change (delta, book_id, title, author, names, year, created)
      select sign, book_id, title, author, names, year, created
      from book_change, generate_series(1, 50) as turn, (values (-1), (1)) as change (sign)`);
    expect(await counted(sql`book_change`)).to.equal(303_000);
    await expectExact();
    await work();
    expect(await counted(sql`book_change`)).to.equal(0);
    expect(await counted(sql`book_milestone`)).to.equal(bookOrders.length * 11);
    await expectExact();
  });

  it('are too many to be read for a list after some thousands', async () => {
    await add(3_000);
    await work();
    for (const years of [1, 2])
      await make(sql`update book set year = year + ${years}::int, title = title || '!'`);
    expect(await counted(sql`book_change`)).to.equal(12_000);
    await expectExact();
    await work();
    expect(await counted(sql`book_change`)).to.equal(0);
    await expectExact();
  });

  it('end the job also when most books of a gap were withdrawn before a count', async () => {
    await add(600);
    await work();
    await make(sql`update book set withdrawn_at = now() where id % 3 > 0`);
    const milestones = worker.container.resolve(BookMilestoneService);
    expect(await milestones.recount()).to.deep.equal({ before: 200, counted: 200 });
    await work();
    expect(await counted(sql`book_change`)).to.equal(0);
    expect(await counted(sql`book_milestone`)).to.equal(0);
    await expectExact();
  });

  it('are added to milestones that the worker sets again after texts are sorted by other rules', async () => {
    await add(3_000);
    await work();
    await make(sql`update book_total set rules = 'those of another server'`);
    await make(sql`update book_milestone set books = books + 100`);
    await make(sql`update book set title = 'A' || title where id % 10 = 0`);
    await expectExact();
    await work();
    expect(await counted(sql`book_milestone`)).to.be.at.least(bookOrders.length * 11);
    expect(await counted(sql`book_total where rules = catalogue_order_rules()`)).to.equal(1);
    await expectExact();
  });

  it('are sorted by other rules when the function that folds texts is another one', async () => {
    const rules = async () => (await make(sql`select catalogue_order_rules() as rules`)).rows;
    const before = await rules();
    expect(await rules()).to.deep.equal(before);
    await make(sql`
      create or replace function fold(words text) returns text language sql immutable strict parallel safe
      return lower(words)`);
    expect(await rules()).not.to.deep.equal(before);
  });

  it('are added to one milestone and one stretch of each order in a long list', async () => {
    const offsets = [2_490, 5_050];
    const stretches = sql`
      book_stretch as stretch
      where books = (select sum(books) from book_milestone where stretch = stretch.id)`;
    worker.container.register(BookMilestones, {
      useFactory: (container) => new CloserMilestones(container.resolve(SqlUnitOfWork)),
    });
    await add(5_200);
    await work();
    expect(await counted(stretches)).to.equal(bookOrders.length * 2);
    await expectExact(offsets);
    await make(sql`
      update book set year = nullif(year + 7, 1920), title = case when id % 70 = 0 then '' else title end
      where id % 7 = 0`);
    await make(sql`delete from book where id between 2000 and 2060`);
    await expectExact(offsets);
    await work();
    expect(await counted(stretches)).to.equal(bookOrders.length * 2);
    await expectExact(offsets);
  });
});
