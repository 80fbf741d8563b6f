import { inject, injectable } from 'tsyringe';
import { ConsumerQueries, type AccountSettings } from '../../../../application/usage/consumers/consumers.js';
import { DeveloperService } from '../../../../application/usage/consumers/developer-service.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { Developer, DeveloperSwitch } from './developer-shapes.js';

/** Whether an account belongs to a developer of clients. */
@injectable()
export class DeveloperRoutes implements RouteGroup {
  constructor(
    @inject(DeveloperService) private readonly service: DeveloperService,
    @inject(ConsumerQueries) private readonly consumers: ConsumerQueries,
  ) {}

  routes(): readonly Route[] {
    return [this.getDeveloper(), this.switchDeveloper()];
  }

  private getDeveloper(): Route {
    return route({
      operationId: 'getDeveloper',
      method: 'GET',
      path: '/me/developer',
      since: '2.3',
      summary: 'Show whether I am a developer',
      audience: 'patron',
      responds: { 200: Developer },
      handle: async ({ caller }) => ok(presentAccount(await this.consumers.account(caller.patronId))),
    });
  }

  private switchDeveloper(): Route {
    return route({
      operationId: 'switchDeveloper',
      method: 'PUT',
      path: '/me/developer',
      since: '2.3',
      summary: 'Say whether I am a developer',
      description:
        'The calls of a developer count for their account instead of the program that they use, and the account can ' +
        'register programs. It takes effect within 10 seconds. `mutedUntil` leaves out reminders about the calls of the ' +
        'account itself; keys and programs have their own.',
      audience: 'patron',
      accepts: { body: DeveloperSwitch },
      responds: { 200: Developer },
      handle: async ({ body: { developer, mutedUntil = null }, caller }) => {
        const settings = {
          isDeveloper: developer,
          mutedUntil: mutedUntil === null ? null : new Date(mutedUntil),
        };
        await this.service.set(caller.patronId, settings);
        return ok(presentAccount(settings));
      },
    });
  }
}

function presentAccount({ isDeveloper, mutedUntil }: AccountSettings): Developer {
  return { developer: isDeveloper, mutedUntil: mutedUntil?.toISOString() ?? null };
}
