import { inject, injectable } from 'tsyringe';
import {
  PasswordResetService,
  resetRefusals,
} from '../../../application/accounts/mail/password-reset-service.js';
import { accepted, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ResetBody, ResetRequestBody, SuccessV1 } from './shapes.js';

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
      path: '/users/password-resets',
      since: '1.0',
      summary: 'Ask for a link to set a new password',
      description:
        'The answer is the same for every address. If an account has the address, a link is mailed to it. The link works ' +
        'once, within 30 minutes.',
      audience: 'anonymous',
      accepts: { body: ResetRequestBody },
      responds: { 202: SuccessV1 },
      mailLimit: ({ body }) => body.email,
      handle: async ({ body }) => {
        await this.resets.request(body.email);
        return accepted<SuccessV1>({ status: 'Success' });
      },
    });
  }

  private completePasswordReset(): Route {
    return route({
      operationId: 'completePasswordReset',
      method: 'POST',
      path: '/users/password-resets/complete',
      since: '1.0',
      summary: 'Set a new password with a mailed link',
      description: 'All tokens of the account end. Log in with the new password.',
      audience: 'anonymous',
      accepts: { body: ResetBody },
      responds: { 200: SuccessV1 },
      refuses: resetRefusals.complete,
      handle: async ({ body: { token, password } }) => {
        await this.resets.complete(token, password);
        return ok<SuccessV1>({ status: 'Success' });
      },
    });
  }
}
