import { inject, injectable } from 'tsyringe';
import {
  sessionRefusals,
  SessionService,
} from '../../../../application/accounts/sessions/session-service.js';
import type { TokenPair } from '../../../../application/accounts/sessions/token-issuer.js';
import { noContent, ok } from '../../../kernel/declaration/reply.js';
import {
  nothing,
  route,
  type BodyExample,
  type BodyExamples,
  type Route,
  type RouteGroup,
} from '../../../kernel/declaration/route.js';
import { presentTokens } from './present-tokens.js';
import { Tokens, TokenRequest } from './token-shapes.js';

/** The demo logins of the standard seed, which no library in production has. */
const tokenRequests: BodyExamples = {
  patron: demoLogin('patron', 'A patron signs in'),
  librarian: demoLogin('librarian', 'A librarian signs in'),
  admin: demoLogin('admin', 'An admin signs in'),
  refresh: {
    summary: 'The next pair of tokens, for the refresh token of the last one',
    body: { grantType: 'refresh', refreshToken: 'slr_xQmXkUWmBvQmC6ZlZ2p2wYb6mQy0m1s7l4m8Zt3nD5E' },
  },
};

function demoLogin(role: string, summary: string): BodyExample {
  const body = { grantType: 'password', email: `${role}@example.org`, password: `${role}-demo-password` };
  return { summary, body };
}

/** Signing in, refreshing tokens, and signing out. */
@injectable()
export class TokenRoutes implements RouteGroup {
  constructor(@inject(SessionService) private readonly sessions: SessionService) {}

  routes(): readonly Route[] {
    return [this.issueTokens(), this.endCurrentTokens()];
  }

  private issueTokens(): Route {
    return route({
      operationId: 'issueTokens',
      method: 'POST',
      path: '/tokens',
      since: '2.0',
      summary: 'Get tokens with an e-mail address and a password, or with a refresh token',
      description:
        'This is not a token endpoint of OAuth 2.0 (RFC 6749): it takes JSON, and the names are those of this version. ' +
        'A refresh token can be used once, for a new pair of tokens. If it is used again, it counts as stolen: the ' +
        'whole family of tokens that began with the sign-in is revoked. Of two parallel uses, only one gets a pair. ' +
        'Send an `Idempotency-Key`, so that you can repeat the request if the answer was lost. A new password ' +
        'revokes all families. Of attempts with a password only failures count: five in ten minutes for an account ' +
        'from one IP address.',
      audience: 'anonymous',
      accepts: { body: TokenRequest },
      examples: { bodies: tokenRequests },
      responds: { 200: Tokens },
      refuses: [...sessionRefusals.start, ...sessionRefusals.refresh],
      signInLimit: ({ body }) => (body.grantType === 'password' ? body.email : undefined),
      sparedSignIns: sessionRefusals.noGuess,
      handle: async ({ body }) => ok(presentTokens(await this.issue(body))),
    });
  }

  private issue({
    grantType,
    email = '',
    password = '',
    secondFactorCode,
    refreshToken = '',
  }: TokenRequest): Promise<TokenPair> {
    return grantType === 'password'
      ? this.sessions.start(email, password, secondFactorCode)
      : this.sessions.refresh(refreshToken);
  }

  private endCurrentTokens(): Route {
    return route({
      operationId: 'endCurrentTokens',
      method: 'DELETE',
      path: '/tokens/current',
      since: '2.0',
      summary: 'Sign out',
      description: 'Revokes the access token of this request and the refresh token of its family, at once.',
      audience: 'patron',
      beforeSecondFactor: true,
      responds: { 204: nothing },
      refuses: sessionRefusals.end,
      handle: async ({ caller }) => {
        await this.sessions.end(caller);
        return noContent();
      },
    });
  }
}
