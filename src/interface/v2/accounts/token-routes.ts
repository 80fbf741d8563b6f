import { inject, injectable } from 'tsyringe';
import {
  sessionRefusals,
  SessionService,
  type TokenPair,
} from '../../../application/accounts/session-service.js';
import { noContent, ok } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { Tokens, TokenRequest } from './token-shapes.js';

/** Signing in, staying signed in, and signing out. */
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
      summary: 'Get tokens for an e-mail address and a password, or for a refresh token',
      description:
        'A refresh token is good once: every use gives a new pair. One that is used again ends the whole family of ' +
        'tokens that began with the sign-in, as it must have been stolen, and of two parallel uses only one gets a ' +
        'pair; so send an `Idempotency-Key`, and an answer that was lost on the way can be fetched again. A new ' +
        'password ends all families. Five tries with a password in ten minutes, counted by address and by account.',
      audience: 'anonymous',
      accepts: { body: TokenRequest },
      responds: { 200: Tokens },
      refuses: [...sessionRefusals.start, ...sessionRefusals.refresh],
      signInLimit: ({ body }) => (body.grantType === 'password' ? body.email : undefined),
      handle: async ({ body }) => ok(presentTokens(await this.issue(body))),
    });
  }

  private issue({
    grantType,
    email = '',
    password = '',
    refreshToken = '',
  }: TokenRequest): Promise<TokenPair> {
    return grantType === 'password'
      ? this.sessions.start(email, password)
      : this.sessions.refresh(refreshToken);
  }

  private endCurrentTokens(): Route {
    return route({
      operationId: 'endCurrentTokens',
      method: 'DELETE',
      path: '/tokens/current',
      since: '2.0',
      summary: 'Sign out',
      description:
        'Ends at once the access token that this is sent with, and the refresh token of its family.',
      audience: 'patron',
      responds: { 204: nothing },
      refuses: sessionRefusals.end,
      handle: async ({ caller }) => {
        await this.sessions.end(caller);
        return noContent();
      },
    });
  }
}

function presentTokens({ accessToken, expiresIn, refreshToken, refreshExpiresIn }: TokenPair): Tokens {
  return { accessToken, tokenType: 'Bearer', expiresIn, refreshToken, refreshExpiresIn };
}
