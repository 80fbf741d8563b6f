import { expect } from 'chai';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { BookQueries, type BookSort } from '../../../src/application/catalogue/book-queries.js';
import { BookMilestoneService } from '../../../src/application/catalogue/lists/book-milestone-service.js';
import { KeptBooks } from '../../../src/infrastructure/catalogue/kept-books.js';
import {
  bookOrders,
  keptKeys,
  listKeys,
  orderOf,
  upTo,
} from '../../../src/infrastructure/catalogue/lists/book-order.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { inOrder } from '../../../src/infrastructure/kernel/postgres/keyset.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library } from '../../support/library.js';
import { withClient } from '../migrations/with-client.js';

const size = 4_000;
const offsets = [1_000, 1_999, 3_333, 6_000];

/**
 * Many books share a year, a day or an author; some have none. Some names begin alike for 200 characters, and are too long
 * for an index.
 */
const added = (from: number, count: number): Sql => sql`
  insert into book (title, contributors, year, revision, created_at, updated_at, withdrawn_at)
  select (array['Àlpha', 'beta', '  Gamma', 'Öl & Salz', '中国', ''])[1 + n * 7 % 6] || ' ' || md5(n::text),
         case when n % 11 = 0 then '[]' else jsonb_build_array(jsonb_build_object('role', 'author', 'name',
           case when n % 13 = 0 then repeat('Long ', 45) || (
             select string_agg(md5(n * 100 + part || ''), '') from generate_series(1, 100) as part) else 'Author ' || n % 40 end)) end,
         case when n % 7 > 0 then 1990 + n * 7 / 3 % 9 end, 1,
         '2026-01-01'::timestamptz + make_interval(days => n % 5), now(), case when n % 17 = 0 then now() end
  from generate_series(${from}::int, ${from + count - 1}::int) as n`;

const changes: readonly ((seed: number) => Sql)[] = [
  (seed) => added(100_000 + seed * 500, 120),
  (seed) =>
    sql`update book set withdrawn_at = now() where (id * 31 + ${seed}) % 23 = 0 and withdrawn_at is null`,
  (seed) => sql`update book set withdrawn_at = null where (id * 7 + ${seed}) % 29 = 0`,
  (seed) => sql`update book set title = md5(title || ${seed}::text) where (id + ${seed}) % 19 = 0`,
  (seed) => sql`update book set year = nullif((year + ${seed}) % 2000, 1) where (id + ${seed}) % 13 = 0`,
  (seed) => sql`update book set contributors = '[]', created_at = now() where (id + ${seed}) % 53 = 0`,
  (seed) => sql`delete from book where (id + ${seed}) % 61 = 0`,
  (seed) => sql`update book set publisher = 'Q', revision = revision + 1 where (id + ${seed}) % 3 = 0`,
];

