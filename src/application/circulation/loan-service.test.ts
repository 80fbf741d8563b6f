import 'reflect-metadata';
import { expect } from 'chai';
import { codesOf } from '../../../test/support/refusal-of.js';
import type { SignedIn } from '../kernel/request/caller.js';
import { calendar, FakeCirculation, policyOf } from './circulation.fake.js';
import { LoanService } from './loan-service.js';

const ada: SignedIn = { patronId: 7, role: 'patron' };
const librarian: SignedIn = { patronId: 1, role: 'librarian' };

describe('The loan service', () => {
  let library: FakeCirculation;
  let service: LoanService;

  beforeEach(() => {
    library = new FakeCirculation();
    const { work, loans, patrons, shelves, lending, clock } = library;
    service = new LoanService(work, loans, patrons, shelves, lending, calendar, clock, 'open');
    patrons.given(7);
    shelves.given({ copyId: 3, bookId: 2, kind: 'standard' });
  });

  const outcome = (): number[] => [
    library.loans.stored.length,
    library.audit.events.length,
    library.shelves.out.size,
  ];

  describe('borrowing any copy of a book', () => {
    const borrow = (caller = ada) => service.borrow(2, 7, caller);

    it('lends a free copy, and returns the stored loan', async () => {
      const view = await borrow();
      expect(view).to.include({
        copyId: 3,
        bookId: 2,
        patronId: 7,
        renewals: 0,
        renewalsLeft: 2,
        status: 'open',
      });
      expect(view.dueAt).to.deep.equal(new Date('2026-12-22T23:59:59Z'));
      expect(library.loans.stored.map(({ id }) => id)).to.deep.equal([view.id]);
      expect([...library.shelves.out]).to.deep.equal([3]);
    });

    it('locks patron, book and copy in this order, and counts loans with the patron locked', async () => {
      await borrow();
      expect(library.work.locks).to.deep.equal(['patron 7', 'book 2', 'copy 3']);
    });

    it('records the loan and adds its event to the outbox', async () => {
      await borrow();
      expect(library.audit.actions).to.deep.equal(['circulation.loan_opened']);
      expect(library.outbox.events.map(({ name }) => name)).to.deep.equal(['circulation.loan_opened']);
    });

    it('uses the policy for the kind of copy that was taken', async () => {
      library.policies.push(policyOf({ loanDays: 1 }, '*', 'short_loan'));
      library.shelves.given({ copyId: 4, bookId: 5, kind: 'short_loan' });
      const { dueAt } = await service.borrow(5, 7, ada);
      expect(dueAt).to.deep.equal(new Date('2026-12-02T23:59:59Z'));
    });

    describe('that has several kinds of copies', () => {
      const given = (...kinds: string[]) =>
        kinds.forEach((kind, at) => library.shelves.given({ copyId: 11 + at, bookId: 6, kind }));
      const taken = async () => (await service.borrow(6, 7, ada)).copyId;

      it('lends the one with the most days', async () => {
        library.policies.push(policyOf({ loanDays: 1 }, '*', 'short_loan'));
        library.policies.push(policyOf({ loanDays: 42 }, 'adult', 'long_loan'));
        given('short_loan', 'standard', 'long_loan', 'long_loan');
        expect([await taken(), await taken(), await taken(), await taken()]).to.deep.equal([13, 14, 12, 11]);
      });

      it('lends the one with the lowest id among equal terms', async () => {
        given('dvd', 'standard');
        expect(await taken()).to.equal(11);
      });

      it('lends one that the patron may borrow before one whose limit is reached', async () => {
        library.policies.push(policyOf({ loanDays: 42, loansMax: 0 }, '*', 'long_loan'));
        given('long_loan', 'standard');
        expect(await taken()).to.equal(12);
        expect(await codesOf(taken)).to.deep.equal(['circulation.loan_limit_reached']);
      });
    });

    it('lends nothing by `borrowOnce` to who has a copy of the book, and looks with the patron locked', async () => {
      library.shelves.given({ copyId: 4, bookId: 2, kind: 'standard' });
      for (let time = 0; time < 2; time++) await service.borrowOnce(2, ada);
      expect(outcome()).to.deep.equal([1, 1, 1]);
      expect(library.work.locks[0]).to.equal('patron 7');
      await service.return(library.loans.stored[0]?.id ?? 0, ada);
      await service.borrowOnce(2, ada);
      expect(library.loans.stored.map(({ isOpen }) => isOpen)).to.deep.equal([false, true]);
    });

    it('lets no loan outlive the card', async () => {
      library.patrons.given(7, { cardEndsAt: new Date('2026-12-05T00:00:00Z') });
      expect((await borrow()).dueAt).to.deep.equal(new Date('2026-12-04T23:59:59Z'));
    });

    it('is allowed to staff for another patron', async () => {
      expect((await borrow(librarian)).patronId).to.equal(7);
    });

    it('is refused to a patron who borrows for another, before any row is locked', async () => {
      const codes = await codesOf(() => borrow({ patronId: 8, role: 'patron' }));
      expect(codes).to.deep.equal(['circulation.not_for_another']);
      expect(library.work.locks).to.deep.equal([]);
    });

    it('does not find an unknown patron or book', async () => {
      const patron = () => service.borrow(2, 99, librarian);
      const book = () => service.borrow(99, 7, ada);
      expect([await codesOf(patron), await codesOf(book)]).to.deep.equal([
        ['accounts.patron_not_found'],
        ['catalogue.book_not_found'],
      ]);
    });

    for (const [fault, code] of [
      ['blocked', 'circulation.patron_blocked'],
      ['expired', 'circulation.patron_expired'],
    ] as const) {
      it(`is refused to a patron who is ${fault}, and leaves the copy available`, async () => {
        library.patrons.given(7, { [fault]: true });
        expect(await codesOf(borrow)).to.deep.equal([code]);
        expect(outcome()).to.deep.equal([0, 0, 0]);
      });
    }

    it('is refused at the limit of loans, and leaves the copy available', async () => {
      library.givenLoansUpToTheLimit(7);
      expect(await codesOf(borrow)).to.deep.equal(['circulation.loan_limit_reached']);
      expect(outcome()).to.deep.equal([5, 0, 0]);
    });

    it('is refused with all blocks at once, the missing copy last', async () => {
      library.shelves.out.add(3);
      library.givenLoansUpToTheLimit(7);
      library.patrons.given(7, { blocked: true, expired: true });
      expect(await codesOf(borrow)).to.deep.equal([
        'circulation.patron_blocked',
        'circulation.patron_expired',
        'circulation.loan_limit_reached',
        'circulation.no_copy_available',
      ]);
    });

    it('is refused when no copy is free', async () => {
      library.shelves.out.add(3);
      expect(await codesOf(borrow)).to.deep.equal(['circulation.no_copy_available']);
    });

    it('makes one loan when the database has the job run again', async () => {
      library.work.failAtCommit(2);
      await borrow();
      expect(outcome()).to.deep.equal([1, 1, 1]);
      expect(library.outbox.events).to.have.lengthOf(1);
    });
  });

  describe('returning a loan', () => {
    beforeEach(() => {
      library.given({ copyId: 3, bookId: 2, patronId: 7 });
      library.shelves.out.add(3);
    });

    it('stores the return, and makes the copy available', async () => {
      const { loan, alreadyReturned } = await service.return(1, ada);
      expect(loan).to.deep.include({ id: 1, status: 'closed', returnedAt: library.now });
      expect(alreadyReturned).to.equal(false);
      expect(library.loans.stored[0]).to.include({ closedAt: library.now, closeReason: 'returned' });
      expect([...library.shelves.out]).to.deep.equal([]);
    });

    it('locks the copy before the loan', async () => {
      await service.return(1, ada);
      expect(library.work.locks).to.deep.equal(['copy 3', 'loan 1']);
    });

    it('records it and adds its event to the outbox', async () => {
      await service.return(1, ada);
      expect(library.audit.actions).to.deep.equal(['circulation.loan_returned']);
      expect(library.outbox.events.map(({ name }) => name)).to.deep.equal(['circulation.loan_returned']);
    });

    it('counts once, and returns the same loan the second time', async () => {
      const first = await service.return(1, ada);
      library.now = new Date('2026-12-02T09:30:00Z');
      library.shelves.out.add(3);
      const second = await service.return(1, ada);
      expect(second).to.deep.equal({ loan: first.loan, alreadyReturned: true });
      expect(library.audit.actions).to.have.lengthOf(1);
      expect([...library.shelves.out]).to.deep.equal([3]);
    });

    it('is allowed to staff for another patron', async () => {
      expect((await service.return(1, librarian)).alreadyReturned).to.equal(false);
    });

    it("does not find an unknown loan, or another patron's for a patron", async () => {
      const missing = () => service.return(99, librarian);
      const foreign = () => service.return(1, { patronId: 8, role: 'patron' });
      for (const job of [missing, foreign]) {
        expect(await codesOf(job)).to.deep.equal(['circulation.loan_not_found']);
      }
      expect(library.loans.stored[0]?.closedAt).to.equal(null);
    });
  });
});
