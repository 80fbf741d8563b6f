import { inject, injectable } from 'tsyringe';
import {
  credentialRefusals,
  CredentialService,
} from '../../../application/accounts/credentials/credential-service.js';
import { patronRead, PatronQueries } from '../../../application/accounts/patron-queries.js';
import { patronRefusals, PatronService } from '../../../application/accounts/patrons/patron-service.js';
import { staffRefusals, StaffService } from '../../../application/accounts/staff/staff-service.js';
import { AccessTrail } from '../../../application/kernel/storage/access-trail.js';
import { missing } from '../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import { guidePath } from '../../documentation/discovery/guide.js';
import { orRefuse } from '../../kernel/errors/or-refuse.js';
import { validationFailed } from '../../kernel/errors/refusals.js';
import { madeOf, ok, type Reply } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import type { PathValues } from '../../kernel/declaration/successor.js';
import { ById } from '../by-id.js';
import { idInV2 } from '../ids-in-v2.js';
import { Deleted, presentDeleted } from '../deleted.js';
import { list, listHeaders, pageRequest, PageQuery } from '../paging.js';
import { changeUserRole } from './guides/change-user-role.js';
import { patronChanges, presentUser } from './present.js';
import { RoleBody, UpdatedUserV1, UpdateMeBody, UserV1 } from './shapes.js';

/** The caller's own account, and all accounts for staff. */
@injectable()
export class UserRoutes implements RouteGroup {
  constructor(
    @inject(PatronService) private readonly patrons: PatronService,
    @inject(CredentialService) private readonly credentials: CredentialService,
    @inject(PatronQueries) private readonly queries: PatronQueries,
    @inject(StaffService) private readonly staff: StaffService,
    @inject(AccessTrail) private readonly accesses: AccessTrail,
  ) {}

  routes(): readonly Route[] {
    return [
      this.getMe(),
      this.updateMe(),
      this.deleteMe(),
      this.listUsers(),
      this.getUser(),
      this.changeRole(),
    ];
  }

  private getMe(): Route {
    return route({
      operationId: 'getMe',
      method: 'GET',
      path: '/users/me',
      since: '1.0',
      summary: 'Show my account',
      audience: 'patron',
      responds: { 200: UserV1 },
      refuses: patronRefusals.find,
      handle: ({ caller, tag }) => this.answer(caller.patronId, tag),
    });
  }

  private updateMe(): Route {
    return route({
      operationId: 'updateMe',
      method: 'PUT',
      path: '/users/me',
      since: '1.0',
      summary: 'Update my account',
      description:
        'Only the fields that are sent change. A new e-mail address or password needs `current_password`. A new ' +
        'password ends all tokens of the account, so the answer has a new `token`. A new address ' +
        'takes effect when the link is used that is mailed to it; the old address is told. With `If-Match`, the ' +
        'request is refused if the account has changed.',
      audience: 'patron',
      accepts: { body: UpdateMeBody },
      examples: { bodies: { name: { summary: 'Another first name', body: { first_name: 'Ada' } } } },
      responds: { 200: UpdatedUserV1 },
      refuses: [...credentialRefusals.changeForSingle, ...patronRefusals.stale],
      signInLimit: ({ body, caller }) => (body.current_password === undefined ? undefined : caller.patronId),
      handle: async ({ body, caller: { patronId }, revision }) => {
        const token = await this.update(patronId, body, revision);
        return ok({ ...(await this.show(patronId)), ...token });
      },
    });
  }

  /** Returns a new token if the password was changed. */
  private async update(id: number, body: UpdateMeBody, revision?: number): Promise<{ token?: string }> {
    const { password, current_password: currentPassword } = body;
    const changes = patronChanges(body);
    if (currentPassword !== undefined && password !== undefined) {
      const change = { currentPassword, newPassword: password, expectedRevision: revision };
      const { token } = await this.credentials.changeForSingle(id, change, changes);
      return { token };
    }
    if (currentPassword === undefined) {
      await this.requirePresentAddress(id, body.email);
      await this.patrons.update(id, changes, revision);
    } else await this.credentials.update(id, changes, currentPassword, revision);
    return {};
  }