describe('The milestones of the list of all books', function () {
  this.timeout(60_000);
  let library: Library;
  before(async () => {
    library = await startLibrary();
    await make(added(1, size));
  });
  after(() => library.stop());

  const make = (statement: Sql) =>
    withClient(library.databaseUrl, (client) => client.query(statement.text, statement.values));
  const merge = () => runJob(library.service, 'catalogue.keep_milestones');
  const list = (sort: readonly BookSort[], offset: number) =>
    library.service.container.resolve<BookQueries>(BookQueries).list({}, sort, { offset, limit: 10 });
  /** All books in an order, without any milestone. */
  const everyBook = async (sort: readonly BookSort[]): Promise<number[]> => {
    const rows = await library.rows<{ id: number }>(sql`
      select id from book where withdrawn_at is null order by ${inOrder(listKeys(sort))}`);
    return rows.map(({ id }) => id);
  };
  const kept = async (): Promise<number> =>
    (
      await library.rows<{ n: number }>(sql`select count(*)::int as n from book where withdrawn_at is null`)
    )[0]?.n ?? 0;

  async function expectExact(): Promise<void> {
    for (const { name } of bookOrders) {
      const sort = [{ by: name.replace('-', ''), descending: name.startsWith('-') }] as readonly BookSort[];
      const every = await everyBook(sort);
      for (const offset of offsets) {
        const page = await list(sort, offset);
        const ids = page.items.map(({ id }) => id);
        expect(ids, `${name} from ${offset}`).to.deep.equal(every.slice(offset, offset + 10));
        expect(page.total).to.equal(every.length);
      }
      expect(await wrongMilestones(name)).to.deep.equal([]);
    }
  }

  /** Milestones whose place is not the number of books up to them without the noted changes, or that are in a wrong stretch. */
  async function wrongMilestones(name: string): Promise<object[]> {
    const order = bookOrders.find((each) => each.name === name);
    if (!order) throw new Error(`There is no order ${name}.`);
    const columns = join(order.keys.map(({ column, keptAs }) => sql`${column} as ${raw(keptAs)}`));
    const inTurn = inOrder(keptKeys(order, 'milestone'));
    const upToIt = upTo(keptKeys(order, 'it'), keptKeys(order, 'milestone'));
    return library.rows(sql`
      with list as materialized (select ${columns} from book where withdrawn_at is null)
      select * from (
        select *, (select count(*) from list as it where ${upToIt})
                          - coalesce((select sum(delta) from book_change as it where ${upToIt}), 0) as counted
        from (select milestone.*, sum(milestone.books) over (order by ${inTurn}) as place,
                     row_number() over (order by ${inTurn}) - row_number() over (order by number, ${inTurn}) as moved,
                     stretch.books - sum(milestone.books) over (partition by stretch) as missing
              from book_milestone as milestone join book_stretch as stretch on stretch.id = stretch
              where milestone.sort = ${name}) as milestone) as compared
      where place <> counted or moved <> 0 or missing <> 0`);
  }

  const milestones = async () =>
    (await library.rows<{ n: number }>(sql`select count(*)::int as n from book_milestone`))[0]?.n ?? 0;

  it('are not needed', async () => {
    expect(await milestones()).to.equal(0);
    await expectExact();
  });

  it('are set by the job, one every 250 books in each order', async () => {
    await merge();
    expect(await milestones()).to.equal(bookOrders.length * 14);
    await expectExact();
  });

  for (const [index, change] of changes.entries())
    it(`lead to the same pages after change ${index + 1}, before and after the job has merged it`, async () => {
      await make(change(index + 1));
      await expectExact();
      await make(change(index + 40));
      for (const step of [1, -1]) await make(sql`update book set year = year + ${step}::int where id < 1000`);
      await merge();
      expect(await library.rows(sql`select from book_change`)).to.have.length(0);
      await expectExact();
    });

  it('are not touched by a change of anything else', async () => {
    const noted = () => library.rows(sql`select * from book_change order by id`);
    const before = await noted();
    await make(sql`update book set subtitle = 'New', subjects = '{new}', revision = revision + 1`);
    expect(await noted()).to.deep.equal(before);
  });

  it('are read with the page and the total by one statement in the order of ids', async () => {
    await merge();
    const database = library.service.container.resolve(Database);
    let statements = 0;
    const rows = (statement: Sql) => {
      statements++;
      return database.rows(statement);
    };
    const page = await new KeptBooks({ rows } as Database).page(orderOf([]), { offset: 2_001, limit: 10 });
    expect(page?.items.map(({ id }) => id)).to.deep.equal((await everyBook([])).slice(2_001, 2_011));
    expect(page?.total).to.equal(await kept());
    expect(statements).to.equal(1);
  });

  it('are looked up again when a book is withdrawn or merged before the page is read, up to three times', async () => {
    await merge();
    const byTitle = [{ by: 'title', descending: false }] as const;
    const withdraw = () =>
      make(sql`
        update book set withdrawn_at = now()
        where id = (select min(id) from book where withdrawn_at is null)`);
    const pageAmid = (interruptions: (() => Promise<unknown>)[]) => {
      const database = library.service.container.resolve(Database);
      let reads = 0;
      const rows = async (statement: Sql) => {
        const found = await database.rows(statement);
        if (++reads % 2 === 1) await interruptions.shift()?.();
        return found;
      };
      return new KeptBooks({ rows } as Database).page(orderOf(byTitle), { offset: 2_001, limit: 10 });
    };
    const page = await pageAmid([withdraw, merge]);
    const every = await everyBook(byTitle);
    expect(page?.total).to.equal(every.length);
    expect(page?.items.map(({ id }) => id)).to.deep.equal(every.slice(2_001, 2_011));
    expect(await pageAmid([withdraw, withdraw, withdraw])).to.equal(undefined);
  });

  it('lead to whole pages also where as many books lie behind them as one statement reads', async () => {
    await merge();
    class FewBehind extends KeptBooks {
      protected override readonly readBehind = 500;
    }
    const books = new FewBehind(library.service.container.resolve(Database));
    for (const descending of [false, true]) {
      const sort = [{ by: 'id', descending }] as const;
      const order = orderOf(sort);
      const inTurn = inOrder(keptKeys(order, 'milestone'));
      await make(sql`
        with listed as (
          select id, sum(books) over (order by ${inTurn}) as place from book_milestone as milestone
          where sort = ${order.name}),
        removed as (
          delete from book_milestone using listed where listed.id = book_milestone.id and place > 1600 returning stretch, books)
        update book_stretch set books = books - (select sum(books) from removed) where sort = ${order.name}`);
      const every = await everyBook(sort);
      for (const offset of [1_700, ...Array.from({ length: 80 }, (_, at) => 1_950 + at * 5)]) {
        const page = await books.page(order, { offset, limit: 10 });
        if (page) expect(page.items.map(({ id }) => id)).to.deep.equal(every.slice(offset, offset + 10));
        else expect(offset).to.be.above(2_100);
      }
    }
    await library.service.container.resolve(BookMilestoneService).recount();
    await merge();
  });

  it('stay exact while clients write, read and merge at the same time', async () => {
    const write = async (writer: number) => {
      await withClient(library.databaseUrl, async (client) => {
        for (let turn = 0; turn < 8; turn++) {
          const change = changes[(turn + writer) % 2 === 0 ? 0 : 1 + ((turn * 3 + writer) % 5)];
          const statement = change?.(200 + writer * 50 + turn);
          if (!statement) continue;
          // Like jobs of the service, which begin again after a deadlock.
          await client.query('begin');
          await client.query(statement.text, statement.values).then(
            () => client.query((turn + writer) % 4 === 3 ? 'rollback' : 'commit'),
            () => client.query('rollback'),
          );
        }
      });
    };
    const over = new AbortController();
    const read = async () => {
      while (!over.signal.aborted) {
        const { items } = await list([{ by: 'year', descending: true }], 1_500);
        expect(items).to.have.length(10);
      }
    };
    const mergeOnAndOn = async () => {
      while (!over.signal.aborted) await merge();
    };
    const others = [read(), mergeOnAndOn()];
    await Promise.all([write(1), write(2), write(3)]).finally(() => over.abort());
    await Promise.all(others);
    await expectExact();
    await merge();
    await expectExact();
  });

  it('are set again by the command that counts the books', async () => {
    await make(sql`update book_total set books = books + 5`);
    await make(sql`update book_milestone set books = books + 3`);
    const result = await library.service.container.resolve(BookMilestoneService).recount();
    const total = await kept();
    expect(result).to.deep.equal({ before: total + 5, counted: total });
    expect(await milestones()).to.equal(0);
    await merge();
    expect(await milestones()).to.be.at.least(bookOrders.length);
    await expectExact();
  });
});
