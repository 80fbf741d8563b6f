import { inject, injectable } from 'tsyringe';
import { PatronQueries } from '../../../application/accounts/patron-queries.js';
import {
  SelfRegistration,
  selfRegistrationRefusals,
} from '../../../application/accounts/patrons/self-registration.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { created } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { NewPatron } from './patrons/patron-bodies.js';
import { Patron } from './patrons/patron-shapes.js';
import { presentPatron } from './patrons/present-patron.js';

/** Registration. */
@injectable()
export class RegistrationRoutes implements RouteGroup {
  constructor(
    @inject(SelfRegistration) private readonly registration: SelfRegistration,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.registerPatron()];
  }

  private registerPatron(): Route {
    return route({
      operationId: 'registerPatron',
      method: 'POST',
      path: '/patrons',
      since: '2.0',
      summary: 'Register as a patron',
      description:
        'Where the library verifies addresses, a link is mailed, and nothing can be borrowed until it is used. Mails are ' +
        'in the language of `Accept-Language`, English or German.',
      audience: 'anonymous',
      accepts: { body: NewPatron },
      responds: { 201: Patron },
      headers: { ETag: 'Identifies the first state of the account. Send it in `If-Match`.' },
      refuses: selfRegistrationRefusals.register,
      handle: async ({ body, language, tag }) => {
        const { username, email, password, firstName = null, lastName = null } = body;
        const person = { username, email, password, firstName, lastName };
        const id = await this.registration.register(person, language);
        const patron = orRefuse(await this.patrons.view(id));
        return created(presentPatron(patron), '/v2/me', { ETag: tag(patron.revision) });
      },
    });
  }
}