  /** Clients send the present address back with other changes. Another one needs the current password. */
  private async requirePresentAddress(id: number, email: string | undefined): Promise<void> {
    if (email === undefined || email === (await this.show(id)).email) return;
    throw new Refusal(validationFailed, { current_password: [missing] });
  }

  private deleteMe(): Route {
    return route({
      operationId: 'deleteMe',
      method: 'DELETE',
      path: '/users/me',
      since: '1.0',
      summary: 'Close my account',
      description:
        'Personal data is erased at once. The request is refused while loans are open, and with `If-Match` if the ' +
        'account has changed.',
      audience: 'patron',
      responds: { 200: Deleted },
      refuses: [...patronRefusals.close, ...patronRefusals.stale],
      handle: async ({ caller, revision }) => {
        await this.patrons.close(caller.patronId, revision);
        return ok(presentDeleted('patron', caller.patronId));
      },
    });
  }

  private listUsers(): Route {
    return route({
      operationId: 'listUsers',
      method: 'GET',
      path: '/users',
      since: '1.0',
      summary: 'List all users',
      audience: 'librarian',
      accepts: { query: PageQuery },
      responds: { 200: { listOf: UserV1 } },
      headers: listHeaders,
      reads: 'replica',
      handle: async ({ query, url }) => {
        const page = await this.queries.list(pageRequest(query));
        await this.accesses.recordReads(
          patronRead,
          page.items.map(({ id }) => id),
        );
        return list(page, query, url, presentUser);
      },
    });
  }

  private getUser(): Route {
    return route({
      operationId: 'getUser',
      method: 'GET',
      path: '/users/:id',
      since: '1.0',
      summary: 'Show a user',
      audience: 'librarian',
      accepts: { path: ById },
      responds: { 200: UserV1 },
      refuses: patronRefusals.find,
      handle: async ({ path, tag }) => {
        const answer = await this.answer(path.id, tag);
        await this.accesses.recordReads(patronRead, [path.id]);
        return answer;
      },
    });
  }

  private changeRole(): Route {
    return route({
      operationId: 'changeUserRole',
      method: 'PUT',
      path: '/users/:id/role',
      since: '1.0',
      summary: 'Change the role of a user',
      audience: 'admin',
      accepts: { path: ById, body: RoleBody },
      examples: { path: { id: 5 } },
      responds: { 200: UserV1 },
      refuses: staffRefusals.changeRole,
      lifecycle: {
        id: 'v1-change-user-role',
        deprecated: '2026-12-01',
        sunset: '2028-12-01',
        guard: 'date',
        whyByDate: 'Only admins call it, and each of them has its successor in the same library.',
        successor: { operationId: 'updatePatron', href: '/v2/patrons/{id}', addressFor: patronInV2 },
        guide: guidePath(changeUserRole.id),
      },
      handle: async ({ path, body, caller }) => {
        await this.staff.changeRole(path.id, body.role, caller);
        return ok(await this.show(path.id));
      },
    });
  }

  private async answer(id: number, tag: (revision: number) => string): Promise<Reply<200, UserV1>> {
    const patron = orRefuse(await this.queries.view(id), patronRefusals.find[0]);
    return madeOf(ok(presentUser(patron), { ETag: tag(patron.revision) }), [patron]);
  }

  private async show(id: number): Promise<UserV1> {
    return presentUser(orRefuse(await this.queries.view(id), patronRefusals.find[0]));
  }
}

function patronInV2({ id }: PathValues): string | undefined {
  const patronId = idInV2('patron', id);
  return patronId === undefined ? undefined : `/v2/patrons/${patronId}`;
}
