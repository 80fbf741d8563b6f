import { inject, injectable } from 'tsyringe';
import { ConsumerQueries } from '../../../../application/usage/consumers/consumers.js';
import { DeveloperService } from '../../../../application/usage/consumers/developer-service.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { Developer, DeveloperSwitch } from './program-shapes.js';

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
      handle: async ({ caller }) => ok({ developer: await this.consumers.isDeveloper(caller.patronId) }),
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
        'register programs. It takes effect within 10 seconds.',
      audience: 'patron',
      accepts: { body: DeveloperSwitch },
      responds: { 200: Developer },
      handle: async ({ body: { developer }, caller }) => {
        await this.service.switch(caller.patronId, developer);
        return ok({ developer });
      },
    });
  }
}
