import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../../application/kernel/clock.js';
import { consentRefusals, ConsentService } from '../../../../application/usage/lifecycle/consent-service.js';
import { OwnDeprecations } from '../../../../application/usage/lifecycle/own-deprecations.js';
import { missing, notOneOf } from '../../../../domain/kernel/field-fault.js';
import { Refusal } from '../../../../domain/kernel/refusal.js';
import { created, ok } from '../../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../../kernel/declaration/route.js';
import { validationFailed } from '../../../kernel/errors/refusals.js';
import { toKey } from '../../ids.js';
import { ownerOf } from '../counting/present-usage.js';
import { DeprecationById, MyDeprecationList, NewConsent, SunsetConsentList } from './deprecation-shapes.js';
import { presentConsent, presentDeprecation } from './present-deprecation.js';

/** What the caller's clients use that will go away, and what the caller agrees to. */
@injectable()
export class DeprecationRoutes implements RouteGroup {
  constructor(
    @inject(OwnDeprecations) private readonly deprecations: OwnDeprecations,
    @inject(ConsentService) private readonly consents: ConsentService,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  routes(): readonly Route[] {
    return [this.listMyDeprecations(), this.consentToSunset()];
  }

  private listMyDeprecations(): Route {
    return route({
      operationId: 'listMyDeprecations',
      method: 'GET',
      path: '/me/deprecations',
      since: '2.3',
      summary: 'List what my clients use that will go away',
      description:
        'All deprecated operations, parameters and fields that my clients have used in the last 30 days, with the calls ' +
        'that show it. With an API key, only those of this key. To see what happens after a sunset, send a request with ' +
        '`Prefer: lifecycle-at="2028-12-02T00:00:00Z"`: this one request is answered as on that day. ' +
        '[The page for developers](/developers) shows the same to people.',
      audience: 'patron',
      responds: { 200: MyDeprecationList },
      handle: async ({ caller }) => {
        const all = await this.deprecations.list(ownerOf(caller));
        const data = all.map((each) => presentDeprecation(each, this.clock.now()));
        return ok({ data, page: { nextCursor: null } });
      },
    });
  }

  private consentToSunset(): Route {
    return route({
      operationId: 'consentToSunset',
      method: 'POST',
      path: '/me/deprecations/:id/consents',
      since: '2.3',
      summary: 'Agree to a sunset, or put it off once',
      description:
        'A sunset is held as long as a client calls whose owner has not agreed. The owner agrees for their clients, and ' +
        'an admin for those of others, with a reason. An API key cannot agree. To agree again changes nothing. For a ' +
        'program that was used before its owner registered it, nobody but an admin agrees until an admin has registered ' +
        'it for them; without `clientId`, it is left out where there are other clients.',
      audience: 'patron',
      accepts: { path: DeprecationById, body: NewConsent },
      responds: { 201: SunsetConsentList },
      refuses: consentRefusals.agree,
      handle: async ({ path: { id }, body: { clientId, reason, ...body }, caller }) => {
        const agreed = await this.consents.agree(caller, {
          lifecycleId: id,
          consumerId: clientId === undefined ? undefined : toKey('consumer', clientId),
          until: endOf(body),
          reason,
        });
        return created(
          { data: agreed.map(presentConsent), page: { nextCursor: null } },
          '/v2/me/deprecations',
        );
      },
    });
  }
}

/**
 * The end of an extension; undefined for a consent. Who says until when does not mean a consent, which nobody can take
 * back.
 * @throws Refusal `request.validation_failed` for an extension without an end, or an end without an extension
 */
function endOf({ kind, until }: Pick<NewConsent, 'kind' | 'until'>): Date | undefined {
  if (kind === 'extension' && until === undefined) throw new Refusal(validationFailed, { until: [missing] });
  if (kind === 'consent' && until !== undefined)
    throw new Refusal(validationFailed, { kind: [notOneOf(['extension'])] });
  return until === undefined ? undefined : new Date(until);
}
