import { inject, injectable } from 'tsyringe';
import { borrowersOf, LoanQueries, loansRead } from '../../../application/circulation/loan-queries.js';
import { loanRefusals, LoanService } from '../../../application/circulation/loan-service.js';
import { isStaff, type SignedIn } from '../../../application/kernel/request/caller.js';
import { AccessTrail } from '../../../application/kernel/storage/access-trail.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ById } from '../by-id.js';
import { list, listHeaders, pageRequest } from '../paging.js';
import { loanFilter, presentLoan } from './present.js';
import { BorrowBody, LoanListQuery, LoanV1, ReturnV1 } from './shapes.js';

/** Borrowing, returning and renewing. A patron has access to their own loans only. */
@injectable()
export class LoanRoutes implements RouteGroup {
  constructor(
    @inject(LoanService) private readonly service: LoanService,
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
  ) {}

  routes(): readonly Route[] {
    return [this.borrowBook(), this.listLoans(), this.getLoan(), this.returnLoan(), this.renewLoan()];
  }

  private borrowBook(): Route {
    return route({
      operationId: 'borrowBook',
      method: 'POST',
      path: '/loans',
      since: '1.0',
      summary: 'Borrow any available copy of a book',
      description: 'Of the available copies it is one that can be kept longest.',
      audience: 'patron',
      accepts: { body: BorrowBody },
      examples: {
        bodies: {
          plain: { summary: 'A patron borrows a book', body: { book_id: 1 } },
          at_the_desk: {
            summary: 'A librarian lends to a patron',
            body: { book_id: 1, user_id: 8 },
            sender: 'librarian',
          },
        },
      },
      responds: { 201: LoanV1 },
      refuses: loanRefusals.borrow,
      handle: async ({ body, caller }) => {
        const loan = await this.service.borrow(body.book_id, body.user_id ?? caller.patronId, caller);
        return created(presentLoan(loan), `/v1/loans/${loan.id}`);
      },
    });
  }

  private listLoans(): Route {
    return route({
      operationId: 'listLoans',
      method: 'GET',
      path: '/loans',
      since: '1.0',
      summary: 'List loans, newest first',
      description: 'A patron gets their own loans, a librarian gets the loans of all patrons.',
      audience: 'patron',
      accepts: { query: LoanListQuery },
      responds: { 200: { listOf: LoanV1 } },
      headers: listHeaders,
      reads: 'replica',
      handle: async ({ query, caller, url }) => {
        const own = isStaff(caller) ? {} : { mineOf: caller.patronId };
        const filter = { ...loanFilter(query), ...own };
        const page = await this.loans.list(filter, pageRequest(query));
        await this.accesses.recordReads(loansRead, borrowersOf(page.items, filter));
        return list(page, query, url, presentLoan);
      },
    });
  }

  private getLoan(): Route {
    return route({
      operationId: 'getLoan',
      method: 'GET',
      path: '/loans/:id',
      since: '1.0',
      summary: 'Show a loan',
      audience: 'patron',
      accepts: { path: ById },
      examples: { path: { id: 74 } },
      responds: { 200: LoanV1 },
      refuses: loanRefusals.find,
      reads: 'replica',
      handle: async ({ path, caller }) => ok(await this.show(path.id, caller)),
    });
  }

  private returnLoan(): Route {
    return route({
      operationId: 'returnLoan',
      method: 'POST',
      path: '/loans/:id/return',
      since: '1.0',
      summary: 'Return a book',
      description:
        'Returning a loan twice is not an error: the second request succeeds, too, and changes nothing. The same ' +
        'applies to a loan that was closed because its copy is lost.',
      audience: 'patron',
      accepts: { path: ById },
      examples: { path: { id: 66 } },
      responds: { 200: ReturnV1 },
      refuses: loanRefusals.return,
      handle: async ({ path, caller }) => {
        const { loan, alreadyReturned } = await this.service.return(path.id, caller);
        return ok({ ...presentLoan(loan), already_returned: alreadyReturned });
      },
    });
  }

  private renewLoan(): Route {
    return route({
      operationId: 'renewLoan',
      method: 'POST',
      path: '/loans/:id/renew',
      since: '1.0',
      summary: 'Renew a loan',
      description:
        'The loan becomes due as if it was made today. A renewal that would not give a later due date is refused.',
      audience: 'patron',
      accepts: { path: ById },
      examples: { path: { id: 74 } },
      responds: { 200: LoanV1 },
      refuses: loanRefusals.renew,
      handle: async ({ path, caller }) => ok(presentLoan(await this.service.renew(path.id, caller))),
    });
  }

  private async show(id: number, caller: SignedIn): Promise<LoanV1> {
    const loan = await this.loans.view(id);
    const visible = loan && (isStaff(caller) || loan.patronId === caller.patronId) ? loan : undefined;
    await this.accesses.recordReads(loansRead, borrowersOf([visible]));
    return presentLoan(orRefuse(visible, loanRefusals.find[0]));
  }
}
