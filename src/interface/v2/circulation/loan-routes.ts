import { inject, injectable } from 'tsyringe';
import {
  borrowersOf,
  LoanQueries,
  loansRead,
  type LoanFilter,
} from '../../../application/circulation/loan-queries.js';
import { LoanRecords } from '../../../application/circulation/loan-records.js';
import { loanRefusals, LoanService } from '../../../application/circulation/loan-service.js';
import { isStaff, type SignedIn } from '../../../application/kernel/request/caller.js';
import { AccessTrail } from '../../../application/kernel/storage/access-trail.js';
import { Cursors } from '../../kernel/answer/cursor.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { omitUndefined } from '../../kernel/input/omit-undefined.js';
import { cursorInvalid } from '../../kernel/errors/refusals.js';
import { created, madeOf, ok, type Reply } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { toKey } from '../ids.js';
import { listHeaders, nextLink } from '../lists.js';
import { NewRenewal } from './bodies.js';
import { LoanById } from './by-id.js';
import { LoanListQuery, MyLoansQuery } from './list-query.js';
import { loanFilter, presentLoan } from './present.js';
import { Loan, LoanList } from './shapes.js';

/** Listing, reading and renewing loans. A patron has access to their own loans only. */
@injectable()
export class LoanRoutes implements RouteGroup {
  constructor(
    @inject(LoanService) private readonly service: LoanService,
    @inject(LoanQueries) private readonly loans: LoanQueries,
    @inject(LoanRecords) private readonly records: LoanRecords,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [this.listLoans(), this.listMyLoans(), this.getLoan(), this.renewLoan()];
  }

  private listLoans(): Route {
    return route({
      operationId: 'listLoans',
      method: 'GET',
      path: '/loans',
      since: '2.0',
      summary: 'List loans, newest first',
      description: 'A patron gets their own loans, a librarian gets the loans of all patrons.',
      audience: 'patron',
      accepts: { query: LoanListQuery },
      responds: { 200: LoanList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      reads: 'replica',
      handle: ({ query, caller, url }) => {
        const own = isStaff(caller) ? {} : { mineOf: caller.patronId };
        return this.list({ ...loanFilter(query), ...own }, query, url);
      },
    });
  }

  private listMyLoans(): Route {
    return route({
      operationId: 'listMyLoans',
      method: 'GET',
      path: '/me/loans',
      since: '2.0',
      summary: 'List my loans, newest first',
      tag: 'loans',
      audience: 'patron',
      accepts: { query: MyLoansQuery },
      responds: { 200: LoanList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      reads: 'replica',
      handle: ({ query, caller, url }) =>
        this.list({ ...loanFilter(query), mineOf: caller.patronId }, query, url),
    });
  }

  private getLoan(): Route {
    return route({
      operationId: 'getLoan',
      method: 'GET',
      path: '/loans/:id',
      since: '2.0',
      summary: 'Show a loan',
      audience: 'patron',
      accepts: { path: LoanById },
      responds: { 200: Loan },
      refuses: loanRefusals.find,
      reads: 'replica',
      handle: async ({ path, caller }) => {
        const loan = await this.records.view(toKey('loan', path.id), caller);
        await this.accesses.recordReads(loansRead, borrowersOf([loan]));
        const found = orRefuse(loan, loanRefusals.find[0]);
        return madeOf(ok(presentLoan(found)), [found]);
      },
    });
  }

  private renewLoan(): Route {
    return route({
      operationId: 'renewLoan',
      method: 'POST',
      path: '/loans/:id/renewals',
      since: '2.0',
      summary: 'Renew a loan',
      description:
        'The loan becomes due as if it was made today. A renewal that would not give a later due date is refused. ' +
        'A refusal lists in `blocks` all reasons against the renewal. A librarian can override those that are ' +
        '`overridable`, and must give a reason. An override of `circulation.renewal_too_early` extends the loan from ' +
        'its due date.',
      audience: 'patron',
      accepts: { path: LoanById, body: NewRenewal },
      examples: {
        bodies: {
          plain: { summary: 'A patron renews a loan', body: {} },
          override: {
            summary: 'A librarian overrides the reasons against it',
            body: { override: { reason: 'The card is being renewed at the next desk.' } },
            sender: 'librarian',
          },
        },
      },
      responds: { 201: Loan },
      refuses: [...loanRefusals.renew, ...loanRefusals.override],
      handle: async ({ path, body, caller }) => {
        const id = toKey('loan', path.id);
        await this.service.renew(id, caller, body.override);
        const loan = await this.show(id, caller);
        return created(loan, `/v2/loans/${loan.id}`);
      },
    });
  }

  private async list(filter: LoanFilter, query: MyLoansQuery, url: URL): Promise<Reply<200, LoanList>> {
    const after = this.cursors.read('loans', query.cursor);
    const [{ items, next }, total] = await Promise.all([
      this.loans.listAfter(filter, { after, limit: query.limit }),
      query.total ? this.loans.count(filter) : undefined,
    ]);
    await this.accesses.recordReads(loansRead, borrowersOf(items, filter));
    const nextCursor = this.cursors.write('loans', next);
    const page = { nextCursor, ...omitUndefined({ total }) };
    return madeOf(ok({ data: items.map(presentLoan), page }, nextLink(url, nextCursor)), items);
  }

  private async show(id: number, caller: SignedIn): Promise<Loan> {
    return presentLoan(orRefuse(await this.records.view(id, caller), loanRefusals.find[0]));
  }
}
