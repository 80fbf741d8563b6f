import { tracingChannel } from 'node:diagnostics_channel';
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Middleware, Next } from 'koa';
import type { Caller } from '../../../application/kernel/request/caller.js';
import type { Answered, CallerKind, Report } from '../../../application/kernel/process/report.js';
import { observeAnswer } from '../pipeline/observation.js';
import { channels, type WatchedRequest } from '../../../application/kernel/process/watched.js';

const requests = tracingChannel<unknown, WatchedRequest>(channels.request);

/** Gives every request an id, and logs one line for it. An id that a proxy has set is kept. */
export function accessLog(report: Report): Middleware {
  return async (ctx: Context, next: Next) => {
    const started = performance.now();
    const requestId = idOf(ctx.req.headers);
    ctx.state['requestId'] = requestId;
    ctx.set('X-Request-Id', requestId);
    if (requests.hasSubscribers) return watched(ctx, next, report, started);
    try {
      await next();
    } finally {
      report.answered(answeredRequest(ctx, undefined, started));
      observeAnswer(ctx);
    }
  };
}

function idOf(headers: IncomingHttpHeaders): string {
  const given = headers['x-request-id'] || headers['x-vcap-request-id'];
  return typeof given === 'string' && /^[\w.:-]{1,128}$/.test(given) ? given : randomUUID();
}

/** The same with a tracing channel, from the start of the request to its answer. */
function watched(ctx: Context, next: Next, report: Report, started: number): Promise<void> {
  const request: WatchedRequest = { method: ctx.method, headers: traceHeaders(ctx) };
  const answer = async () => {
    try {
      await next();
    } finally {
      request.answered = answeredRequest(ctx, request.traceId, started);
      report.answered(request.answered);
      observeAnswer(ctx);
    }
  };
  return requests.tracePromise(answer, request);
}

function traceHeaders(ctx: Context): Record<string, string> {
  const named = ['traceparent', 'tracestate'].map((name) => [name, ctx.get(name)] as const);
  return Object.fromEntries(named.filter(([, value]) => value !== ''));
}

/** What the pipeline has stored in `ctx.state`. */
interface State {
  readonly requestId: string;
  readonly operationId?: string;
  readonly route?: string;
  readonly caller?: Caller;
  readonly code?: string;
}

function answeredRequest(ctx: Context, traceId: string | undefined, started: number): Answered {
  const { requestId, operationId, route, caller, code } = ctx.state as State;
  const status = ctx.res.statusCode;
  return {
    requestId,
    method: ctx.req.method ?? '',
    operationId,
    route,
    version: ctx.response.get('API-Version') || undefined,
    status,
    ms: Math.round((performance.now() - started) * 10) / 10,
    caller: callerKind(caller),
    // A job that was refused at first may have been repeated and have succeeded.
    code: status < 400 ? undefined : code,
    traceId,
  };
}

/** @param caller undefined until the caller is authenticated */
function callerKind(caller: Caller | undefined): CallerKind {
  if (!caller || caller.role === 'anonymous') return 'anonymous';
  return caller.scopes ? 'api_key' : caller.role;
}
