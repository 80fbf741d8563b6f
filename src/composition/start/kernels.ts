import type { DependencyContainer } from 'tsyringe';
import type { Kernel } from '../../interface/kernel/pipeline/exchange.js';
import { RateLimits } from '../../interface/kernel/limits/rate-limits.js';
import { SignInLimit } from '../../interface/kernel/limits/sign-in-limit.js';
import { RequestLimits } from '../../interface/kernel/limits/request-limits.js';
import { Callers } from '../../application/kernel/request/caller.js';
import { SignInAccounts } from '../../application/kernel/request/sign-in-accounts.js';
import { Clock } from '../../application/kernel/clock.js';
import { Idempotency } from '../../application/kernel/storage/idempotency.js';
import { Cache } from '../../application/kernel/request/cache.js';
import { Limiter } from '../../application/kernel/request/limiter.js';
import { LifecycleStates } from '../../application/kernel/request/lifecycle-states.js';
import { RequestObserver, unobserved } from '../../application/kernel/request/request-observer.js';
import { ReadRouting } from '../../application/kernel/request/read-routing.js';
import { RequestScope } from '../../application/kernel/request/request-scope.js';
import { Workload } from '../../application/kernel/request/workload.js';
import type { HttpSettings } from '../../interface/kernel/settings.js';
import type { Sentences } from '../../interface/kernel/errors/sentences.js';
import type { TwinCheck } from '../../interface/kernel/twins/twin-check.js';
import type { VersionEntry } from './entry-points.js';

/** The services of the majors' routes. */
export function kernelOf(
  container: DependencyContainer,
  { limits }: Pick<HttpSettings, 'limits'>,
  sentences: Sentences,
  twins: TwinCheck | undefined,
): Kernel {
  const rates = new RateLimits(container.resolve(Limiter));
  return {
    callers: container.resolve(Callers),
    limits: new RequestLimits(rates, limits),
    signInLimit: new SignInLimit(rates, container.resolve(SignInAccounts), limits),
    cache: container.resolve(Cache),
    scope: container.resolve(RequestScope),
    clock: container.resolve(Clock),
    idempotency: container.resolve(Idempotency),
    workload: container.resolve(Workload),
    reads: container.resolve<ReadRouting>(ReadRouting),
    lifecycles: container.resolve<LifecycleStates>(LifecycleStates),
    observer: container.resolve<RequestObserver>(RequestObserver),
    sentences,
    ...(twins && { twins }),
  };
}

/** Those of a version. An API with callers of its own is no API of the library: its calls are not counted as such. */
export function kernelFor(
  { callers }: Pick<VersionEntry, 'callers'>,
  kernel: Kernel,
  container: DependencyContainer,
): Kernel {
  return callers ? { ...kernel, callers: container.resolve(callers), observer: unobserved } : kernel;
}
