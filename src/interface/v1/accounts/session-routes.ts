import { inject, injectable } from 'tsyringe';
import { PatronQueries } from '../../../application/accounts/patron-queries.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patron-service.js';
import { sessionRefusals, SessionService } from '../../../application/accounts/sessions/session-service.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { presentToken, presentUser } from './present.js';
import { LoginBody, RegisterBody, TokenV1, UserV1 } from './shapes.js';

/** Registration and login. */
@injectable()
export class SessionRoutes implements RouteGroup {
  constructor(
    @inject(PatronService) private readonly patrons: PatronService,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(SessionService) private readonly sessions: SessionService,
  ) {}

  routes(): readonly Route[] {
    return [this.register(), this.login()];
  }

  private register(): Route {
    return route({
      operationId: 'registerUser',
      method: 'POST',
      path: '/users/register',
      since: '1.0',
      summary: 'Register as a patron',
      audience: 'anonymous',
      accepts: { body: RegisterBody },
      responds: { 201: UserV1 },
      refuses: patronRefusals.register,
      handle: async ({ body: { first_name, last_name, ...person } }) => {
        const names = { firstName: first_name ?? null, lastName: last_name ?? null };
        const id = await this.patrons.register({ ...person, ...names });
        return created(presentUser(orRefuse(await this.queries.view(id))), '/v1/users/me');
      },
    });
  }

  private login(): Route {
    return route({
      operationId: 'loginUser',
      method: 'POST',
      path: '/users/login',
      since: '1.0',
      summary: 'Log in with an e-mail address and a password',
      description:
        'The token is valid for one hour. The limit is five attempts in ten minutes, per IP address and per account.',
      audience: 'anonymous',
      accepts: { body: LoginBody },
      responds: { 200: TokenV1 },
      refuses: sessionRefusals.startSingle,
      signInLimit: ({ body }) => body.email,
      sparedSignIns: sessionRefusals.noGuess,
      handle: async ({ body: { email, password } }) =>
        ok(presentToken(await this.sessions.startSingle(email, password))),
    });
  }
}
