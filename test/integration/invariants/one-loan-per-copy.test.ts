import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Shelves } from '../../../src/application/circulation/shelves.js';
import type { Override } from '../../../src/composition/start/bootstrap.js';
import { CatalogueShelves } from '../../../src/infrastructure/circulation/bridges.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { expectInvariants } from '../../support/invariants.js';
import { until } from '../../support/until.js';
import { BusyLibrary, tally } from './busy-library.js';

describe('a copy that many request at the same moment', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  it('is lent once when it is the only one and 50 request it', async () => {
    const book = await library.book(1);
    const readers = await library.readers(50);
    const answers = await Promise.all(readers.map((reader) => library.borrow(reader, book)));
    expect(tally(answers)).to.deep.equal({ 201: 1, '409 circulation.no_copy_available': 49 });
    await expectInvariants(library.url);
  });

  it('is lent once for each of three copies when 60 request their book', async () => {
    const book = await library.book(3);
    const readers = await library.readers(60);
    const answers = await Promise.all(readers.map((reader) => library.borrow(reader, book)));
    expect(tally(answers)).to.deep.equal({ 201: 3, '409 circulation.no_copy_available': 57 });
    await expectInvariants(library.url);
  });

  it('is waited for while another client has it locked, and is lent when that client releases it', async () => {
    const [book, reader] = [await library.book(1), await library.reader()];
    const answer = await library.transaction(async (other) => {
      await other.query(sql`select id from copy where book_id = ${book} for update`);
      const borrowing = library.borrow(reader, book);
      await until(async () => (await library.waiting()) > 0);
      await other.query('rollback');
      return borrowing;
    });
    expect(tally([answer])).to.deep.equal({ 201: 1 });
  });

  it('is refused by the index to all but one of 30 clients that insert their loans directly', async () => {
    const [book, reader] = [await library.book(1), await library.reader()];
    const writing = Array.from({ length: 30 }, () => library.rows(openLoanByHand(book, reader.patronId)));
    const faults = (await Promise.allSettled(writing)).flatMap((result) =>
      result.status === 'rejected' ? [result.reason as { code: string; constraint: string }] : [],
    );
    expect(faults).to.have.length(29);
    for (const { code, constraint } of faults) {
      expect([code, constraint]).to.deep.equal(['23505', 'loan_one_open_per_copy']);
    }
    await expectInvariants(library.url);
  });
});

describe('60 borrowers on a service with 5 connections', () => {
  it('never deadlock: three get a copy, and none is asked to retry', async () => {
    const library = await BusyLibrary.open({ config: { databasePoolMax: 5 } });
    try {
      const book = await library.book(3);
      const readers = await library.readers(60);
      const answers = await Promise.all(readers.map((reader) => library.borrow(reader, book)));
      expect(tally(answers)).to.deep.equal({ 201: 3, '409 circulation.no_copy_available': 57 });
    } finally {
      await library.close();
    }
  });
});

describe('the same attack on a service that does not lock the copy', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open({ overrides: [withoutCopyLock] })));
  after(() => library.close());

  it('is stopped by the index alone, and the refused callers read that the copy is on loan', async () => {
    const told = tally(await attack(library));
    expect(told['201']).to.equal(1);
    expect(told['409 circulation.copy_on_loan']).to.be.above(0);
  });

  it('succeeds when the index is dropped too, and the checks find it', async () => {
    await library.rows(sql`drop index loan_one_open_per_copy`);
    expect(tally(await attack(library))['201']).to.be.above(1);
    const seen = await expectInvariants(library.url).catch((error: Error) => error.message);
    expect(seen).to.contain('a copy has at most one open loan');
  });
});

/** Takes an available copy without locking it, so that others still see it as available. */
const withoutCopyLock: Override = (container) =>
  container.register<Shelves>(Shelves, {
    useFactory: (c) => {
      const [shelves, unit] = [c.resolve(CatalogueShelves), c.resolve(SqlUnitOfWork)];
      return {
        lock: (copyId) => shelves.lock(copyId),
        putBack: (copyId) => shelves.putBack(copyId),
        takeOut: () => Promise.resolve(),
        async lockFree(bookId) {
          const [copy] = await unit.rows<{ id: string; kind: string }>(sql`
            select id, kind from copy where book_id = ${bookId} and status = 'available' limit 1`);
          if (!copy) return [];
          await unit.rows(sql`update copy set status = 'on_loan' where id = ${copy.id}`);
          return [{ copyId: Number(copy.id), kind: copy.kind }];
        },
      };
    },
  });

/** Forty patrons request a book with one copy. */
async function attack(library: BusyLibrary) {
  const [book, readers] = [await library.book(1), await library.readers(40)];
  return Promise.all(readers.map((reader) => library.borrow(reader, book)));
}

/** Inserts a loan and its copy in one statement, which only the constraints of the database can stop. */
function openLoanByHand(book: number, patron: number) {
  return sql`
    with lent as (
      insert into loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
      select id, book_id, ${patron}, now(), now() + interval '1 day', 0, '{"loansMax": 5}'
      from copy where book_id = ${book} returning copy_id)
    update copy set status = 'on_loan' from lent where copy.id = lent.copy_id`;
}
