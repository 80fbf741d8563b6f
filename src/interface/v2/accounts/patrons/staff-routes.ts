import { inject, injectable } from 'tsyringe';
import { PatronQueries } from '../../../../application/accounts/patron-queries.js';
import { staffRefusals, StaffService } from '../../../../application/accounts/staff/staff-service.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { accepted, created, noContent } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toId, toKey } from '../../ids.js';
import { PatronById } from './patron-by-id.js';
import { Patron } from './patron-shapes.js';
import { newcomer, presentPatron } from './present-patron.js';
import { Accepted } from '../mail/shapes.js';
import { PatronAtDesk } from './staff-bodies.js';

/** What staff do for the accounts of others. */
@injectable()
export class StaffRoutes implements RouteGroup {
  constructor(
    @inject(StaffService) private readonly staff: StaffService,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.createPatron(), this.startPasswordReset(), this.endPatronSessions(), this.closePatron()];
  }

  private createPatron(): Route {
    return route({
      operationId: 'createPatron',
      method: 'POST',
      path: '/desk/patrons',
      since: '2.0',
      summary: 'Register a patron at the desk',
      description:
        'The patron needs no e-mail address and no password, for example a child. Without a card number the library ' +
        'gives the next one. The patron can sign in after a password reset.',
      audience: 'librarian',
      accepts: { body: PatronAtDesk },
      responds: { 201: Patron },
      headers: { ETag: 'Identifies the first state of the account.' },
      refuses: staffRefusals.register,
      handle: async ({ body, tag }) => {
        const id = await this.staff.register(newcomer(body));
        const patron = orRefuse(await this.patrons.view(id));
        const etag = { ETag: tag(patron.revision) };
        return created(presentPatron(patron), `/v2/patrons/${toId('patron', id)}`, etag);
      },
    });
  }

  private startPasswordReset(): Route {
    return route({
      operationId: 'startPasswordReset',
      method: 'POST',
      path: '/patrons/:id/password-resets',
      since: '2.0',
      summary: 'Mail a patron a link to set a new password',
      description:
        'The link works once, within 30 minutes. The present password stays until then. Only an admin can do it for a ' +
        'member of staff.',
      audience: 'librarian',
      accepts: { path: PatronById },
      responds: { 202: Accepted },
      refuses: staffRefusals.startReset,
      handle: async ({ path, caller }) => {
        await this.staff.startReset(toKey('patron', path.id), caller);
        return accepted<Accepted>({ status: 'accepted' });
      },
    });
  }

  private endPatronSessions(): Route {
    return route({
      operationId: 'endPatronSessions',
      method: 'DELETE',
      path: '/patrons/:id/sessions',
      since: '2.0',
      summary: 'Sign a patron out everywhere',
      description:
        'All sessions and tokens of the account end at once, in every major. API keys stay. Only an admin can do it ' +
        'to a member of staff.',
      audience: 'librarian',
      accepts: { path: PatronById },
      responds: { 204: nothing },
      refuses: staffRefusals.signOut,
      handle: async ({ path, caller }) => {
        await this.staff.signOut(toKey('patron', path.id), caller);
        return noContent();
      },
    });
  }

  private closePatron(): Route {
    return route({
      operationId: 'closePatron',
      method: 'DELETE',
      path: '/patrons/:id',
      since: '2.0',
      summary: 'Close the account of a patron',
      description:
        'Personal data is erased, and all tokens and API keys are revoked, at once. The request is refused while ' +
        'loans are open. Only an admin can close the account of a member of staff.',
      audience: 'librarian',
      accepts: { path: PatronById },
      examples: { path: { id: toId('patron', 24) } },
      responds: { 204: nothing },
      refuses: staffRefusals.close,
      handle: async ({ path, caller }) => {
        await this.staff.close(toKey('patron', path.id), caller);
        return noContent();
      },
    });
  }
}
