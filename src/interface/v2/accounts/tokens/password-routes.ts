import { inject, injectable } from 'tsyringe';
import {
  credentialRefusals,
  CredentialService,
} from '../../../../application/accounts/credentials/credential-service.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { ChangedPassword, PasswordChange } from './password-shapes.js';
import { presentTokens } from './present-tokens.js';

/** The caller's own password. */
@injectable()
export class PasswordRoutes implements RouteGroup {
  constructor(@inject(CredentialService) private readonly credentials: CredentialService) {}

  routes(): readonly Route[] {
    return [this.changePassword()];
  }

  private changePassword(): Route {
    return route({
      operationId: 'changePassword',
      method: 'POST',
      path: '/me/password-changes',
      since: '2.0',
      summary: 'Change my password',
      description:
        'Ends every session and every token of the account, also those of `/v1`, at once. The answer has new tokens. ' +
        'API keys stay valid unless `revokeKeys` is true; `apiKeys` tells how many there are. A wrong current ' +
        'password counts against the limit of signing in.',
      audience: 'patron',
      accepts: { body: PasswordChange },
      examples: {
        bodies: {
          same: {
            summary: 'The demo login keeps its password, and all other sessions end',
            body: { currentPassword: 'patron-demo-password', newPassword: 'patron-demo-password' },
          },
        },
      },
      responds: { 200: ChangedPassword },
      refuses: credentialRefusals.changePassword,
      signInLimit: ({ caller }) => caller.patronId,
      handle: async ({ body: { revokeKeys = false, ...change }, caller }) => {
        const { tokens, keys } = await this.credentials.changePassword(caller.patronId, change, {
          revokeKeys,
        });
        const { valid, revoked } = keys;
        return ok({ ...presentTokens(tokens), apiKeys: { valid, revoked } });
      },
    });
  }
}
