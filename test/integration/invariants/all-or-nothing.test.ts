import { expect } from 'chai';
import sql, { raw } from 'sql-template-tag';
import { Refusal } from '../../../src/domain/kernel/refusal.js';
import { LoanService } from '../../../src/application/circulation/loan-service.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { expectInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { BusyLibrary, tally, type Reader } from './busy-library.js';

/** The moments of a loan at which it can fail, each with the trigger that makes it fail there. */
const moments = {
  'after the copy was taken': 'before update on copy',
  'while the loan is inserted': 'after insert on loan',
  'while the event is inserted': 'before insert on audit_event',
  'at the commit, after all writes': 'after insert on loan deferrable initially deferred',
};

describe('a loan that fails half-way', () => {
  let library: BusyLibrary;
  let reader: Reader;
  let book: number;
  /** The pool is small, so that a leaked connection is noticed. */
  before(async () => (library = await BusyLibrary.open({ config: { databasePoolMax: 2 } })));
  beforeEach(async () => {
    reader = await library.reader();
    book = await library.book(1);
  });
  after(() => library.close());

  for (const [moment, timing] of Object.entries(moments)) {
    it(`leaves nothing behind when the database refuses it ${moment}`, async () => {
      await sabotage(library, timing, `raise exception 'sabotage'`);
      const service = library.running.service.container.resolve(LoanService);
      for (let time = 0; time < 3; time++) {
        const fault = await service.borrow(book, reader.patronId, reader).catch((error: unknown) => error);
        expect(fault).to.be.an('error').with.property('message').that.contains('sabotage');
      }
      await nothingHappened();
    });

    it(`leaves nothing behind when its connection is cut ${moment}`, async () => {
      await sabotage(library, timing, 'perform pg_terminate_backend(pg_backend_pid())');
      const answers = [await library.borrow(reader, book), await library.borrow(reader, book)];
      expect(tally(answers)).to.deep.equal({ '503 kernel.unavailable': 2 });
      await nothingHappened();
    });
  }

  it('leaves nothing behind when its connection is cut between two statements, and the next job succeeds', async () => {
    const unit = library.running.service.container.resolve(SqlUnitOfWork);
    const fault = await unit
      .run(async () => {
        await unit.rows(sql`update copy set status = 'missing' where book_id = ${book}`);
        const [self] = await unit.rows<{ pid: number }>(sql`select pg_backend_pid() as pid`);
        await cut(library, self?.pid);
        await unit.rows(sql`update book set title = 'Lost' where id = ${book}`);
      })
      .catch((error: unknown) => error);
    expect(fault).to.be.instanceOf(Refusal).with.property('code', 'kernel.unavailable');
    await nothingHappened();
  });

  /** There is no loan and no event, and the copy has its old status. Then the same request succeeds. */
  async function nothingHappened(): Promise<void> {
    const rows = await library.rows<{ title: string; status: string; loans: number }>(sql`
      select title, status, (select count(*)::int from loan where copy_id = copy.id) as loans
      from copy join book on book.id = book_id where book_id = ${book}`);
    expect(rows).to.deep.equal([{ title: 'Book 1', status: 'available', loans: 0 }]);
    expect(await eventsAbout()).to.equal(0);
    await library.rows(sql`drop function if exists sabotage cascade`);
    await library.lend(reader, book);
    expect(await eventsAbout()).to.equal(2);
    await expectInvariants(library.url);
  }

  async function eventsAbout(): Promise<number> {
    const [row] = await library.rows<{ n: number }>(sql`
      select count(*)::int as n from audit_event where (details ->> 'bookId')::bigint = ${book}`);
    return row?.n ?? 0;
  }
});

/** From now on, until the function is dropped, the statement `deed` runs at that moment of every loan. */
async function sabotage(library: BusyLibrary, timing: string, deed: string): Promise<void> {
  const kind = timing.includes('deferred') ? 'constraint trigger' : 'trigger';
  await library.rows(sql`
    create function sabotage() returns trigger language plpgsql as $$ begin ${raw(deed)}; return new; end $$`);
  await library.rows(sql`
    create ${raw(kind)} sabotage ${raw(timing)} for each row execute function sabotage()`);
}

async function cut(library: BusyLibrary, pid = 0): Promise<void> {
  await library.rows(sql`select pg_terminate_backend(${pid})`);
  await until(async () => {
    const alive = await library.rows(sql`select pid from pg_stat_activity where pid = ${pid}`);
    return alive.length === 0;
  });
}
