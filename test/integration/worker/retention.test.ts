import { expect } from 'chai';
import sql from 'sql-template-tag';
import { PatronService } from '../../../src/application/accounts/patrons/patron-service.js';
import { LoanService } from '../../../src/application/circulation/loan-service.js';
import { PopularBooks } from '../../../src/application/circulation/statistics/popular-books.js';
import { runJob } from '../../support/jobs.js';
import { startLibrary, type Library, type Member } from '../../support/library.js';

describe('Retention', () => {
  let library: Library;
  before(async () => {
    library = await startLibrary({ config: { loanRetentionDays: 30 } });
  });
  after(() => library.stop());

  const forget = () => runJob(library.service, 'circulation.forget_borrowers');
  const cardOf = async ({ id }: Member) =>
    (await library.rows<{ card: string }>(sql`select card_number as card from patron where id = ${id}`))[0]
      ?.card ?? '';

  /** Borrows a new book and, unless it stays out, returns it at once. Returns the id of the loan. */
  async function borrow({ id: patronId, token }: Member, staysOut = false): Promise<number> {
    const bookId = await library.addBook({ title: `Of ${patronId}` });
    const { body } = await library.api.post('/v1/loans', { token, json: { book_id: bookId } });
    const { id } = body as { id: number };
    if (!staysOut) await library.api.post(`/v1/loans/${id}/return`, { token });
    return id;
  }

  it('anonymises closed loans after the set number of days, in the audit trail too, and no open loans', async () => {
    const reader = await library.addMember();
    const [closed, open] = [await borrow(reader), await borrow(reader, true)];
    library.clock.advance({ days: 30 });
    await forget();
    expect(await ownerOf(closed), 'on the last day').to.equal(reader.id);
    library.clock.advance({ seconds: 1 });
    const young = await borrow(reader);
    await forget();
    expect(await ownerOf(closed)).to.equal(null);
    expect([await ownerOf(open), await ownerOf(young)]).to.deep.equal([reader.id, reader.id]);
    const acted = await library.rows<{ subject: string }>(sql`
      select distinct subject_type as subject from audit_event
      where actor_id = ${reader.id} and at < ${library.clock.now()}`);
    expect(acted).to.deep.equal([]);
  });

  it('keeps the loans of patrons who keep a history, until they stop, or their account is closed', async () => {
    const { container } = library.service;
    const [keeper, undecided, gone] = [
      await library.addMember(),
      await library.addMember(),
      await library.addMember(),
    ];
    const patrons = container.resolve(PatronService);
    for (const each of [keeper, undecided, gone]) await patrons.keepHistory(await cardOf(each), true);
    const loans = [await borrow(keeper), await borrow(undecided), await borrow(gone)];
    library.clock.advance({ days: 31 });
    await forget();
    expect(await Promise.all(loans.map(ownerOf))).to.deep.equal([keeper.id, undecided.id, gone.id]);
    await patrons.keepHistory(await cardOf(undecided), false);
    await patrons.close(gone.id);
    await forget();
    expect(await Promise.all(loans.map(ownerOf))).to.deep.equal([keeper.id, null, null]);
  });

  it('changes no count, and every list and page of loans still works', async () => {
    const reader = await library.addMember();
    const id = await borrow(reader);
    const popular = () => container.resolve(PopularBooks).most(100);
    const { container } = library.service;
    const desk = library.librarian;
    const [before, total] = [await popular(), await count(desk)];
    library.clock.advance({ days: 31 });
    await forget();
    expect(await popular()).to.deep.equal(before);
    expect(await count(desk)).to.equal(total);
    const shown = await library.api.get(`/v1/loans/${id}`, { token: desk.token });
    expect(shown.body).to.include({ id, user_id: null, status: 'closed' });
    expect((await library.api.get(`/v1/loans/${id}`, { token: reader.token })).status).to.equal(404);
    for (const address of ['/v1/users/me/loans', '/v2/me/loans'])
      expect(
        JSON.stringify((await library.api.get(address, { token: reader.token })).body),
        address,
      ).to.match(/^(\[\]|\{"data":\[\].*)$/);
    const listed = await library.api.get('/v2/loans', { token: desk.token });
    expect(JSON.stringify(listed.body)).to.include('"patronId":null');
    const again = container
      .resolve(LoanService)
      .return(id, { patronId: library.librarian.id, role: 'librarian' });
    const { alreadyReturned, loan } = await again;
    expect(alreadyReturned).to.equal(true);
    expect(loan).to.include({ id, patronId: null, status: 'closed' });
  });

  it('handles more loans than one batch, including those of patrons who keep a history', async () => {
    const keeper = await library.addMember();
    await library.service.container.resolve(PatronService).keepHistory(await cardOf(keeper), true);
    const past = new Date(library.clock.now().getTime() - 100 * 86_400_000);
    await library.rows(sql`
      insert into loan (copy_id, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
      select (select min(id) from copy), (select min(book_id) from copy),
             case when n <= 700 then ${keeper.id}::bigint else ${library.patron.id} end,
             ${past}::timestamptz, ${past}::timestamptz + interval '1 day', ${past}, 'returned', 0, '{}'
      from generate_series(1, 1700) as n`);
    await forget();
    const [named] = await library.rows(sql`
      select count(*) filter (where patron_id = ${keeper.id}) as keepers,
             count(*) filter (where patron_id = ${library.patron.id}) as others from loan`);
    expect(named).to.deep.equal({ keepers: 700, others: 0 });
  });

  async function ownerOf(id: number): Promise<number | null | undefined> {
    const [row] = await library.rows<{ owner: number | null }>(
      sql`select patron_id as owner from loan where id = ${id}`,
    );
    return row?.owner;
  }

  async function count({ token }: Member): Promise<string | null> {
    const { headers } = await library.api.get('/v1/loans', { token });
    return headers.get('x-total-count');
  }
});
