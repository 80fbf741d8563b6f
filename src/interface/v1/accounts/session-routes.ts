import { inject, injectable } from 'tsyringe';
import { PatronQueries } from '../../../application/accounts/patron-queries.js';
import {
  SelfRegistration,
  selfRegistrationRefusals,
} from '../../../application/accounts/patrons/self-registration.js';
import { sessionRefusals, SessionService } from '../../../application/accounts/sessions/session-service.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created, ok } from '../../kernel/declaration/reply.js';
import {
  route,
  type BodyExample,
  type BodyExamples,
  type Route,
  type RouteGroup,
} from '../../kernel/declaration/route.js';
import { presentToken, presentUser } from './present.js';
import { LoginBody, RegisterBody, TokenV1, UserV1 } from './shapes.js';

/** The demo logins of the standard seed, which no library in production has. */
const demoLogins: BodyExamples = {
  patron: demoLogin('patron', 'A patron'),
  librarian: demoLogin('librarian', 'A librarian'),
  admin: demoLogin('admin', 'An admin'),
};

function demoLogin(role: string, summary: string): BodyExample {
  return { summary, body: { email: `${role}@example.org`, password: `${role}-demo-password` } };
}

/** Registration and login. */
@injectable()
export class SessionRoutes implements RouteGroup {
  constructor(
    @inject(SelfRegistration) private readonly registration: SelfRegistration,
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
      description:
        'Where the library verifies addresses, a link is mailed, and nothing can be borrowed until it is used. Mails are ' +
        'in the language of `Accept-Language`, English or German.',
      audience: 'anonymous',
      accepts: { body: RegisterBody },
      responds: { 201: UserV1 },
      refuses: selfRegistrationRefusals.register,
      handle: async ({ body: { first_name, last_name, ...person }, language }) => {
        const names = { firstName: first_name ?? null, lastName: last_name ?? null };
        const id = await this.registration.register({ ...person, ...names }, language);
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
        'The token is valid for one hour. Only failures count: five in ten minutes for an account from one IP address.',
      audience: 'anonymous',
      accepts: { body: LoginBody },
      examples: { bodies: demoLogins },
      responds: { 200: TokenV1 },
      refuses: sessionRefusals.startSingle,
      signInLimit: ({ body }) => body.email,
      sparedSignIns: sessionRefusals.noGuess,
      handle: async ({ body: { email, password } }) =>
        ok(presentToken(await this.sessions.startSingle(email, password))),
    });
  }
}
