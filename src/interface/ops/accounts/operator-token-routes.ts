import { inject, injectable } from 'tsyringe';
import {
  OperatorSignIn,
  operatorSignInRefusals,
} from '../../../application/accounts/audiences/operator-sign-in.js';
import { sessionRefusals, SessionService } from '../../../application/accounts/sessions/session-service.js';
import { noContent, ok } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { OperatorToken, OperatorTokenRequest } from './operator-token-shapes.js';

/** The demo login of the standard seed, which no library in production has. */
const demoLogin = {
  summary: 'The admin of the standard seed',
  body: { email: 'admin@example.org', password: 'admin-demo-password' },
};

/** Signing in to the operators' API, and signing out. */
@injectable()
export class OperatorTokenRoutes implements RouteGroup {
  constructor(
    @inject(OperatorSignIn) private readonly signIn: OperatorSignIn,
    @inject(SessionService) private readonly sessions: SessionService,
  ) {}

  routes(): readonly Route[] {
    return [this.issueOperatorTokens(), this.endOperatorTokens()];
  }

  private issueOperatorTokens(): Route {
    return route({
      operationId: 'issueOperatorTokens',
      method: 'POST',
      path: '/tokens',
      since: '1.0',
      summary: 'Get a token with an e-mail address, a password and a second factor',
      description:
        'Only for admins. The token is valid for 15 minutes, and only in this API. Of attempts only failures count, ' +
        'together with those to sign in to the library.',
      audience: 'anonymous',
      accepts: { body: OperatorTokenRequest },
      examples: { bodies: { admin: demoLogin } },
      responds: { 200: OperatorToken },
      refuses: operatorSignInRefusals.start,
      signInLimit: ({ body }) => body.email,
      sparedSignIns: operatorSignInRefusals.noGuess,
      handle: async ({ body: { email, password, secondFactorCode } }) => {
        const { token, expiresIn } = await this.signIn.start(email, password, secondFactorCode);
        return ok({ accessToken: token, tokenType: 'Bearer', expiresIn });
      },
    });
  }

  private endOperatorTokens(): Route {
    return route({
      operationId: 'endOperatorTokens',
      method: 'DELETE',
      path: '/tokens/current',
      since: '1.0',
      summary: 'Sign out',
      description: 'Revokes the token of this request at once.',
      audience: 'admin',
      responds: { 204: nothing },
      refuses: sessionRefusals.end,
      handle: async ({ caller }) => {
        await this.sessions.end(caller);
        return noContent();
      },
    });
  }
}
