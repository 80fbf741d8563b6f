import { inject, injectable } from 'tsyringe';
import type { SignedIn } from '../../../../application/kernel/request/caller.js';
import {
  ConsumerQueries,
  type Contact as StoredContact,
  type ProgramView,
} from '../../../../application/usage/consumers/consumers.js';
import {
  programRefusals,
  ProgramService,
  type ContactWish,
} from '../../../../application/usage/consumers/program-service.js';
import { Cursors } from '../../../kernel/answer/cursor.js';
import { created, noContent, ok } from '../../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { cursorInvalid } from '../../../kernel/errors/refusals.js';
import { toId, toKey } from '../../ids.js';
import { listHeaders, nextLink } from '../../lists.js';
import {
  Contact,
  KeyById,
  NewContact,
  NewProgram,
  Program,
  ProgramById,
  ProgramList,
  ProgramQuery,
} from './program-shapes.js';

/** Who is behind a client. Each account has access to its own programs and keys, an admin to all. */
@injectable()
export class ProgramRoutes implements RouteGroup {
  constructor(
    @inject(ProgramService) private readonly service: ProgramService,
    @inject(ConsumerQueries) private readonly consumers: ConsumerQueries,
    @inject(Cursors) private readonly cursors: Cursors,
  ) {}

  routes(): readonly Route[] {
    return [
      this.registerProgram(),
      this.listPrograms(),
      this.unregisterProgram(),
      this.getApiKeyContact(),
      this.setApiKeyContact(),
    ];
  }

  private registerProgram(): Route {
    return route({
      operationId: 'registerProgram',
      method: 'POST',
      path: '/client-programs',
      since: '2.3',
      summary: 'Register a program',
      description:
        'Its calls by patrons then count for you, also those of before, and you are told when something that it calls ' +
        'will go away. A developer or a member of staff registers their own, an admin, with a reason, those of anybody, ' +
        'also to give a program to another owner. To change one, register it again. An admin who registers a program for ' +
        'its owner confirms that it is theirs: without that, nothing can be agreed for one that was used before.',
      audience: 'patron',
      accepts: { body: NewProgram },
      responds: { 201: Program },
      refuses: programRefusals.register,
      handle: async ({ body, caller }) => {
        const { program, name, ownerId: owner } = body;
        const ownerId = owner === undefined ? undefined : toKey('patron', owner);
        const wish = { program, name, ownerId, ...contactIn(body) };
        const id = await this.service.register(caller, wish);
        const shown = presentProgram(orRefuse(await this.consumers.program(undefined, id)));
        return created(shown, `/v2/client-programs?registered=true`);
      },
    });
  }

  private listPrograms(): Route {
    return route({
      operationId: 'listPrograms',
      method: 'GET',
      path: '/client-programs',
      since: '2.3',
      summary: 'List programs',
      description: 'My own, or, for an admin, all that patrons have used in the last 35 days.',
      audience: 'patron',
      accepts: { query: ProgramQuery },
      responds: { 200: ProgramList },
      headers: listHeaders,
      refuses: [cursorInvalid],
      handle: async ({ query: { registered, cursor, limit }, url, caller }) => {
        const filter = { ownerId: ownerFor(caller), isRegistered: registered };
        const list = `programs of ${filter.ownerId ?? 'all'}`;
        const after = this.cursors.read(list, cursor);
        const { items, next } = await this.consumers.programs(filter, { after, limit });
        const nextCursor = this.cursors.write(list, next);
        return ok({ data: items.map(presentProgram), page: { nextCursor } }, nextLink(url, nextCursor));
      },
    });
  }

  private unregisterProgram(): Route {
    return route({
      operationId: 'unregisterProgram',
      method: 'DELETE',
      path: '/client-programs/:id',
      since: '2.3',
      summary: 'Unregister a program',
      description: 'One of your own, or, for an admin, any. What it has called stays counted, for nobody.',
      audience: 'patron',
      accepts: { path: ProgramById },
      responds: { 204: nothing },
      refuses: programRefusals.find,
      handle: async ({ path, caller }) => {
        await this.service.unregister(ownerFor(caller), toKey('program', path.id));
        return noContent();
      },
    });
  }

  private getApiKeyContact(): Route {
    return route({
      operationId: 'getApiKeyContact',
      method: 'GET',
      path: '/api-keys/:id/contact',
      since: '2.3',
      summary: 'Show who is told what an API key calls',
      description: 'Of one of your own keys, or, for an admin, of any.',
      audience: 'librarian',
      accepts: { path: KeyById },
      responds: { 200: Contact },
      refuses: programRefusals.findKey,
      handle: async ({ path, caller }) =>
        ok(presentContact(await this.service.keyContact(caller, toKey('apiKey', path.id)))),
    });
  }

  private setApiKeyContact(): Route {
    return route({
      operationId: 'setApiKeyContact',
      method: 'PUT',
      path: '/api-keys/:id/contact',
      since: '2.3',
      summary: 'Say who is told what an API key calls',
      description:
        'For one of your own keys, or, for an admin, with a reason, any. Without an address it is the owner of the key.',
      audience: 'librarian',
      accepts: { path: KeyById, body: NewContact },
      responds: { 200: Contact },
      refuses: programRefusals.setKeyContact,
      handle: async ({ path, body, caller }) => {
        const wish = contactIn(body);
        await this.service.setKeyContact(caller, toKey('apiKey', path.id), wish);
        return ok(presentContact(wish));
      },
    });
  }
}

/** The owner whose programs and keys the caller may see and change; undefined for an admin, who may do it for all. */
function ownerFor({ role, patronId }: SignedIn): number | undefined {
  return role === 'admin' ? undefined : patronId;
}

function presentProgram(view: ProgramView): Program {
  const { id, program, name, ownerId, firstSeenAt } = view;
  return {
    id: toId('program', id),
    program,
    name,
    ownerId: ownerId === null ? null : toId('patron', ownerId),
    ...presentContact(view),
    firstSeenAt: firstSeenAt.toISOString(),
  };
}

function contactIn({
  contactEmail = null,
  secondEmail = null,
  mutedUntil = null,
  reason,
}: NewContact): ContactWish {
  return { contactEmail, secondEmail, mutedUntil: mutedUntil === null ? null : new Date(mutedUntil), reason };
}

function presentContact({ contactEmail, secondEmail, mutedUntil }: StoredContact): Contact {
  return { contactEmail, secondEmail, mutedUntil: mutedUntil?.toISOString() ?? null };
}
