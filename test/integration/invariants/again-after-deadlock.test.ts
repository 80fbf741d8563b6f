import { expect } from 'chai';
import sql, { raw } from 'sql-template-tag';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { expectInvariants } from '../../support/invariants.js';
import { BusyLibrary, tally } from './busy-library.js';

describe('a job that runs into a deadlock', () => {
  let library: BusyLibrary;
  let unit: SqlUnitOfWork;
  before(async () => {
    library = await BusyLibrary.open();
    unit = library.running.service.container.resolve(SqlUnitOfWork);
  });
  after(() => library.close());

  it('is retried when the database aborts it, and both jobs take effect once', async () => {
    const [one = 0, other = 0] = await library.books(2, 0);
    const meeting = new Meeting(2);
    let runs = 0;
    const job = (first: number, second: number) =>
      unit.run(async () => {
        runs++;
        await revise(first);
        await meeting.arrive();
        await revise(second);
      });
    await Promise.all([job(one, other), job(other, one)]);
    expect(runs).to.equal(3);
    const books = await library.rows<{ revision: number }>(sql`
      select revision from book where id in (${one}, ${other})`);
    expect(books).to.deep.equal([{ revision: 3 }, { revision: 3 }]);
  });

  for (const [state, what] of [
    ['40P01', 'a deadlock'],
    ['40001', 'a serialization conflict'],
  ] as const) {
    for (const [timing, when] of [
      ['after insert on loan', 'at the insert'],
      ['after insert on loan deferrable initially deferred', 'at the commit'],
    ] as const) {
      it(`lends the book in the third attempt when ${what} aborts the first two ${when}`, async () => {
        await failTimes(2, state, timing);
        const answer = await library.borrow(await library.reader(), await library.book(1));
        expect(tally([answer])).to.deep.equal({ 201: 1 });
        expect(await attempts()).to.equal(3);
        await expectInvariants(library.url);
      });

      it(`answers 503 and stores nothing when ${what} aborts all three attempts ${when}`, async () => {
        await failTimes(3, state, timing);
        const [reader, book, before] = [
          await library.reader(),
          await library.book(1),
          await library.events(),
        ];
        const answer = await library.borrow(reader, book);
        expect(tally([answer])).to.deep.equal({ '503 kernel.unavailable': 1 });
        expect(answer.headers.get('retry-after')).to.match(/^[1-9]\d*$/);
        expect(await attempts()).to.equal(3);
        expect(await library.events()).to.deep.equal(before);
        await library.lend(reader, book);
      });
    }
  }

  it('is not retried for any other fault of the database', async () => {
    let runs = 0;
    const job = unit.run(async () => {
      runs++;
      await unit.rows(sql`select 1 / 0`);
    });
    expect(await job.catch((error: unknown) => error)).to.include({ code: '22012' });
    expect(runs).to.equal(1);
  });

  async function revise(book: number): Promise<void> {
    await unit.rows(sql`update book set revision = revision + 1 where id = ${book}`);
  }

  /** Makes the next loans fail this many times. A sequence counts the attempts: it is not rolled back with them. */
  async function failTimes(times: number, state: string, timing: string): Promise<void> {
    const kind = timing.includes('deferred') ? 'constraint trigger' : 'trigger';
    await library.rows(sql`drop sequence if exists attempt cascade`);
    await library.rows(sql`drop function if exists fail_first cascade`);
    await library.rows(sql`create sequence attempt`);
    await library.rows(sql`
      create function fail_first() returns trigger language plpgsql as $$ begin
        if nextval('attempt') <= ${raw(String(times))} then
          raise exception 'not now' using errcode = '${raw(state)}';
        end if;
        return new;
      end $$`);
    await library.rows(sql`
      create ${raw(kind)} fail_first ${raw(timing)} for each row execute function fail_first()`);
  }

  async function attempts(): Promise<number> {
    const [row] = await library.rows<{ n: string }>(sql`select last_value as n from attempt`);
    return Number(row?.n);
  }
});

/** A barrier: callers wait until all have arrived. After that nobody waits. */
class Meeting {
  private readonly met = Promise.withResolvers<void>();

  constructor(private missing: number) {}

  arrive(): Promise<void> {
    if (--this.missing <= 0) this.met.resolve();
    return this.met.promise;
  }
}
