import { inject, injectable } from 'tsyringe';
import { PatronQueries } from '../../../application/accounts/patron-queries.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patron-service.js';
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
    @inject(PatronService) private readonly service: PatronService,
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
      audience: 'anonymous',
      accepts: { body: NewPatron },
      responds: { 201: Patron },
      headers: { ETag: 'Identifies the first state of the account. Send it in `If-Match`.' },
      refuses: patronRefusals.register,
      handle: async ({ body, tag }) => {
        const { username, email, password, firstName = null, lastName = null } = body;
        const id = await this.service.register({ username, email, password, firstName, lastName });
        const patron = orRefuse(await this.patrons.view(id));
        return created(presentPatron(patron), '/v2/me', { ETag: tag(patron.revision) });
      },
    });
  }
}
