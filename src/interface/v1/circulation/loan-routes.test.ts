import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, anAdmin, aPatron } from '../../../../test/support/callers.js';
import { aLoan } from '../../../../test/support/circulation/loan-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { LoanQueries } from '../../../application/circulation/loan-queries.js';
import { loanRefusals, LoanService } from '../../../application/circulation/loan-service.js';
import { FakeAccessTrail } from '../../../application/kernel/storage/access-trail.fake.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { v2Id } from '../ids-in-v2.js';
import { LoanRoutes } from './loan-routes.js';

/** `aLoan()` as v1 shows it. */
const shown = {
  id: 5,
  v2_id: v2Id('loan', 5),
  book_id: 7,
  user_id: 3,
  status: 'open',
  borrowed_at: '2026-12-01T09:30:00.000Z',
  due_date: '2026-12-22T23:59:59.000Z',
  returned_at: null,
  renewals: 1,
};

describe('The loan routes of v1', () => {
  let service: SinonStubbedInstance<LoanService>;
  let loans: SinonStubbedInstance<LoanQueries>;
  let accesses: FakeAccessTrail;
  let routes: LoanRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(LoanService);
    loans = stubOf<LoanQueries>('view', 'list');
    accesses = new FakeAccessTrail();
    routes = new LoanRoutes(service, loans, accesses);
  });
  afterEach(() => sinon.restore());

  it('are for patrons, and require a token', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(5).fill('patron'));
  });

  describe('borrowBook', () => {
    it('lends to the caller when the body names no user', async () => {
      service.borrow.resolves(aLoan());
      await call(routes, 'borrowBook', { body: { book_id: 7 }, caller: aPatron });
      expect(service.borrow.args).to.deep.equal([[7, 3, aPatron]]);
    });

    it('lends to the user that the body names', async () => {
      service.borrow.resolves(aLoan());
      await call(routes, 'borrowBook', { body: { book_id: 7, user_id: 3 }, caller: aLibrarian });
      expect(service.borrow.args).to.deep.equal([[7, 3, aLibrarian]]);
    });

    it('answers 201 with the loan and its Location', async () => {
      service.borrow.resolves(aLoan());
      const reply = await call(routes, 'borrowBook', { body: { book_id: 7 }, caller: aPatron });
      expect(reply).to.deep.equal({ status: 201, headers: { Location: '/v1/loans/5' }, body: shown });
    });

    it('passes on every refusal of the service', async () => {
      service.borrow.rejects(new Refusal(loanRefusals.borrow));
      const codes = await codesOf(() =>
        call(routes, 'borrowBook', { body: { book_id: 7 }, caller: aPatron }),
      );
      expect(codes).to.deep.equal(loanRefusals.borrow.map(({ code }) => code));
    });

    for (const body of [{}, { book_id: '7' }, { book_id: 7, user_id: null }, { book_id: 7, copy_id: 1 }]) {
      it(`refuses the body ${JSON.stringify(body)}`, async () => {
        const codes = await codesOf(() => call(routes, 'borrowBook', { body, caller: aPatron }));
        expect(codes).to.deep.equal(['request.validation_failed']);
        expect(service.borrow.called).to.equal(false);
      });
    }
  });

  describe('listLoans', () => {
    beforeEach(() => {
      loans.list.resolves({ items: [aLoan()], total: 1 });
    });

    it('records the patrons whose loans are read, also when the one asked for has none', async () => {
      await call(routes, 'listLoans', { query: { user_id: '4' }, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'circulation.loans_read', patronIds: [4, 3] }]);
    });

    it('queries the first ten loans of all patrons for a librarian by default', async () => {
      await call(routes, 'listLoans', { caller: aLibrarian });
      expect(loans.list.args).to.deep.equal([[{}, { offset: 0, limit: 10 }]]);
    });

    it('queries the loans that an admin filters by status, user and book', async () => {
      const query = { status: 'overdue', user_id: '3', book_id: '7', page: '3', per_page: '5' };
      await call(routes, 'listLoans', { query, caller: anAdmin });
      const filter = { status: 'overdue', patronId: 3, bookId: 7 };
      expect(loans.list.args).to.deep.equal([[filter, { offset: 10, limit: 5 }]]);
    });

    it('restricts a patron to their own loans, whatever user they request', async () => {
      await call(routes, 'listLoans', { query: { user_id: '4' }, caller: aPatron });
      expect(loans.list.args[0]?.[0]).to.deep.equal({ patronId: 4, mineOf: 3 });
    });

    it('answers a bare array, with the total and the other pages in headers', async () => {
      loans.list.resolves({ items: [aLoan()], total: 2 });
      const reply = await call(routes, 'listLoans', { query: { per_page: '1' }, caller: aLibrarian });
      const link =
        '</v1/loans?per_page=1&page=1>; rel="first", </v1/loans?per_page=1&page=2>; rel="next", ' +
        '</v1/loans?per_page=1&page=2>; rel="last"';
      expect(reply).to.deep.equal({
        status: 200,
        headers: { 'X-Total-Count': '2', Link: link },
        body: [shown],
      });
    });
  });

  describe('getLoan', () => {
    it('shows a patron their own loan', async () => {
      loans.view.withArgs(5).resolves(aLoan());
      const reply = await call(routes, 'getLoan', { path: { id: '5' }, caller: aPatron });
      expect(reply).to.deep.equal({ status: 200, headers: {}, body: shown });
    });

    it('shows a librarian the loan of any patron, and records it', async () => {
      loans.view.withArgs(5).resolves(aLoan());
      const { status } = await call(routes, 'getLoan', { path: { id: '5' }, caller: aLibrarian });
      expect(status).to.equal(200);
      expect(accesses.reads).to.deep.equal([{ action: 'circulation.loans_read', patronIds: [null, 3] }]);
    });

    it('shows an anonymised loan without its user', async () => {
      const returnedAt = new Date('2026-12-20T15:00:00Z');
      loans.view.resolves(aLoan({ patronId: null, status: 'closed', returnedAt }));
      const { body } = await call(routes, 'getLoan', { path: { id: '5' }, caller: aLibrarian });
      expect(body).to.deep.equal({
        ...shown,
        user_id: null,
        status: 'closed',
        returned_at: '2026-12-20T15:00:00.000Z',
      });
    });

    it('hides the loan of another patron as an unknown one', async () => {
      loans.view.resolves(aLoan({ patronId: 4 }));
      const codes = await codesOf(() => call(routes, 'getLoan', { path: { id: '5' }, caller: aPatron }));
      expect(codes).to.deep.equal(['circulation.loan_not_found']);
    });

    for (const caller of [aPatron, anAdmin]) {
      it(`refuses an unknown loan, for a ${caller.role}`, async () => {
        loans.view.resolves(undefined);
        const codes = await codesOf(() => call(routes, 'getLoan', { path: { id: '5' }, caller }));
        expect(codes).to.deep.equal(['circulation.loan_not_found']);
      });
    }

    it('refuses an id that is not a whole number without a query', async () => {
      const codes = await codesOf(() => call(routes, 'getLoan', { path: { id: '5x' }, caller: aPatron }));
      expect(codes).to.deep.equal(['request.validation_failed']);
      expect(loans.view.called).to.equal(false);
    });
  });

  describe('returnLoan', () => {
    const parts = { path: { id: '5' }, caller: aPatron };

    it('returns the loan of the path for the caller', async () => {
      service.return.resolves({ loan: aLoan(), alreadyReturned: false });
      await call(routes, 'returnLoan', parts);
      expect(service.return.args).to.deep.equal([[5, aPatron]]);
    });

    for (const alreadyReturned of [false, true]) {
      it(`answers the loan, and whether it had been returned before: ${alreadyReturned}`, async () => {
        const returnedAt = new Date('2026-12-20T15:00:00Z');
        service.return.resolves({ loan: aLoan({ status: 'closed', returnedAt }), alreadyReturned });
        const body = { ...shown, status: 'closed', returned_at: '2026-12-20T15:00:00.000Z' };
        expect(await call(routes, 'returnLoan', parts)).to.deep.equal({
          status: 200,
          headers: {},
          body: { ...body, already_returned: alreadyReturned },
        });
      });
    }

    it('passes on every refusal of the service', async () => {
      service.return.rejects(new Refusal(loanRefusals.return));
      const codes = await codesOf(() => call(routes, 'returnLoan', parts));
      expect(codes).to.deep.equal(loanRefusals.return.map(({ code }) => code));
    });
  });

  describe('renewLoan', () => {
    const parts = { path: { id: '5' }, caller: aPatron };

    it('renews the loan of the path for the caller, and overrides nothing', async () => {
      service.renew.resolves(aLoan());
      await call(routes, 'renewLoan', parts);
      expect(service.renew.args).to.deep.equal([[5, aPatron]]);
    });

    it('answers the renewed loan', async () => {
      service.renew.resolves(aLoan({ renewals: 2, dueAt: new Date('2027-01-12T23:59:59Z') }));
      const body = { ...shown, renewals: 2, due_date: '2027-01-12T23:59:59.000Z' };
      expect(await call(routes, 'renewLoan', parts)).to.deep.equal({ status: 200, headers: {}, body });
    });

    it('passes on every refusal of the service', async () => {
      service.renew.rejects(new Refusal(loanRefusals.renew));
      const codes = await codesOf(() => call(routes, 'renewLoan', parts));
      expect(codes).to.deep.equal(loanRefusals.renew.map(({ code }) => code));
    });
  });

  it('may read from a replica, if they only read', () => {
    const reading = ['listLoans', 'getLoan'].map((id) => routeOf(routes, id).reads);
    expect(reading).to.deep.equal(['replica', 'replica']);
  });
});
