import { inject, injectable } from 'tsyringe';
import { deskRefusals, DeskService, type Scan } from '../../../application/circulation/desk-service.js';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { toKey } from '../ids.js';
import { presentBlocks } from '../problem.js';
import { CopyScan, LoanScan, NewLoan } from './bodies.js';
import { presentLoan, presentReturn } from './present.js';
import { Loan, LoanCheck, Return } from './shapes.js';

/** What is done with a copy in the hand. */
@injectable()
export class DeskRoutes implements RouteGroup {
  constructor(@inject(DeskService) private readonly desk: DeskService) {}

  routes(): readonly Route[] {
    return [this.lendCopy(), this.checkLoan(), this.returnCopy()];
  }

  private lendCopy(): Route {
    return route({
      operationId: 'lendCopy',
      method: 'POST',
      path: '/loans',
      since: '2.0',
      summary: 'Lend the copy that was scanned',
      description:
        'A patron borrows for themselves, a librarian lends to anybody. A copy that the patron has already is ' +
        'answered with that loan and 200: a second scan changes nothing. A refusal lists in `blocks` all that ' +
        'stands against the loan; a librarian sets aside what is `overridable`, with a reason.',
      audience: 'patron',
      accepts: { body: NewLoan },
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
      summary: 'Ask whether a copy would be lent',
      description: 'A dry run of `POST /v2/loans`: it changes nothing.',
      audience: 'patron',
      accepts: { body: LoanScan },
      responds: { 200: LoanCheck },
      refuses: deskRefusals.check,
      handle: async ({ body, caller }) => {
        const { dueAt, blocks } = await this.desk.check(scanOf(body, caller), caller);
        const due = dueAt ? { dueAt: dueAt.toISOString() } : {};
        return ok({ allowed: dueAt !== undefined, ...due, blocks: presentBlocks(blocks) });
      },
    });
  }

  private returnCopy(): Route {
    return route({
      operationId: 'returnCopy',
      method: 'POST',
      path: '/returns',
      since: '2.0',
      summary: 'Take in the copy that was scanned',
      description:
        'Answers what happened, and where the copy goes. A copy that is not out is no fault: a second scan changes ' +
        'nothing, and one that was lost or missing is found. A patron brings back only what is their own.',
      tag: 'loans',
      audience: 'patron',
      accepts: { body: CopyScan },
      responds: { 200: Return },
      refuses: deskRefusals.takeBack,
      handle: async ({ body, caller }) =>
        ok(presentReturn(await this.desk.takeBack(body.copyBarcode, caller))),
    });
  }
}

/** @throws Refusal `accounts.patron_not_found` for an id that cannot be a patron's, whoever asks */
function scanOf({ copyBarcode, patronId }: LoanScan, caller: SignedIn): Scan {
  const key = patronId === undefined ? caller.patronId : toKey('patron', patronId);
  return { barcode: copyBarcode, patronId: orRefuse(key || undefined, deskRefusals.unknownPatron[0]) };
}
