import 'reflect-metadata';
import { expect } from 'chai';
import sinon, { type SinonStubbedInstance } from 'sinon';
import { aLibrarian, aPatron } from '../../../../test/support/callers.js';
import { aLoan } from '../../../../test/support/circulation/loan-views.js';
import { codesOf } from '../../../../test/support/refusal-of.js';
import { call, routeOf } from '../../../../test/support/route-call.js';
import { stubOf } from '../../../../test/support/stub-of.js';
import type { LoanQueries } from '../../../application/circulation/loan-queries.js';
import { MyLoanRoutes } from './my-loan-routes.js';

describe('listMyLoans of v1', () => {
  let loans: SinonStubbedInstance<LoanQueries>;
  let routes: MyLoanRoutes;

  beforeEach(() => {
    loans = stubOf<LoanQueries>('list');
    loans.list.resolves({ items: [], total: 0 });
    routes = new MyLoanRoutes(loans);
  });
  afterEach(() => sinon.restore());

  it('is for patrons', () => {
    expect(routeOf(routes, 'listMyLoans').audience).to.equal('patron');
  });

  it('queries the loans of the caller', async () => {
    await call(routes, 'listMyLoans', { caller: aPatron });
    expect(loans.list.args).to.deep.equal([[{ patronId: 3 }, { offset: 0, limit: 10 }]]);
  });

  it('queries the own loans of a librarian too, not all loans', async () => {
    await call(routes, 'listMyLoans', { caller: aLibrarian });
    expect(loans.list.args[0]?.[0]).to.deep.equal({ patronId: 2 });
  });

  it('filters by status, and queries the requested page', async () => {
    const query = { status: 'closed', page: '2', per_page: '50' };
    await call(routes, 'listMyLoans', { query, caller: aPatron });
    expect(loans.list.args).to.deep.equal([
      [
        { status: 'closed', patronId: 3 },
        { offset: 50, limit: 50 },
      ],
    ]);
  });

  it('refuses an unknown status', async () => {
    const parts = { query: { status: 'lost' }, caller: aPatron };
    expect(await codesOf(() => call(routes, 'listMyLoans', parts))).to.deep.equal([
      'request.validation_failed',
    ]);
    expect(loans.list.called).to.equal(false);
  });

  it('answers the loans, their total, and links to the pages', async () => {
    loans.list.resolves({ items: [aLoan(), aLoan({ id: 4 })], total: 2 });
    const { status, headers, body } = await call(routes, 'listMyLoans', { caller: aPatron });
    expect(status).to.equal(200);
    expect(headers).to.deep.equal({
      'X-Total-Count': '2',
      Link: '</v1/users/me/loans?page=1>; rel="first", </v1/users/me/loans?page=1>; rel="last"',
    });
    expect((body as { id: number }[]).map(({ id }) => id)).to.deep.equal([5, 4]);
  });
});
