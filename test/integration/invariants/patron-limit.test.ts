import { expect } from 'chai';
import sql from 'sql-template-tag';
import { PatronStanding } from '../../../src/application/circulation/patron-standing.js';
import type { Override } from '../../../src/composition/start/bootstrap.js';
import { SqlUnitOfWork } from '../../../src/infrastructure/kernel/unit-of-work/sql-unit-of-work.js';
import { expectInvariants } from '../../support/invariants.js';
import { BusyLibrary, tally } from './busy-library.js';

/** The limit of the default policy. */
const limit = 5;

describe('a patron who borrows 40 different books at the same moment', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open()));
  after(() => library.close());

  it('gets as many loans as the policy allows, and no more', async () => {
    expect(tally(await attack(library))).to.deep.equal({
      201: limit,
      '409 circulation.loan_limit_reached': 40 - limit,
    });
    await expectInvariants(library.url);
  });

  it('gets no more when two librarians lend half of the books', async () => {
    const [patron, ...lenders] = [await library.reader(), ...(await library.readers(2, 'librarian'))];
    const books = await library.books(40);
    const answers = await Promise.all(
      books.map((book, index) => {
        const { token } = [patron, ...lenders, patron][index % 4] ?? patron;
        return library.api.post('/v1/loans', { token, json: { book_id: book, user_id: patron.patronId } });
      }),
    );
    expect(tally(answers)).to.include({ 201: limit });
    await expectInvariants(library.url);
  });

  it('keeps no loan when the account is closed at the same moment', async () => {
    await closeWhileBorrowing(library);
    await expectInvariants(library.url);
  });
});

describe('the same attack on a service that reads the patron without a lock', () => {
  let library: BusyLibrary;
  before(async () => (library = await BusyLibrary.open({ overrides: [withoutPatronLock] })));
  after(() => library.close());

  it('gets more than the limit, so the test detects a missing lock', async () => {
    let most = 0;
    for (let round = 0; round < 10 && most <= limit; round++) {
      most = tally(await attack(library))['201'] ?? 0;
    }
    expect(most).to.be.above(limit);
    const seen = await expectInvariants(library.url).catch((error: Error) => error.message);
    expect(seen).to.contain('a patron has no more open loans than the policies allow');
  });

  it('leaves loans on closed accounts, so the test detects that race too', async () => {
    let seen: unknown = '';
    for (let round = 0; round < 10 && !String(seen).includes('a closed account'); round++) {
      await closeWhileBorrowing(library);
      seen = await expectInvariants(library.url).catch((error: Error) => error.message);
    }
    expect(seen).to.contain('a closed account has no open loan');
  });
});

/** Reads the standing without locking the patron's row. */
const withoutPatronLock: Override = (container) =>
  container.register<PatronStanding>(PatronStanding, {
    useFactory: (c) => ({
      async lock(id) {
        const unit = c.resolve(SqlUnitOfWork);
        const [patron] = await unit.rows<{ category: string }>(
          sql`select category from patron where id = ${id}`,
        );
        const good = { blocked: false, expired: false, cardEndsAt: null, unverified: false };
        return { category: patron?.category ?? '', ...good };
      },
    }),
  });

async function attack(library: BusyLibrary) {
  const [patron, books] = [await library.reader(), await library.books(40)];
  return Promise.all(books.map((book) => library.borrow(patron, book)));
}

/** Twenty patrons who borrow a book and close their account at the same moment. */
async function closeWhileBorrowing(library: BusyLibrary): Promise<void> {
  const [patrons, books] = [await library.readers(20), await library.books(20)];
  await Promise.all(
    patrons.flatMap((patron, index) => [
      library.borrow(patron, books[index] ?? 0),
      library.api.delete('/v1/users/me', { token: patron.token }),
    ]),
  );
}
