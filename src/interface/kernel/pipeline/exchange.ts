import type { Context } from 'koa';
import type { Cache } from '../../../application/kernel/request/cache.js';
import type { Caller, Callers } from '../../../application/kernel/request/caller.js';
import type { Clock } from '../../../application/kernel/clock.js';
import type { Idempotency } from '../../../application/kernel/storage/idempotency.js';
import type { LifecycleStates } from '../../../application/kernel/request/lifecycle-states.js';
import type { MinorSource, RequestObserver } from '../../../application/kernel/request/request-observer.js';
import type { ReadRouting } from '../../../application/kernel/request/read-routing.js';
import type { RequestScope } from '../../../application/kernel/request/request-scope.js';
import type { Workload } from '../../../application/kernel/request/workload.js';
import type { MinorForm } from '../minors/minor-form.js';
import type { Endpoint } from './endpoint.js';
import type { RequestLimits } from '../limits/request-limits.js';
import type { SignInLimit } from '../limits/sign-in-limit.js';
import type { Sentences } from '../errors/sentences.js';
import type { RawInput } from '../declaration/route.js';
import type { Checked } from '../input/validate.js';
import type { TwinCheck } from '../twins/twin-check.js';
import type { HandlerInput } from './handler-input.js';

/** The services that every route needs; created once. */
export interface Kernel {
  readonly callers: Callers;
  readonly limits: RequestLimits;
  readonly signInLimit: SignInLimit;
  readonly cache: Cache;
  readonly scope: RequestScope;
  readonly clock: Clock;
  readonly idempotency: Idempotency;
  readonly workload: Workload;
  readonly reads: ReadRouting;
  readonly lifecycles: LifecycleStates;
  readonly observer: RequestObserver;
  readonly sentences: Sentences;
  /** Undefined where no majors are compared. */
  readonly twins?: TwinCheck;
}

/** One request in the pipeline. Each step reads the results of earlier steps, and adds its own. */
export interface Exchange {
  readonly kernel: Kernel;
  readonly endpoint: Endpoint;
  readonly ctx: Context;
  /** Anonymous until `checkAccess` has run. */
  caller: Caller;
  /** The later moment whose lifecycle states the request asks for. Undefined for the present ones. */
  rehearsedAt: Date | undefined;
  /** The minor that the request is answered as. */
  minor: string;
  minorSource: MinorSource;
  /** The route as that minor has it. Undefined where it is as in the newest one. */
  form: MinorForm | undefined;
  /** Path, query and body, unchecked. Undefined if a request with the same URL was parsed before. */
  raw: RawInput | undefined;
  /** The same, validated against the shapes of the route. */
  checked: Checked | undefined;
  /** The cache key of the answer, for a route with `cache`. */
  cacheKey: string | undefined;
  /** The input of the handler. */
  input: HandlerInput | undefined;
}

const nobody: Caller = { role: 'anonymous' };

export function beginExchange(kernel: Kernel, endpoint: Endpoint, ctx: Context): Exchange {
  ctx.state['operationId'] = endpoint.route.operationId;
  ctx.state['route'] = endpoint.path;
  const exchange: Exchange = {
    kernel,
    endpoint,
    ctx,
    caller: nobody,
    rehearsedAt: undefined,
    minor: endpoint.version.baseline,
    minorSource: 'default',
    form: undefined,
    raw: undefined,
    checked: undefined,
    cacheKey: undefined,
    input: undefined,
  };
  ctx.state['exchange'] = exchange;
  return exchange;
}
