import { inject, injectable } from 'tsyringe';
import { secondFactorCheckRefusals } from '../../../../application/accounts/second-factor/second-factor-check.js';
import {
  enrolmentRefusals,
  SecondFactorEnrolment,
} from '../../../../application/accounts/second-factor/second-factor-enrolment.js';
import { SecondFactorPolicy } from '../../../../application/accounts/second-factor/second-factor-policy.js';
import {
  removalRefusals,
  SecondFactorRemoval,
} from '../../../../application/accounts/second-factor/second-factor-removal.js';
import { SecondFactorQueries } from '../../../../application/accounts/second-factor/second-factors.js';
import { created, noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { toId, toKey } from '../../ids.js';
import { PatronById } from '../patrons/patron-by-id.js';
import {
  NewSecondFactor,
  RecoveryCodes,
  SecondFactor,
  SecondFactorCode,
  SecondFactorRemovalBody,
  SecondFactorSecret,
} from './second-factor-shapes.js';

/** The second factor of staff. */
@injectable()
export class SecondFactorRoutes implements RouteGroup {
  constructor(
    @inject(SecondFactorEnrolment) private readonly enrolment: SecondFactorEnrolment,
    @inject(SecondFactorRemoval) private readonly removal: SecondFactorRemoval,
    @inject(SecondFactorQueries) private readonly factors: SecondFactorQueries,
    @inject(SecondFactorPolicy) private readonly policy: SecondFactorPolicy,
  ) {}

  routes(): readonly Route[] {
    return [
      this.getSecondFactor(),
      this.setUpSecondFactor(),
      this.confirmSecondFactor(),
      this.removeSecondFactor(),
      this.resetSecondFactor(),
    ];
  }

  private getSecondFactor(): Route {
    return route({
      operationId: 'getSecondFactor',
      method: 'GET',
      path: '/me/second-factor',
      since: '2.0',
      summary: 'Show my second factor',
      audience: 'patron',
      beforeSecondFactor: true,
      responds: { 200: SecondFactor },
      handle: async ({ caller: { patronId, role } }) => {
        const view = await this.factors.view(patronId);
        return ok({
          active: view !== undefined,
          required: this.policy.isRequiredFor(role),
          confirmedAt: view?.confirmedAt.toISOString() ?? null,
          recoveryCodesLeft: view?.recoveryCodesLeft ?? 0,
        });
      },
    });
  }

  private setUpSecondFactor(): Route {
    return route({
      operationId: 'setUpSecondFactor',
      method: 'POST',
      path: '/me/second-factor',
      since: '2.0',
      summary: 'Get a secret for an authenticator app',
      description:
        'The secret takes effect when its first code is confirmed; until then, another request replaces it. Where ' +
        'there is a second factor already, the request needs a code of it. Codes are those of RFC 6238: six digits, ' +
        '30 seconds, SHA-1.',
      audience: 'librarian',
      beforeSecondFactor: true,
      accepts: { body: NewSecondFactor },
      examples: {
        bodies: {
          first: {
            summary: 'The demo login of a librarian, which has no second factor yet',
            body: { currentPassword: 'librarian-demo-password' },
          },
        },
      },
      responds: { 201: SecondFactorSecret },
      refuses: enrolmentRefusals.begin,
      signInLimit: ({ caller }) => caller.patronId,
      sparedSignIns: enrolmentRefusals.noGuess,
      handle: async ({ body: { currentPassword, code }, caller }) => {
        const invitation = await this.enrolment.begin(caller.patronId, { currentPassword, code });
        return created(invitation, '/v2/me/second-factor');
      },
    });
  }

  private confirmSecondFactor(): Route {
    return route({
      operationId: 'confirmSecondFactor',
      method: 'POST',
      path: '/me/second-factor/confirmations',
      since: '2.0',
      summary: 'Confirm a second factor with its first code',
      description:
        'From now on, signing in needs a code. The session of this request continues; all others end. The recovery ' +
        'codes are for the day on which the authenticator app is lost. Former ones become void.',
      audience: 'librarian',
      beforeSecondFactor: true,
      accepts: { body: SecondFactorCode },
      responds: { 200: RecoveryCodes },
      refuses: enrolmentRefusals.confirm,
      signInLimit: ({ caller }) => caller.patronId,
      sparedSignIns: secondFactorCheckRefusals.noGuess,
      handle: async ({ body: { code }, caller }) => {
        const recoveryCodes = await this.enrolment.confirm(caller, code);
        return ok({ recoveryCodes });
      },
    });
  }

  private removeSecondFactor(): Route {
    return route({
      operationId: 'removeSecondFactor',
      method: 'POST',
      path: '/me/second-factor/removals',
      since: '2.0',
      summary: 'Remove my second factor',
      description:
        'Staff can replace their second factor, but not remove it, where the library requires one.',
      audience: 'patron',
      accepts: { body: SecondFactorRemovalBody },
      responds: { 204: nothing },
      refuses: removalRefusals.remove,
      signInLimit: ({ caller }) => caller.patronId,
      sparedSignIns: secondFactorCheckRefusals.noGuess,
      handle: async ({ body: { code }, caller }) => {
        await this.removal.remove(caller, code);
        return noContent();
      },
    });
  }

  private resetSecondFactor(): Route {
    return route({
      operationId: 'resetSecondFactor',
      method: 'DELETE',
      path: '/patrons/:id/second-factor',
      since: '2.0',
      summary: 'Reset the lost second factor of another account',
      description:
        'All tokens of the account end. Where the library requires a second factor of staff, the account can sign in ' +
        'once without one, to set up another.',
      audience: 'admin',
      accepts: { path: PatronById },
      examples: { path: { id: toId('patron', 5) } },
      responds: { 204: nothing },
      refuses: removalRefusals.reset,
      handle: async ({ path, caller }) => {
        await this.removal.reset(caller, toKey('patron', path.id));
        return noContent();
      },
    });
  }
}
