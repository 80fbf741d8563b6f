import { inject, injectable } from 'tsyringe';
import { Clock } from '../../../application/kernel/clock.js';
import { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import { EffectiveSettings } from '../../../application/kernel/operations/effective-settings.js';
import { ok } from '../../kernel/declaration/reply.js';
import { route, type Route, type RouteGroup } from '../../kernel/declaration/route.js';
import { ServedVersions } from '../../kernel/declaration/version.js';
import { HttpSettings } from '../../kernel/settings.js';
import { limitsInForce } from './limits-in-force.js';
import { servedMajors } from './served-majors.js';
import { LimitList, MajorList, SettingList } from './service-shapes.js';

/** How the process that answers was set up. */
@injectable()
export class ServiceRoutes implements RouteGroup {
  constructor(
    @inject(HttpSettings) private readonly http: HttpSettings,
    @inject(ServedVersions) private readonly served: ServedVersions,
    @inject(EffectiveSettings) private readonly settings: EffectiveSettings,
    @inject(LifecycleStates) private readonly lifecycles: LifecycleStates,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  routes(): readonly Route[] {
    return [this.listLimits(), this.listVersions(), this.showConfiguration()];
  }

  private listLimits(): Route {
    return route({
      operationId: 'listLimits',
      method: 'GET',
      path: '/limits',
      since: '1.0',
      summary: 'List the limits of callers',
      audience: 'admin',
      responds: { 200: LimitList },
      handle: async () => ok({ data: limitsInForce(this.http.limits) }),
    });
  }

  private listVersions(): Route {
    return route({
      operationId: 'listVersions',
      method: 'GET',
      path: '/versions',
      since: '1.0',
      summary: 'List the majors of the library with their minors',
      audience: 'admin',
      responds: { 200: MajorList },
      handle: async () =>
        ok({ data: servedMajors(this.served, { now: this.clock.now(), lifecycles: this.lifecycles }) }),
    });
  }

  private showConfiguration(): Route {
    return route({
      operationId: 'showConfiguration',
      method: 'GET',
      path: '/configuration',
      since: '1.0',
      summary: 'Show the settings of the process that answers',
      description: 'Secrets and passwords in URLs are masked. Other processes can have other settings.',
      audience: 'admin',
      responds: { 200: SettingList },
      handle: async () =>
        ok({ data: Object.entries(this.settings).map(([name, value]) => ({ name, value })) }),
    });
  }
}
