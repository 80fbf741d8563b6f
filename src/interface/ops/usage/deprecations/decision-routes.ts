import { inject, injectable } from 'tsyringe';
import { consentRefusals, ConsentService } from '../../../../application/usage/lifecycle/consent-service.js';
import { everything } from '../../../../application/usage/lifecycle/decisions.js';
import {
  decisionRefusals,
  OperatorDecisions,
} from '../../../../application/usage/lifecycle/operator-decisions.js';
import { EndsOfLife } from '../../../../application/usage/operators/ends-of-life.js';
import { ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { orRefuse } from '../../../kernel/errors/or-refuse.js';
import { AnonymousUse, ClientConsent, DeprecationById, SwitchChange } from './decision-shapes.js';
import { BrownoutList, Deprecation } from './deprecation-shapes.js';
import { consentIn } from './consent-in.js';
import { plannedBrownouts, presentEnd } from './present-end.js';

const shared = { since: '1.0', audience: 'admin' } as const;
const soon = 'The worker obeys within five minutes, and all processes a minute later.';

/** What operators decide about ends of life. */
@injectable()
export class DecisionRoutes implements RouteGroup {
  constructor(
    @inject(OperatorDecisions) private readonly decisions: OperatorDecisions,
    @inject(ConsentService) private readonly consents: ConsentService,
    @inject(EndsOfLife) private readonly ends: EndsOfLife,
  ) {}

  routes(): readonly Route[] {
    return [
      this.switchBrownouts(),
      this.switchAllBrownouts(),
      this.holdSunset(),
      this.confirmAnonymousUse(),
      this.consentForClient(),
    ];
  }

  private switchBrownouts(): Route {
    return route({
      ...shared,
      operationId: 'switchBrownouts',
      method: 'PUT',
      path: '/deprecations/:id/brownouts',
      summary: 'Switch the brownouts of a deprecation on or off',
      description: `${soon} While those of all are off, its own do not take place either.`,
      accepts: { path: DeprecationById, body: SwitchChange },
      responds: { 200: Deprecation },
      refuses: decisionRefusals.switchTo,
      handle: async ({ path: { id }, body: { on, reason } }) => {
        await this.decisions.switchTo(oneOf(id), 'no_brownouts', !on, reason);
        return this.shown(id);
      },
    });
  }

  private switchAllBrownouts(): Route {
    return route({
      ...shared,
      operationId: 'switchAllBrownouts',
      method: 'PUT',
      path: '/brownouts',
      summary: 'Switch the brownouts of all deprecations on or off',
      description: `${soon} Those that are off by themselves stay off.`,
      accepts: { body: SwitchChange },
      responds: { 200: BrownoutList },
      handle: async ({ body: { on, reason } }) => {
        await this.decisions.switchTo(everything, 'no_brownouts', !on, reason);
        return ok({ data: plannedBrownouts(await this.ends.list()) });
      },
    });
  }

  private holdSunset(): Route {
    return route({
      ...shared,
      operationId: 'holdSunset',
      method: 'PUT',
      path: '/deprecations/:id/hold',
      summary: 'Hold the sunset of a deprecation, or release it',
      description: `${soon} What is gone is answered again while it is held.`,
      accepts: { path: DeprecationById, body: SwitchChange },
      responds: { 200: Deprecation },
      refuses: decisionRefusals.switchTo,
      handle: async ({ path: { id }, body: { on, reason } }) => {
        await this.decisions.switchTo(oneOf(id), 'hold', on, reason);
        return this.shown(id);
      },
    });
  }

  private confirmAnonymousUse(): Route {
    return route({
      ...shared,
      operationId: 'confirmAnonymousUse',
      method: 'POST',
      path: '/deprecations/:id/anonymous-use',
      summary: 'Confirm that calls without a token do not keep a sunset',
      description:
        'Nobody can be asked about them. The number that was seen is confirmed; more calls hold it again.',
      accepts: { path: DeprecationById, body: AnonymousUse },
      responds: { 200: Deprecation },
      refuses: decisionRefusals.confirm,
      handle: async ({ path: { id }, body: { calls, reason } }) => {
        await this.decisions.confirmAnonymous(id, calls, reason);
        return this.shown(id);
      },
    });
  }

  private consentForClient(): Route {
    return route({
      ...shared,
      operationId: 'consentForClient',
      method: 'POST',
      path: '/deprecations/:id/consents',
      summary: 'Agree to a sunset in the place of the owner of a client, or put it off once',
      description: 'To consent again changes nothing.',
      accepts: { path: DeprecationById, body: ClientConsent },
      responds: { 200: Deprecation },
      refuses: consentRefusals.agree,
      handle: async ({ path: { id }, body, caller }) => {
        await this.consents.agree(caller, consentIn(id, body));
        return this.shown(id);
      },
    });
  }

  private async shown(id: string) {
    return ok(presentEnd(orRefuse(await this.ends.find(id))));
  }
}

/** The id of one deprecation. @throws Refusal `usage.deprecation_not_found` for the one that stands for all */
function oneOf(id: string): string {
  return orRefuse(id === everything ? undefined : id, decisionRefusals.switchTo[0]);
}
