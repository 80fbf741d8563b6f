import { inject, injectable } from 'tsyringe';
import {
  PasswordResetService,
  resetRefusals,
} from '../../../../application/accounts/mail/password-reset-service.js';
import { accepted, noContent } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { Accepted, PasswordReset, PasswordResetRequest } from './shapes.js';

/** Forgotten passwords. */
@injectable()
export class PasswordResetRoutes implements RouteGroup {
  constructor(@inject(PasswordResetService) private readonly resets: PasswordResetService) {}

  routes(): readonly Route[] {
    return [this.requestPasswordReset(), this.completePasswordReset()];
  }

  private requestPasswordReset(): Route {
    return route({
      operationId: 'requestPasswordReset',
      method: 'POST',
      path: '/password-resets',
      since: '2.0',
      summary: 'Ask for a link to set a new password',
      description:
        'The answer is the same for every address. If an account has the address, a link is mailed to it. The link works ' +
        'once, within 30 minutes.',
      audience: 'anonymous',
      accepts: { body: PasswordResetRequest },
      responds: { 202: Accepted },
      mailLimit: ({ body }) => body.email,
      handle: async ({ body }) => {
        await this.resets.request(body.email);
        return accepted<Accepted>({ status: 'accepted' });
      },
    });
  }

  private completePasswordReset(): Route {
    return route({
      operationId: 'completePasswordReset',
      method: 'POST',
      path: '/password-resets/completions',
      since: '2.0',
      summary: 'Set a new password with a mailed link',
      description:
        'All tokens of the account are revoked. The address of the mail counts as verified. If it was never verified ' +
        'before, all API keys of the account are revoked, too.',
      audience: 'anonymous',
      accepts: { body: PasswordReset },
      responds: { 204: nothing },
      refuses: resetRefusals.complete,
      handle: async ({ body: { token, newPassword } }) => {
        await this.resets.complete(token, newPassword);
        return noContent();
      },
    });
  }
}
