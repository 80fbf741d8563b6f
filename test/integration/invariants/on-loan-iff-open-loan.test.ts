import { expect } from 'chai';
import type { ClientBase } from 'pg';
import sql, { type Sql } from 'sql-template-tag';
import { brokenInvariants } from '../../support/invariants.js';
import { BusyLibrary } from './busy-library.js';

/** A library with one book that has one copy on loan and one on the shelf. */
interface Scene {
  readonly book: number;
  readonly reader: number;
  readonly out: number;
  readonly free: number;
  readonly loan: number;
}

/** Half of a change each: its description, and the statement that makes only that half. */
const lies: readonly (readonly [what: string, statement: (scene: Scene) => Sql])[] = [
  [
    'a copy goes on loan without a loan',
    ({ free }) => sql`update copy set status = 'on_loan' where id = ${free}`,
  ],
  [
    'a new copy is on loan before anybody borrowed it',
    ({ book }) => sql`
      insert into copy (book_id, barcode, kind, status, created_at)
      values (${book}, 'NEW' || nextval('copy_barcode'), 'standard', 'on_loan', now())`,
  ],
  [
    'a copy becomes available and its loan stays open',
    ({ out }) => sql`
    update copy set status = 'available' where id = ${out}`,
  ],
  [
    'a copy becomes lost while its loan is open',
    ({ out }) => sql`update copy set status = 'lost' where id = ${out}`,
  ],
  ['a loan is opened and its copy stays available', openLoan],
  [
    'a loan is closed and its copy stays on loan',
    ({ loan }) => sql`update loan set closed_at = now(), close_reason = 'returned' where id = ${loan}`,
  ],
  [
    'an open loan is deleted and its copy stays on loan',
    ({ loan }) => sql`delete from loan where id = ${loan}`,
  ],
  [
    'an open loan is moved to another copy that goes on loan, and the first copy stays on loan',
    ({ loan, free }) => sql`
      with moved as (update loan set copy_id = ${free} where id = ${loan} returning copy_id)
      update copy set status = 'on_loan' from moved where copy.id = moved.copy_id`,
  ],
];

describe('a change of which only one half is written', () => {
  let library: BusyLibrary;
  let scene: Scene;
  before(async () => {
    library = await BusyLibrary.open({ config: { databasePoolMax: 3 } });
    scene = await setScene(library);
  });
  after(() => library.close());

  for (const [what, statement] of lies) {
    it(`is refused at the commit when ${what}`, async () => {
      const fault = await library.transaction(async (client) => {
        await client.query(statement(scene));
        return client.query('commit').then(
          () => undefined,
          (error: unknown) => error as { code: string; constraint: string },
        );
      });
      expect(fault).to.include({ code: '23514', constraint: 'copy_on_loan_iff_open_loan' });
    });

    it(`is stored without the triggers, and the checks find it, when ${what}`, async () => {
      await library.transaction(async (client) => {
        await dropTriggers(client);
        await client.query(statement(scene));
        await client.query('set constraints all immediate');
        const broken = await brokenInvariants(client);
        expect(broken).to.have.property('a copy is on loan if and only if it has an open loan');
      });
    });
  }

  it('is stored when the other half follows before the commit, in either order', async () => {
    const { loan, out } = scene;
    await library.transaction(async (client) => {
      await client.query(sql`update copy set status = 'available' where id = ${out}`);
      await client.query(
        sql`update loan set closed_at = now(), close_reason = 'returned' where id = ${loan}`,
      );
      await client.query(openLoan({ ...scene, free: out }));
      await client.query(sql`update copy set status = 'on_loan' where id = ${out}`);
      await client.query('commit');
    });
    const rows = await library.rows<{ n: number }>(sql`
      select count(*)::int as n from loan where copy_id = ${out}`);
    expect(rows).to.deep.equal([{ n: 2 }]);
  });

  it('may add a past loan of a copy that is available or withdrawn, as imported from another system', async () => {
    await library.rows(sql`
      insert into loan (copy_id, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
      values (${scene.free}, ${scene.book}, null, now(), now() + interval '1 day', now(), 'returned', 0, '{}')`);
  });
});

function openLoan({ free, book, reader }: Scene): Sql {
  return sql`
    insert into loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
    values (${free}, ${book}, ${reader}, now(), now() + interval '1 day', 0, '{"loansMax": 5}')`;
}

async function setScene(library: BusyLibrary): Promise<Scene> {
  const [reader, book] = [await library.reader(), await library.book(2)];
  const loan = await library.lend(reader, book);
  const copies = await library.rows<{ id: string }>(sql`
    select id from copy where book_id = ${book} order by status = 'on_loan' desc`);
  const [out = 0, free = 0] = copies.map(({ id }) => Number(id));
  return { book, reader: reader.patronId, out, free, loan };
}

async function dropTriggers(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; on: string }>(`
    select tgname as name, tgrelid::regclass::text as on from pg_trigger
    where tgfoid = 'circulation_assert_copy'::regproc`);
  for (const { name, on } of rows) await client.query(`drop trigger ${name} on ${on}`);
}
