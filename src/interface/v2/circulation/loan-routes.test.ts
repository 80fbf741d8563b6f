import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, anAdmin, aPatron } from '../../../../test/support/callers.js';
import { aLoan } from '../../../../test/support/circulation/loan-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { LoanQueries } from '../../../application/circulation/loan-queries.js';
import { LoanRecords } from '../../../application/circulation/loan-records.js';
import { loanRefusals, LoanService } from '../../../application/circulation/loan-service.js';
import { FakeAccessTrail } from '../../../application/kernel/storage/access-trail.fake.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { toId } from '../ids.js';
import { LoanRoutes } from './loan-routes.js';

/** `aLoan()` as v2 shows it. */
const shown = {
  id: toId('loan', 5),
  copyId: toId('copy', 11),
  copyBarcode: 'C00000011',
  bookId: toId('book', 7),
  patronId: toId('patron', 3),
  status: 'open',
  borrowedAt: '2026-12-01T09:30:00.000Z',
  dueAt: '2026-12-22T23:59:59.000Z',
  returnedAt: null,
  renewals: 1,
  renewalsLeft: 2,
};

describe('The loan routes of v2', () => {
  const cursors = new Cursors(['a secret of this test']);
  let service: SinonStubbedInstance<LoanService>;
  let loans: SinonStubbedInstance<LoanQueries>;
  let records: SinonStubbedInstance<LoanRecords>;
  let accesses: FakeAccessTrail;
  let routes: LoanRoutes;

  beforeEach(() => {
    service = sinon.createStubInstance(LoanService);
    loans = stubOf<LoanQueries>('listAfter', 'count');
    records = sinon.createStubInstance(LoanRecords);
    loans.listAfter.resolves({ items: [], next: undefined });
    accesses = new FakeAccessTrail();
    routes = new LoanRoutes(service, loans, records, accesses, cursors);
  });
  afterEach(() => sinon.restore());

  it('are for patrons, and require a token', () => {
    expect(routes.routes().map(({ audience }) => audience)).to.deep.equal(Array(4).fill('patron'));
  });

  describe('a read by staff', () => {
    it('of a loan is recorded for its patron', async () => {
      records.view.resolves(aLoan());
      await call(routes, 'getLoan', { path: { id: toId('loan', 5) }, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'circulation.loans_read', patronIds: [null, 3] }]);
    });

    it('of a list is recorded for each patron on the page, and for the patron asked for', async () => {
      loans.listAfter.resolves({ items: [aLoan()], next: undefined });
      await call(routes, 'listLoans', { query: { patronId: toId('patron', 4) }, caller: aLibrarian });
      expect(accesses.reads).to.deep.equal([{ action: 'circulation.loans_read', patronIds: [4, 3] }]);
    });
  });

  describe('listLoans', () => {
    it('queries the first twenty loans of all patrons for a librarian by default', async () => {
      await call(routes, 'listLoans', { caller: aLibrarian });
      expect(loans.listAfter.args).to.deep.equal([[{}, { after: undefined, limit: 20 }]]);
    });

    it('passes every filter to the loans, with ids as keys', async () => {
      const ids = { patronId: toId('patron', 3), bookId: toId('book', 7), copyId: toId('copy', 11) };
      const query = { ...ids, status: 'overdue', dueBefore: '2026-12-24T01:00:00+01:00', limit: '5' };
      await call(routes, 'listLoans', { query, caller: anAdmin });
      const keys = { patronId: 3, bookId: 7, copyId: 11 };
      const filter = { ...keys, status: 'overdue', dueBefore: new Date('2026-12-24T00:00:00Z') };
      expect(loans.listAfter.args).to.deep.equal([[filter, { after: undefined, limit: 5 }]]);
    });

    it('queries the key 0, which no row has, for an id that names nothing', async () => {
      await call(routes, 'listLoans', { query: { bookId: toId('copy', 7) }, caller: aLibrarian });
      expect(loans.listAfter.args[0]?.[0]).to.deep.equal({ bookId: 0 });
    });

    it('restricts a patron to their own loans, whatever patron they request', async () => {
      await call(routes, 'listLoans', { query: { patronId: toId('patron', 4) }, caller: aPatron });
      expect(loans.listAfter.args[0]?.[0]).to.deep.equal({ patronId: 4, mineOf: 3 });
    });

    it('continues after the cursor', async () => {
      const cursor = cursors.write('loans', [41]) ?? '';
      await call(routes, 'listLoans', { query: { cursor }, caller: aLibrarian });
      expect(loans.listAfter.args[0]?.[1]).to.deep.equal({ after: [41], limit: 20 });
    });

    it('refuses the cursor of another list', async () => {
      const query = { cursor: cursors.write('patrons', [41]) ?? '' };
      const codes = await codesOf(() => call(routes, 'listLoans', { query, caller: aLibrarian }));
      expect(codes).to.deep.equal(['request.cursor_invalid']);
      expect(loans.listAfter.called).to.equal(false);
    });

    it('answers the loans and, on the last page, no link', async () => {
      loans.listAfter.resolves({ items: [aLoan()], next: undefined });
      expect(await call(routes, 'listLoans', { caller: aLibrarian })).to.deep.equal({
        status: 200,
        headers: {},
        body: { data: [shown], page: { nextCursor: null } },
      });
    });

    it('answers the cursor of the next page, and links to it', async () => {
      loans.listAfter.resolves({ items: [aLoan()], next: [5] });
      const reply = await call(routes, 'listLoans', { query: { limit: '1' }, caller: aLibrarian });
      const nextCursor = cursors.write('loans', [5]);
      expect(reply.body).to.deep.equal({ data: [shown], page: { nextCursor } });
      expect(reply.headers).to.deep.equal({
        Link: `</v2/loans?limit=1&cursor=${nextCursor}>; rel="next"`,
      });
    });

    it('answers no total by default', async () => {
      await call(routes, 'listLoans', { caller: aLibrarian });
      expect(loans.count.called).to.equal(false);
    });

    it('answers the total of the same filter on request', async () => {
      loans.count.withArgs({ status: 'open', mineOf: 3 }).resolves(12);
      const query = { status: 'open', total: 'true' };
      const { body } = await call(routes, 'listLoans', { query, caller: aPatron });
      expect(body).to.have.nested.property('page.total', 12);
    });
  });

  describe('listMyLoans', () => {
    it('queries the loans of the caller', async () => {
      await call(routes, 'listMyLoans', { caller: aPatron });
      expect(loans.listAfter.args).to.deep.equal([[{ mineOf: 3 }, { after: undefined, limit: 20 }]]);
    });

    it('queries the own loans of a librarian too, with the requested filter', async () => {
      const query = { status: 'closed', bookId: toId('book', 7), copyId: toId('copy', 11) };
      await call(routes, 'listMyLoans', { query, caller: aLibrarian });
      expect(loans.listAfter.args[0]?.[0]).to.deep.equal({
        status: 'closed',
        bookId: 7,
        copyId: 11,
        mineOf: 2,
      });
    });

    it('has no filter for patrons', async () => {
      const parts = { query: { patronId: toId('patron', 4) }, caller: aLibrarian };
      expect(await codesOf(() => call(routes, 'listMyLoans', parts))).to.deep.equal([
        'request.validation_failed',
      ]);
    });

    it('refuses the cursor of another list', async () => {
      const parts = { query: { cursor: cursors.write('books', [5]) ?? '' }, caller: aPatron };
      expect(await codesOf(() => call(routes, 'listMyLoans', parts))).to.deep.equal([
        'request.cursor_invalid',
      ]);
    });

    it('answers the loans, and links to the next page', async () => {
      loans.listAfter.resolves({ items: [aLoan()], next: [5] });
      const nextCursor = cursors.write('loans', [5]);
      expect(await call(routes, 'listMyLoans', { caller: aPatron })).to.deep.equal({
        status: 200,
        headers: { Link: `</v2/me/loans?cursor=${nextCursor}>; rel="next"` },
        body: { data: [shown], page: { nextCursor } },
      });
    });
  });

  describe('getLoan', () => {
    const parts = { path: { id: toId('loan', 5) }, caller: aPatron };

    it('answers the loan that the caller may see', async () => {
      records.view.withArgs(5, aPatron).resolves(aLoan());
      expect(await call(routes, 'getLoan', parts)).to.deep.equal({ status: 200, headers: {}, body: shown });
    });

    it('returns null for the patron of an anonymised loan', async () => {
      records.view.resolves(aLoan({ patronId: null }));
      const { body } = await call(routes, 'getLoan', parts);
      expect(body).to.include({ patronId: null });
    });

    it('refuses a loan that the caller may not see as an unknown one', async () => {
      records.view.resolves(undefined);
      expect(await codesOf(() => call(routes, 'getLoan', parts))).to.deep.equal([
        'circulation.loan_not_found',
      ]);
    });

    it('queries the key 0 when the id is not the id of a loan', async () => {
      await codesOf(() => call(routes, 'getLoan', { path: { id: toId('book', 5) }, caller: aPatron }));
      expect(records.view.args).to.deep.equal([[0, aPatron]]);
    });
  });

  describe('renewLoan', () => {
    const parts = { path: { id: toId('loan', 5) }, body: {}, caller: aPatron };

    beforeEach(() => {
      records.view.withArgs(5, aPatron).resolves(aLoan());
    });

    it('renews the loan of the path for the caller, and overrides nothing', async () => {
      await call(routes, 'renewLoan', parts);
      expect(service.renew.args).to.deep.equal([[5, aPatron, undefined]]);
    });

    it('overrides with the reason that a librarian gives', async () => {
      records.view.withArgs(5, aLibrarian).resolves(aLoan());
      const override = { reason: 'The next reader is on holiday.' };
      await call(routes, 'renewLoan', { ...parts, body: { override }, caller: aLibrarian });
      expect(service.renew.args).to.deep.equal([[5, aLibrarian, override]]);
    });

    it('answers 201 with the renewed loan, and its Location', async () => {
      service.renew.callsFake(async () => {
        records.view.withArgs(5, aPatron).resolves(aLoan({ renewals: 2, renewalsLeft: 1 }));
        return aLoan();
      });
      expect(await call(routes, 'renewLoan', parts)).to.deep.equal({
        status: 201,
        headers: { Location: `/v2/loans/${toId('loan', 5)}` },
        body: { ...shown, renewals: 2, renewalsLeft: 1 },
      });
    });

    it('passes on every refusal of the service', async () => {
      const reasons = [...loanRefusals.renew, ...loanRefusals.override] as const;
      service.renew.rejects(new Refusal(reasons));
      const codes = await codesOf(() => call(routes, 'renewLoan', parts));
      expect(codes).to.deep.equal(reasons.map(({ code }) => code));
    });
  });
});
