import { expect } from 'chai';
import sql from 'sql-template-tag';
import { Loans } from '../../../src/application/circulation/loans.js';
import type { Override } from '../../../src/composition/start/bootstrap.js';
import { SqlLoans } from '../../../src/infrastructure/circulation/sql-loans.js';
import type { Loan } from '../../../src/domain/circulation/loan.js';
import { Database } from '../../../src/infrastructure/kernel/postgres/database.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { expectInvariants } from '../../support/invariants.js';
import { BusyLibrary, tally } from './busy-library.js';

describe('a book that is returned 20 times at the same moment', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  it('comes back once: every answer is 200, one return counts, one event records it', async () => {
    const { loan, answers } = await returnAtOnce(library);
    expect(tally(answers)).to.deep.equal({ 200: 20 });
    const bodies = answers.map(({ body }) => body as { already_returned: boolean; returned_at: string });
    expect(bodies.filter((body) => !body.already_returned)).to.have.length(1);
    expect(await library.events(loan)).to.include({ 'circulation.loan_returned': 1 });
    await expectInvariants(library.url);
  });

  it('is answered in the same way each time, except for whether it was returned before', async () => {
    const { answers } = await returnAtOnce(library);
    const said = answers.map(({ body }) => JSON.stringify({ ...(body as object), already_returned: true }));
    expect(new Set(said).size).to.equal(1);
  });

  it('is lent to the next patron, whose loan a late double scan does not affect', async () => {
    const [first, second, book] = [await library.reader(), await library.reader(), await library.book(1)];
    const loan = await library.lend(first, book);
    await library.api.post(`/v1/loans/${loan}/return`, { token: first.token });
    await library.lend(second, book);
    const { body } = await library.api.post(`/v1/loans/${loan}/return`, { token: first.token });
    expect(body).to.include({ already_returned: true });
    const open = await library.rows<{ n: number }>(sql`
      select count(*)::int as n from loan where patron_id = ${second.patronId} and closed_at is null`);
    expect(open).to.deep.equal([{ n: 1 }]);
    await expectInvariants(library.url);
  });
});

describe('the same returns on a service that does not re-read the loan under its lock', () => {
  it('count more than once, so the test detects a missing lock', async () => {
    const library = await BusyLibrary.open({ overrides: [withoutLoanLock] });
    try {
      let counted = 1;
      for (let round = 0; round < 50 && counted === 1; round++) {
        const { loan } = await returnAtOnce(library);
        counted = (await library.events(loan))['circulation.loan_returned'] ?? 0;
      }
      expect(counted).to.be.above(1);
      const seen = await expectInvariants(library.url).catch((error: Error) => error.message);
      expect(seen).to.contain('a return counts once');
    } finally {
      await library.close();
    }
  });
});

const withoutLoanLock: Override = (container) =>
  container.register<Loans>(Loans, {
    useFactory: (c) => {
      const database = c.resolve(Database);
      const loans = new SqlLoans(c.resolve(SqlUnitOfWork));
      const found = new WeakMap<object, Loan | undefined>();
      const find = loans.find.bind(loans);
      loans.find = async (id) => {
        const loan = await find(id);
        found.set(database.transaction(), loan);
        return loan;
      };
      loans.lock = () => Promise.resolve(found.get(database.transaction()));
      return loans;
    },
  });

/** The patron, and librarians at two desks, scan the same book repeatedly. */
async function returnAtOnce(library: BusyLibrary) {
  const reader = await library.reader();
  const scanners = [reader, ...(await library.readers(2, 'librarian'))];
  const loan = await library.lend(reader, await library.book(1));
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, index) => {
      const { token } = scanners[index % scanners.length] ?? reader;
      return library.api.post(`/v1/loans/${loan}/return`, { token });
    }),
  );
  return { loan, answers };
}
