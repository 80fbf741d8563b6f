import { inject, injectable } from 'tsyringe';
import { LoanQueries } from '../../../application/circulation/loan-queries.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { list, listHeaders, pageRequest } from '../paging.js';
import { loanFilter, presentLoan } from './present.js';
import { LoanV1, MyLoansQuery } from './shapes.js';

/** The caller's own loans, open and closed. */
@injectable()
export class MyLoanRoutes implements RouteGroup {
  constructor(@inject(LoanQueries) private readonly loans: LoanQueries) {}

  routes(): readonly Route[] {
    return [
      route({
        operationId: 'listMyLoans',
        method: 'GET',
        path: '/users/me/loans',
        since: '1.0',
        summary: 'List my loans, newest first',
        audience: 'patron',
        accepts: { query: MyLoansQuery },
        responds: { 200: { listOf: LoanV1 } },
        headers: listHeaders,
        reads: 'replica',
        handle: async ({ query, caller, url }) => {
          const mine = { ...loanFilter(query), patronId: caller.patronId };
          return list(await this.loans.list(mine, pageRequest(query)), query, url, presentLoan);
        },
      }),
    ];
  }
}
