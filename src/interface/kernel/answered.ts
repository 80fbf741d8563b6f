import { tracingChannel } from 'node:diagnostics_channel';
import { randomUUID } from 'node:crypto';
import type { Context, Middleware, Next } from 'koa';
import type { Caller } from '../../application/kernel/caller.js';
import type { Answered, CallerKind, Report } from '../../application/kernel/report.js';
import { channels, type WatchedRequest } from '../../application/kernel/watched.js';

const requests = tracingChannel<unknown, WatchedRequest>(channels.request);

/** Gives every request its id, and the report one line. An id that a router in front has set is kept. */
export function answerOnce(report: Report): Middleware {
  return (ctx: Context, next: Next) => {
    const started = performance.now();
    const given = ctx.get('x-request-id') || ctx.get('x-vcap-request-id');
    const requestId = /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    const watched: WatchedRequest = { method: ctx.method, headers: traceHeaders(ctx) };
    const answer = async () => {
      try {
        await next();
      } finally {
        watched.answered = answeredRequest(ctx, watched.traceId, performance.now() - started);
        report.answered(watched.answered);
      }
    };
    return requests.tracePromise(answer, watched);
  };
}

function traceHeaders(ctx: Context): Record<string, string> {
  const named = ['traceparent', 'tracestate'].map((name) => [name, ctx.get(name)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ''));
}

/** What the way of the request has left in the state of its context. */
interface State {
  readonly requestId: string;
  readonly operationId?: string;
  readonly route?: string;
  readonly caller?: Caller;
  readonly code?: string;
}

function answeredRequest(ctx: Context, traceId: string | undefined, ms: number): Answered {
  const { requestId, operationId, route, caller, code } = ctx.state as State;
  return {
    requestId,
    method: ctx.method,
    operationId,
    route,
    version: ctx.response.get('API-Version') || undefined,
    status: ctx.status,
    ms,
    caller: callerKind(caller),
    // A unit that was refused at first may have been repeated and done.
    code: ctx.status < 400 ? undefined : code,
    traceId,
  };
}

/** @param caller undefined as long as nobody knows who it is */
function callerKind(caller: Caller | undefined): CallerKind {
  if (!caller || caller.role === 'anonymous') return 'anonymous';
  return caller.scopes ? 'api_key' : caller.role;
}
