import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Patron } from '../../../src/domain/accounts/patron.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { BusyLibrary } from './busy-library.js';

describe('The writes of a job', () => {
  let library: BusyLibrary;
  let unit: SqlUnitOfWork;
  /** One connection for jobs: each job gets the connection of the job before it. */
  before(async () => {
    library = await BusyLibrary.open({ config: { databasePoolMax: 1 } });
    const { container } = library.running.service;
    unit = container.resolve(SqlUnitOfWork);
  });
  after(() => library.close());

  it('are the columns that it changed of a row, and none that another job changed meanwhile', async () => {
    const readers = [await library.reader(), await library.reader(), await library.reader()];
    const ids = readers.map(({ patronId }) => patronId);
    const [one, two, three] = ids;
    await unit.run(async () => {
      const [first, second] = await unit.em.find(Patron, { id: { $in: ids } }, { orderBy: { id: 'asc' } });
      await library.rows(sql`update patron set category = 'child' where id in (${one}, ${two}, ${three})`);
      Object.assign(first ?? {}, { keepsHistory: true });
      Object.assign(second ?? {}, { keepsHistory: true, firstName: 'Mary' });
    });
    const rows = await library.rows(sql`
      select category, keeps_history as keeps, first_name = 'Mary' as mary
      from patron where id in (${one}, ${two}, ${three}) order by id`);
    expect(rows).to.deep.equal([
      { category: 'child', keeps: true, mary: null },
      { category: 'child', keeps: true, mary: true },
      { category: 'child', keeps: false, mary: null },
    ]);
  });

  it('are done in the order of their calls when none waits for another, also beside entities', async () => {
    const { patronId } = await library.reader();
    const log = await unit.run(async () => {
      const patron = await unit.em.findOneOrFail(Patron, { id: patronId });
      const calls = [1, 2, 3, 4, 5].map((step) => {
        patron.firstName = `After ${step}`;
        return unit.rows(sql`
          update patron set last_name = concat(last_name, ${step}::text) where id = ${patronId}`);
      });
      await Promise.all(calls);
      return unit.rows<{ log: string }>(sql`
        select concat(first_name, ': ', last_name) as log from patron where id = ${patronId}`);
    });
    expect(log).to.deep.equal([{ log: 'After 5: 12345' }]);
  });

  it('are seen by the reads that are called after them, also when they are kept beside entities', async () => {
    const { patronId } = await library.reader();
    const book = await library.book(0);
    const ends = await unit.run(async () => {
      const patron = await unit.em.findOneOrFail(Patron, { id: patronId });
      patron.firstName = 'Mary';
      const add = (step: number) =>
        unit.write('book', sql`update book set title = concat(title, ${step}::text) where id = ${book}`);
      const read = () =>
        unit.rows<{ end: string }>(sql`select right(title, 2) as end from book where id = ${book}`);
      const [, first, , second] = await Promise.all([add(1), read(), add(2), read()]);
      return [first[0]?.end.at(-1), second[0]?.end];
    });
    expect(ends).to.deep.equal(['1', '12']);
  });

  it('fail for the first fault, whichever answer is awaited first', async () => {
    // Both answers may arrive together. Then only the code in between decides their order.
    for (let round = 0; round < 20; round++) {
      const faults: unknown[] = [];
      const keep = (error: unknown) => faults.push((error as { readonly code?: unknown }).code);
      const job = unit.run(async () => {
        const first = unit.rows(sql`select 1 / 0`).catch(keep);
        await unit.rows(sql`select 1`).catch(keep);
        await first;
      });
      await job.catch(() => undefined);
      expect(faults).to.deep.equal(['22012', '22012']);
    }
  });

  it('are not reported as stored when the job ignores the fault of a statement', async () => {
    const passedOver = unit.run(async () => {
      await unit.rows(sql`select 1 / 0`).catch(() => undefined);
    });
    const outcome = await passedOver.then(
      () => 'done',
      (error: unknown) => (error as { readonly code?: unknown }).code,
    );
    expect(outcome).to.equal('22012');
  });

  it('fail, in each part that is rolled back, for the fault of that part', async () => {
    const fails = (statement: ReturnType<typeof sql>) => () =>
      unit.rows(statement).then(
        () => ({ keep: true, code: undefined }),
        (error: unknown) => ({ keep: false, code: (error as { readonly code?: unknown }).code }),
      );
    const outcomes = await unit.run(async () => [
      await unit.withSavepoint(fails(sql`select 1 / 0`)),
      await unit.withSavepoint(fails(sql`select from nowhere`)),
    ]);
    expect(outcomes.map(({ code }) => code)).to.deep.equal(['22012', '42P01']);
  });

  for (const [how, outcome] of [
    ['failed', () => Promise.reject(new Error('no more'))],
    ['ended', () => Promise.resolve()],
  ] as const) {
    it(`are refused after the job has ${how}, on a connection that another job then uses`, async () => {
      const book = await library.book(0);
      const over = Promise.withResolvers<void>();
      let late: Promise<unknown> = Promise.resolve();
      const job = unit.run(async () => {
        late = over.promise.then(() => unit.rows(sql`update book set title = 'Late' where id = ${book}`));
        await unit.rows(sql`select 1`);
        await outcome();
      });
      await job.catch(() => undefined);
      over.resolve();
      const fault: unknown = await late.catch((error: unknown) => error);
      expect(fault).to.be.an('error').with.property('message', 'The job of this statement has ended.');
      const [row] = await library.rows<{ title: string }>(sql`select title from book where id = ${book}`);
      expect(row?.title).to.not.equal('Late');
    });
  }
});
