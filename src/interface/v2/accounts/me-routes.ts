import { inject, injectable } from 'tsyringe';
import {
  credentialRefusals,
  CredentialService,
} from '../../../application/accounts/credentials/credential-service.js';
import { PatronQueries } from '../../../application/accounts/patron-queries.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patrons/patron-service.js';
import { missing } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { preconditionRequired, validationFailed } from '../../kernel/errors/refusals.js';
import { madeOf, noContent, ok, type Reply } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { MePatch } from './patrons/patron-bodies.js';
import { Patron } from './patrons/patron-shapes.js';
import { patronChanges, presentPatron } from './patrons/present-patron.js';

/** The caller's own account. */
@injectable()
export class MeRoutes implements RouteGroup {
  constructor(
    @inject(PatronService) private readonly service: PatronService,
    @inject(CredentialService) private readonly credentials: CredentialService,
    @inject(PatronQueries) private readonly patrons: PatronQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.getMe(), this.updateMe(), this.deleteMe()];
  }

  private getMe(): Route {
    return route({
      operationId: 'getMe',
      method: 'GET',
      path: '/me',
      since: '2.0',
      summary: 'Show my account',
      audience: 'patron',
      responds: { 200: Patron },
      refuses: patronRefusals.find,
      handle: ({ caller, tag }) => this.show(caller.patronId, tag),
    });
  }

  private updateMe(): Route {
    return route({
      operationId: 'updateMe',
      method: 'PATCH',
      path: '/me',
      since: '2.0',
      summary: 'Update my account',
      description:
        'A JSON merge patch (RFC 7396): only the fields that are sent change, and null removes a value. `If-Match` ' +
        'must name the state that the update is based on. A new e-mail address needs `currentPassword`. The password ' +
        'has its own operation, `changePassword`.',
      audience: 'patron',
      accepts: { body: MePatch },
      examples: { bodies: { name: { summary: 'Another first name', body: { firstName: 'Ada' } } } },
      responds: { 200: Patron },
      headers: { ETag: 'Identifies the new state of the account.' },
      refuses: [...credentialRefusals.update, ...patronRefusals.stale, preconditionRequired],
      signInLimit: ({ body, caller }) => (body.currentPassword === undefined ? undefined : caller.patronId),
      handle: async ({ body, caller: { patronId }, revision, tag }) => {
        const changes = patronChanges(body);
        const based = orRefuse(revision, preconditionRequired);
        const { currentPassword } = body;
        if (currentPassword === undefined) {
          await this.requirePresentAddress(patronId, body.email);
          await this.service.update(patronId, changes, based);
        } else await this.credentials.update(patronId, changes, currentPassword, based);
        return this.show(patronId, tag);
      },
    });
  }

  /** Clients send the present address back with other changes. Another one needs the current password. */
  private async requirePresentAddress(id: number, email: string | undefined): Promise<void> {
    if (email === undefined || email === (await this.patrons.view(id))?.email) return;
    throw new Refusal(validationFailed, { currentPassword: [missing] });
  }

  private deleteMe(): Route {
    return route({
      operationId: 'deleteMe',
      method: 'DELETE',
      path: '/me',
      since: '2.0',
      summary: 'Close my account',
      description:
        'Personal data is erased, and all tokens and API keys are revoked, at once. The request is refused while ' +
        'loans are open.',
      audience: 'patron',
      responds: { 204: nothing },
      refuses: patronRefusals.close,
      handle: async ({ caller }) => {
        await this.service.close(caller.patronId);
        return noContent();
      },
    });
  }

  private async show(id: number, tag: (revision: number) => string): Promise<Reply<200, Patron>> {
    const patron = orRefuse(await this.patrons.view(id), patronRefusals.find[0]);
    return madeOf(ok(presentPatron(patron), { ETag: tag(patron.revision) }), [patron]);
  }
}
