import { inject, injectable } from 'tsyringe';
import { deskRefusals, DeskService, type Scan } from '../../../application/circulation/desk-service.js';
import { loansRead } from '../../../application/circulation/loan-queries.js';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import { AccessTrail } from '../../../application/kernel/storage/access-trail.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { toKey } from '../ids.js';
import { presentBlocks } from '../problem.js';
import { CopyScan, LoanScan, NewLoan } from './bodies.js';
import { checkExamples, loanExamples } from './examples.js';
import { presentLoan, presentReturn } from './present.js';
import { Loan, LoanCheck, Return } from './shapes.js';

/** Lending, checking and returning a scanned copy. */
@injectable()
export class DeskRoutes implements RouteGroup {
  constructor(
    @inject(DeskService) private readonly desk: DeskService,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
  ) {}

  routes(): readonly Route[] {
    return [this.lendCopy(), this.checkLoan(), this.returnCopy()];
  }

  private lendCopy(): Route {
    return route({
      operationId: 'lendCopy',
      method: 'POST',
      path: '/loans',
      since: '2.0',
      summary: 'Lend a scanned copy',
      description:
        'A patron borrows for themselves, unless the library lends at the desk only; a librarian lends to any patron. If the patron already has the copy, the ' +
        'answer is 200 with the existing loan: a second scan changes nothing. A refusal lists in `blocks` all ' +
        'reasons against the loan. A librarian can override those that are `overridable`, and must give a reason.',
      audience: 'patron',
      accepts: { body: NewLoan },
      examples: { bodies: loanExamples },
      responds: { 200: Loan, 201: Loan },
      refuses: deskRefusals.lend,
      handle: async ({ body, caller }) => {
        const lent = await this.desk.lend(scanOf(body, caller), caller, body.override);
        const loan = presentLoan(lent.loan);
        return lent.isNew ? created(loan, `/v2/loans/${loan.id}`) : ok(loan);
      },
    });
  }

  private checkLoan(): Route {
    return route({
      operationId: 'checkLoan',
      method: 'POST',
      path: '/loans/checks',
      since: '2.0',
      summary: 'Check whether a copy can be lent',
      description: 'A dry run of `POST /v2/loans` that changes nothing.',
      audience: 'patron',
      accepts: { body: LoanScan },
      examples: { bodies: checkExamples },
      responds: { 200: LoanCheck },
      headers: { 'Content-Language': 'The language of the sentences.' },
      refuses: deskRefusals.check,
      handle: async ({ body, caller, wording }) => {
        const scan = scanOf(body, caller);
        const { dueAt, blocks } = await this.desk.check(scan, caller);
        await this.accesses.recordReads(loansRead, [scan.patronId]);
        const due = dueAt ? { dueAt: dueAt.toISOString() } : {};
        const answer = { allowed: dueAt !== undefined, ...due, blocks: presentBlocks(blocks, wording) };
        return ok(answer, { 'Content-Language': wording.language });
      },
    });
  }

  private returnCopy(): Route {
    return route({
      operationId: 'returnCopy',
      method: 'POST',
      path: '/returns',
      since: '2.0',
      summary: 'Return a scanned copy',
      description:
        'The answer says what happened and where the copy goes next. A copy that is not on loan is not an error: a ' +
        'second scan changes nothing, and a lost or missing copy counts as found. The loan of a lost copy stays ' +
        'closed, with `returnedAt` null. Only the staff and their API keys return copies.',
      tag: 'loans',
      audience: 'librarian',
      accepts: { body: CopyScan },
      responds: { 200: Return },
      refuses: deskRefusals.takeBack,
      handle: async ({ body }) => ok(presentReturn(await this.desk.takeBack(body.copyBarcode))),
    });
  }
}

/** @throws Refusal `accounts.patron_not_found` for an id that is not of a patron, whatever the role of the caller */
function scanOf({ copyBarcode, patronId }: LoanScan, caller: SignedIn): Scan {
  const key = patronId === undefined ? caller.patronId : toKey('patron', patronId);
  return { barcode: copyBarcode, patronId: orRefuse(key || undefined, deskRefusals.unknownPatron[0]) };
}
