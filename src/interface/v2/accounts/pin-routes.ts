import { inject, injectable } from 'tsyringe';
import { pinRefusals, PinService } from '../../../application/accounts/pin-service.js';
import { noContent, ok } from '../../kernel/declaration/reply.js';
import { nothing, route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ByMajor, Pin, PinList, WantedMinor } from './pin-shapes.js';

/** Pins: the minor for requests of a consumer without `API-Version`. A pin applies to all their tokens and API keys. */
@injectable()
export class PinRoutes implements RouteGroup {
  constructor(@inject(PinService) private readonly service: PinService) {}

  routes(): readonly Route[] {
    return [this.listPins(), this.pinMinor(), this.unpinMinor()];
  }

  private listPins(): Route {
    return route({
      operationId: 'listPins',
      method: 'GET',
      path: '/me/pins',
      since: '2.0',
      summary: 'List my pinned minors',
      audience: 'patron',
      responds: { 200: PinList },
      handle: async ({ caller: { pins = {} } }) => {
        const data = Object.entries(pins).map(([major, minor]) => ({ major: `v${major}`, minor }));
        return ok({ data, page: { nextCursor: null } });
      },
    });
  }

  private pinMinor(): Route {
    return route({
      operationId: 'pinMinor',
      method: 'PUT',
      path: '/me/pins/:major',
      since: '2.0',
      summary: 'Pin a minor',
      description:
        'From then on, requests to this major without `API-Version` are answered as this minor. The pin applies to ' +
        'all my tokens and API keys.',
      audience: 'patron',
      accepts: { path: ByMajor, body: WantedMinor },
      responds: { 200: Pin },
      refuses: pinRefusals.pin,
      handle: async ({ path: { major }, body: { minor }, caller }) => {
        await this.service.pin(caller.patronId, major, minor);
        return ok({ major, minor });
      },
    });
  }

  private unpinMinor(): Route {
    return route({
      operationId: 'unpinMinor',
      method: 'DELETE',
      path: '/me/pins/:major',
      since: '2.0',
      summary: 'Remove a pin',
      description: 'From then on, requests without `API-Version` are answered as the first minor again.',
      audience: 'patron',
      accepts: { path: ByMajor },
      responds: { 204: nothing },
      refuses: pinRefusals.unpin,
      handle: async ({ path, caller }) => {
        await this.service.unpin(caller.patronId, path.major);
        return noContent();
      },
    });
  }
}
