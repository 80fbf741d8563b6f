import { expect } from 'chai';
import sql from 'sql-template-tag';
import type { Member } from '../../../support/library.js';
import { expectInvariants } from '../../../support/invariants.js';
import { codesOf, openDesk, type Desk } from './desk.js';

describe('The limits of open loans', () => {
  let desk: Desk;
  before(async () => {
    desk = await openDesk();
    await desk.rows(sql`
      insert into policy (patron_category, copy_kind, loan_days, renewals_max, loans_max, holds_max)
      values ('child', '*', 14, 1, 3, 3), ('student', '*', 28, 3, 10, 5), ('*', 'short_loan', 3, 0, 2, 2)`);
  });
  afterEach(() => expectInvariants(desk.databaseUrl));
  after(() => desk.stop());

  const scan = async (patron: Member, kind: string) => desk.scan(await desk.addCopy({ kind }), patron);
  const lend = async (patron: Member, ...kinds: string[]) => {
    for (const kind of kinds) expect((await scan(patron, kind)).status, kind).to.equal(201);
  };

  it('of a category counts copies of every kind', async () => {
    const child = await desk.addMember({ category: 'child' });
    await lend(child, 'standard', 'short_loan', 'standard');
    for (const kind of ['standard', 'short_loan']) {
      expect(codesOf(await scan(child, kind))).to.deep.equal(['loan_limit_reached']);
    }
  });

  it('of a kind counts copies of this kind only', async () => {
    const student = await desk.addMember({ category: 'student' });
    await lend(student, ...Array.from({ length: 6 }, () => 'standard'), 'short_loan', 'short_loan');
    expect(codesOf(await scan(student, 'short_loan'))).to.deep.equal(['loan_limit_reached']);
    await lend(student, 'standard', 'standard');
    expect(codesOf(await scan(student, 'standard'))).to.deep.equal(['loan_limit_reached']);
  });

  it('are the same in the dry run, and free again after a return', async () => {
    const child = await desk.addMember({ category: 'child' });
    const first = await desk.addCopy({ kind: 'short_loan' });
    await desk.lend(first, child);
    await lend(child, 'short_loan');
    const next = await desk.addCopy({ kind: 'short_loan' });
    const check = async () =>
      (await desk.post('/v2/loans/checks', { copyBarcode: next.barcode }, child)).body;
    expect(await check()).to.include({ allowed: false });
    await desk.bringBack(first);
    expect(await check()).to.include({ allowed: true });
  });

  describe('where any copy of a book will do', () => {
    const borrow = async (patron: Member, book: number) => {
      const { token } = patron;
      const { status, body } = await desk.api.post('/v1/loans', { token, json: { book_id: book } });
      return status === 201 ? body.due_date : body.code;
    };
    const addBook = async (...kinds: string[]) => {
      const book = await desk.addBook({ title: 'Of several kinds' }, 0);
      for (const kind of kinds) {
        await desk.rows(sql`
          insert into copy (book_id, barcode, kind, status, created_at)
          values (${book}, 'K' || nextval('copy_barcode'), ${kind}, 'available', now())`);
      }
      return book;
    };
    const lent = (book: number) =>
      desk.rows<{ kind: string; status: string }>(sql`
        select kind, status from copy where book_id = ${book} order by id`);
    const [short, long] = ['2026-12-04T23:59:59.000Z', '2026-12-22T23:59:59.000Z'];

    it('lend the copy with the longest terms first', async () => {
      const book = await addBook('short_loan', 'standard', 'standard');
      const patron = await desk.addMember();
      expect(await borrow(patron, book)).to.equal(long);
      expect(await lent(book)).to.deep.equal([
        { kind: 'short_loan', status: 'available' },
        { kind: 'standard', status: 'on_loan' },
        { kind: 'standard', status: 'available' },
      ]);
      const rest = [await borrow(patron, book), await borrow(patron, book), await borrow(patron, book)];
      expect(rest).to.deep.equal([long, short, 'circulation.no_copy_available']);
    });

    it('lend every copy when all are requested at the same moment', async () => {
      const book = await addBook('short_loan', 'standard', 'short_loan', 'standard', 'dvd');
      const patrons = await Promise.all(Array.from({ length: 12 }, () => desk.addMember()));
      const answers = await Promise.all(patrons.map((patron) => borrow(patron, book)));
      expect(answers.filter((answer) => answer === long)).to.have.length(3);
      expect(answers.filter((answer) => answer === short)).to.have.length(2);
      expect(answers.filter((answer) => answer === 'circulation.no_copy_available')).to.have.length(7);
    });
  });
});
