import { Router } from '@koa/router';
import type { Clock } from '../../../src/application/kernel/clock.js';
import { toNobody } from '../../../src/application/kernel/process/process-events.js';
import {
  nothingDecided,
  type LifecycleStates,
} from '../../../src/application/kernel/request/lifecycle-states.js';
import { primaryOnly } from '../../../src/application/kernel/request/read-routing.js';
import {
  unobserved,
  type RequestObserver,
} from '../../../src/application/kernel/request/request-observer.js';
import type { SignInAccounts } from '../../../src/application/kernel/request/sign-in-accounts.js';
import { RateLimits } from '../../../src/interface/kernel/limits/rate-limits.js';
import { Sentences } from '../../../src/interface/kernel/errors/sentences.js';
import { SignInLimit } from '../../../src/interface/kernel/limits/sign-in-limit.js';
import type { Callers } from '../../../src/application/kernel/request/caller.js';
import { RequestDeadline } from '../../../src/infrastructure/kernel/admission/request-deadline.js';
import { AsyncRequestScope } from '../../../src/infrastructure/kernel/runtime/async-request-scope.js';
import { MemoryLimiter } from '../../../src/infrastructure/kernel/rate-limit/memory-limiter.js';
import { MemoryStore } from '../../../src/infrastructure/kernel/cache/memory-store.js';
import { TaggedCache } from '../../../src/infrastructure/kernel/cache/tagged-cache.js';
import { problemPages } from '../../../src/interface/documentation/problems/problem-pages.js';
import { handbook } from '../../../src/interface/documentation/handbook/handbook.js';
import { refusalPage } from '../../../src/interface/documentation/discovery/refusal-page.js';
import { discovery } from '../../../src/interface/documentation/discovery/discovery.js';
import type { Guide } from '../../../src/interface/documentation/discovery/guide.js';
import type { Route } from '../../../src/interface/kernel/declaration/route.js';
import type { ApiVersion } from '../../../src/interface/kernel/declaration/version.js';
import { buildApp } from '../../../src/interface/kernel/app/app.js';
import type { MountedVersion } from '../../../src/interface/kernel/declaration/version.js';
import { RequestLimits } from '../../../src/interface/kernel/limits/request-limits.js';
import type { Kernel } from '../../../src/interface/kernel/pipeline/exchange.js';
import { listen } from '../../../src/interface/kernel/app/http-server.js';
import { routeVersion, type RoutedVersion } from '../../../src/interface/kernel/app/router.js';
import { versionPath } from '../../../src/interface/kernel/declaration/version.js';
import { documentationAssets } from '../../../src/interface/documentation/viewer/documentation-assets.js';
import type { Idempotency } from '../../../src/application/kernel/storage/idempotency.js';
import { SystemClock } from '../../../src/infrastructure/kernel/runtime/system-clock.js';
import { documentationRoutes } from '../../../src/interface/documentation/viewer/documentation-routes.js';
import * as v1 from './v1.js';
import { SharedEventLoop } from '../shared-event-loop.js';

const nobody: Callers = { identify: async () => undefined };

/** No version of the fixture supports idempotency keys. */
const nothingKept: Idempotency = { once: () => Promise.reject(new Error('not asked')) };

const often = { points: 1_000, seconds: 60 };
const limits = {
  signIn: often,
  signInAddress: often,
  signInAccount: often,
  anonymous: often,
  signedIn: often,
  mail: often,
};

/** No route of the fixture checks a password. */
const noAccounts: SignInAccounts = {
  find: () => Promise.reject(new Error('not asked')),
  remember: () => Promise.reject(new Error('not asked')),
};

export interface FixtureWishes {
  /** The first version of the tool library, and nothing else, by default. */
  readonly versions?: readonly MountedVersion[];
  readonly guides?: readonly Guide[];
  readonly clock?: Clock;
  readonly corsOrigins?: readonly string[];
  /** No token is valid by default. */
  readonly callers?: Callers;
  /** Receives the faults; by default they are printed. */
  readonly failed?: (error: unknown) => void;
  /** Nothing is decided by default. */
  readonly lifecycles?: LifecycleStates;
  readonly observer?: RequestObserver;
}

export function mounted(version: ApiVersion, routes: readonly Route[]): MountedVersion {
  return { version, routes: [...routes, ...documentationRoutes(version, routes)] };
}

/** The HTTP side of the service with the fixture's routes: no database, no feature. */
export async function startFixtureApi({
  versions = [mounted(v1.version, v1.routes)],
  guides = [],
  clock = new SystemClock(),
  corsOrigins = [],
  callers = nobody,
  failed = (error) => console.error(error),
  lifecycles = nothingDecided,
  observer = unobserved,
}: FixtureWishes = {}): Promise<{ url: string; stop: () => Promise<void> }> {
  const rates = new RateLimits(new MemoryLimiter());
  const requestLimits = new RequestLimits(rates, limits);
  const kernel: Kernel = {
    callers,
    limits: requestLimits,
    signInLimit: new SignInLimit(rates, noAccounts, limits),
    cache: new TaggedCache(new MemoryStore()),
    scope: new AsyncRequestScope(),
    clock,
    idempotency: nothingKept,
    reads: primaryOnly,
    lifecycles,
    observer,
    sentences: new Sentences({ de: [] }),
    workload: new RequestDeadline({ inside: 10, outside: 10, patienceMs: 1_000 }),
  };
  const app = buildApp({
    versions: versions.map((each) => routed(each, kernel)),
    workload: kernel.workload,
    loop: new SharedEventLoop(),
    sentences: kernel.sentences,
    settings: {
      trustedHops: 0,
      trustedNetworks: [],
      corsOrigins,
      limits,
      release: { name: 'fixture', version: '0', commit: 'none' },
    },
    countRefusal: (ctx, refusal) => requestLimits.countRefusal(ctx, refusal),
    report: { answered: () => undefined, failed: (_, error) => failed(error), ...toNobody },
    refusalPage,
    unversioned: [
      documentationAssets(),
      discovery({
        versions,
        guides,
        links: [],
        problems: problemPages(versions, {}),
        handbook: handbook({ versions, standalone: [], guides, advice: {}, address: 'http://localhost' }),
        clock,
        lifecycles,
        releases: new Map(),
      }),
    ],
    isDraining: () => false,
  });
  const server = await listen(app, '127.0.0.1', 0);
  return { url: `http://127.0.0.1:${server.port}`, stop: () => server.close(0) };
}

/** The parts that the folder of a version and the composition provide. */
function routed({ version, routes }: MountedVersion, kernel: Kernel): RoutedVersion {
  const prefix = versionPath(version);
  const createRouter = () => new Router({ prefix, sensitive: true, exclusive: 'specificity' });
  return routeVersion({ version, createRouter }, routes, kernel);
}
