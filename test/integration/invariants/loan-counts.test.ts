import { expect } from 'chai';
import type { ClientBase } from 'pg';
import sql from 'sql-template-tag';
import { createConfig } from '../../../config/index.js';
import { LoanCountService } from '../../../src/application/circulation/statistics/loan-count-service.js';
import { LoanCounts } from '../../../src/application/circulation/statistics/loan-counts.js';
import { bootstrap } from '../../../src/composition/start/bootstrap.js';
import { timeouts } from '../../../src/infrastructure/kernel/connections/connection-options.js';
import { brokenInvariants, expectInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { withClient } from '../migrations/with-client.js';
import { BusyLibrary } from './busy-library.js';

describe('The numbers of loans by book', () => {
  let library: BusyLibrary;
  before(async () => {
    library = await BusyLibrary.open();
  });
  after(() => library.close());
  afterEach(() => expectInvariants(library.url));

  const recount = async () =>
    (await library.running.service.container.resolve(LoanCountService).recount()).counts;
  /** Whether a statement has waited so long for a lock. */
  const hasWaited = async (ms: number) =>
    (
      await library.rows(sql`
        select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
        and clock_timestamp() - query_start > ${ms} * interval '1 ms'`)
    ).length > 0;
  const notes = async () => (await library.rows(sql`select from loan_count_change`)).length;
  const notesOf = async (book: number) =>
    (await library.rows(sql`select from loan_count_change where book_id = ${book}`)).length;
  const loansOf = async (book: number) => {
    const counts = library.running.service.container.resolve<LoanCounts>(LoanCounts);
    return (await counts.most(1_000)).find(({ bookId }) => bookId === book)?.loans ?? 0;
  };

  it('count each loan once, and a return not at all', async () => {
    const [book, readers] = [await library.book(3), await library.readers(3)];
    for (const reader of readers) {
      const loan = await library.lend(reader, book);
      await library.api.post(`/v1/loans/${loan}/return`, { token: reader.token });
    }
    expect([await loansOf(book), await notesOf(book)]).to.deep.equal([3, 0]);
  });

  it('count in the transaction of the loan, and not at all when it is rolled back', async () => {
    const book = await library.book();
    await library.transaction(async (client) => {
      await addPastLoans(client, book);
      expect(await brokenInvariants(client)).to.deep.equal({});
    });
    expect(await loansOf(book)).to.equal(0);
  });

  it('do not count a loan whose connection is cut before the commit', async () => {
    const book = await library.book();
    const cut = withClient(library.url, async (client) => {
      client.on('error', () => undefined);
      await client.query('begin');
      await addPastLoans(client, book);
      await client.query('select pg_terminate_backend(pg_backend_pid())');
    });
    expect(await cut.catch((error: Error) => error.message)).to.match(/terminat/);
    expect(await loansOf(book)).to.equal(0);
  });

  it('let nobody wait who lends the same books in the opposite order', async () => {
    const [one = 0, other = 0] = await library.books(2);
    await library.transaction((first) =>
      library.transaction(async (second) => {
        for (const client of [first, second]) await client.query(`set local lock_timeout = '100ms'`);
        await addPastLoans(first, one);
        await addPastLoans(second, other);
        await addPastLoans(first, other);
        await addPastLoans(second, one);
        await first.query('commit');
        await second.query('commit');
      }),
    );
    expect([await loansOf(one), await loansOf(other)]).to.deep.equal([2, 2]);
  });

  it('let a patron borrow a book while another loan of it is not committed, and settle the note with the next', async () => {
    const [book, reader] = [await library.book(3), await library.reader()];
    await library.transaction(async (client) => {
      await addPastLoans(client, book);
      await library.lend(reader, book);
      expect([await loansOf(book), await notesOf(book)]).to.deep.equal([1, 1]);
      await client.query('commit');
    });
    expect([await loansOf(book), await notesOf(book)]).to.deep.equal([2, 1]);
    await library.lend(await library.reader(), book);
    expect([await loansOf(book), await notesOf(book)]).to.deep.equal([3, 0]);
  });

  it('lose no note when the transaction that settles it is rolled back', async () => {
    const book = await library.book();
    await library.transaction(async (writer) => {
      await addPastLoans(writer, await library.book());
      await library.transaction(async (other) => {
        await addPastLoans(other, book);
        await other.query('commit');
      });
      await writer.query('commit');
    });
    await library.transaction(async (client) => {
      await addPastLoans(client, book);
      expect((await client.query('select from loan_count_change')).rowCount).to.equal(0);
    });
    expect([await loansOf(book), await notesOf(book)]).to.deep.equal([1, 1]);
  });

  it('follow loans that are moved to another book or deleted by hand', async () => {
    const [from = 0, to = 0] = await library.books(2);
    const move = async (client: ClientBase) => {
      await addPastLoans(client, from, 3);
      await client.query('update loan set book_id = $2 where book_id = $1', [from, to]);
      await client.query('delete from loan where id = (select max(id) from loan)');
      expect([await brokenOf(client, from), await brokenOf(client, to)]).to.deep.equal([0, 0]);
    };
    await library.transaction(move);
  });

  it('are exact while loans go on, and all loans are counted again meanwhile', async () => {
    const [books, readers] = [await library.books(3, 20), await library.readers(12)];
    const patrons = readers.map(async (reader, at) => {
      for (let round = 0; round < 6; round++) {
        const loan = await library.lend(reader, books[(at + round) % books.length] ?? 0);
        await library.api.post(`/v1/loans/${loan}/return`, { token: reader.token });
      }
    });
    const over = new AbortController();
    const counting = (async () => {
      while (!over.signal.aborted) expect(await recount(), 'wrong counts').to.equal(0);
    })();
    await Promise.all([Promise.all(patrons).finally(() => over.abort()), counting]);
    expect(await Promise.all(books.map(loansOf))).to.deep.equal([24, 24, 24]);
  });

  it('settle a hundred notes with a loan when very many wait, and all when loans are counted again', async () => {
    const [book = 0, beyond = 0] = await library.books(2);
    await library.rows(sql`
      insert into loan_count_change (book_id, change)
      select ${beyond} + n % 100000, case when n < 100000 then 1 else -1 end from generate_series(0, 199999) as n`);
    await library.transaction(async (client) => {
      await client.query(`set local statement_timeout = '500ms'`);
      for (let loan = 0; loan < 5; loan++) await addPastLoans(client, book);
      await client.query('commit');
    });
    expect([await loansOf(book), await notes()]).to.deep.equal([5, 199_500]);
    expect(await recount(), 'wrong counts').to.equal(0);
    expect([await loansOf(book), await notes()]).to.deep.equal([5, 0]);
  });

  it('are counted again by a command that waits for a transaction with loans longer than a request may', async () => {
    const book = await library.book();
    const command = await bootstrap(createConfig('test', { databaseUrl: library.url }), [], 'jobs');
    try {
      const counted = await library.transaction(async (client) => {
        await addPastLoans(client, book);
        const counting = command.container.resolve(LoanCountService).recount();
        let isOver = false;
        const outcome = counting.then(
          () => 'counted',
          (error: Error) => error.message,
        );
        void outcome.then(() => (isOver = true));
        await until(async () => isOver || (await hasWaited(timeouts.statement)), 10_000);
        await client.query('commit');
        return outcome;
      });
      expect(counted).to.equal('counted');
    } finally {
      await command.close();
    }
    expect(await loansOf(book)).to.equal(1);
  });

  it('are corrected by counting all loans again', async () => {
    const [lent = 0, never = 0] = await library.books(2);
    await library.lend(await library.reader(), lent);
    await library.rows(sql`
      insert into loan_count values (${lent}, 7), (${never}, 7)
      on conflict (book_id) do update set loans = excluded.loans`);
    expect(await recount()).to.equal(2);
    expect([await loansOf(lent), await loansOf(never)]).to.deep.equal([1, 0]);
    expect(await recount()).to.equal(0);
  });
});

/** Closed loans as from another system, because they need no copy on the shelf. */
async function addPastLoans(client: ClientBase, book: number, count = 1): Promise<void> {
  await client.query(
    `insert into loan (copy_id, book_id, out_at, due_at, closed_at, close_reason, renewals, terms)
     select min(id), book_id, now(), now() + interval '1 day', now(), 'returned', 0, '{}'
     from copy, generate_series(1, $2) as n where book_id = $1 group by book_id, n`,
    [book, count],
  );
}

/** How far the number of loans of a book is from what is counted. */
async function brokenOf(client: ClientBase, book: number): Promise<number> {
  const { rows } = await client.query<{ off: number }>(
    `select ((select count(*) from loan where book_id = $1)
             - coalesce((select loans from loan_count where book_id = $1), 0)
             - coalesce((select sum(change) from loan_count_change where book_id = $1), 0))::int as off`,
    [book],
  );
  return rows[0]?.off ?? NaN;
}
