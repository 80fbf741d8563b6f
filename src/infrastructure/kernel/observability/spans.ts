import {
  SpanKind,
  SpanStatusCode,
  type Attributes,
  type Context,
  type Span,
  type Tracer,
} from '@opentelemetry/api';
import type { FinishedStatement, WatchedRequest } from '../../../application/kernel/process/watched.js';

/** A span that has begun, and its parent context. */
export interface OpenSpan {
  readonly span: Span;
  readonly parent: Context;
}

/** Named after its method until its route is known. Names follow OpenTelemetry's semantic conventions. */
export function beginRequest(tracer: Tracer, parent: Context, request: WatchedRequest): OpenSpan {
  const attributes = { 'http.request.method': request.method };
  const span = tracer.startSpan(request.method, { kind: SpanKind.SERVER, attributes }, parent);
  request.traceId = span.spanContext().traceId;
  return { span, parent };
}

export function endRequest(span: Span, { method, answered }: WatchedRequest): void {
  if (!answered) return;
  const { route, operationId, status, requestId, caller, version, code } = answered;
  span.updateName(route === undefined ? method : `${method} ${route}`);
  span.setAttributes(
    known({
      'http.route': route,
      'http.response.status_code': status,
      'shelflife.operation': operationId,
      'shelflife.request_id': requestId,
      'shelflife.caller': caller,
      'shelflife.version': version,
      'error.type': code,
    }),
  );
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
}

export function beginStatement(tracer: Tracer, parent: Context, text: string, startTime?: number): OpenSpan {
  const operation = /\w+/.exec(text)?.[0].toUpperCase() ?? 'SQL';
  const attributes = {
    'db.system.name': 'postgresql',
    'db.operation.name': operation,
    'db.query.text': text.replaceAll(/\s+/g, ' ').trim(),
  };
  const options = { kind: SpanKind.CLIENT, attributes, ...(startTime !== undefined && { startTime }) };
  return { span: tracer.startSpan(operation, options, parent), parent };
}

export function finishedStatement(tracer: Tracer, parent: Context, statement: FinishedStatement): void {
  const { span } = beginStatement(tracer, parent, statement.text, Date.now() - statement.ms);
  if (statement.failed) span.setStatus({ code: SpanStatusCode.ERROR });
  span.end();
}

/** Reports only the type of the error, because messages of PostgreSQL quote values. */
export function failSpan(span: Span, error: unknown): void {
  const { code, name } = (error ?? {}) as { code?: string; name?: string };
  span.setAttribute('error.type', code ?? name ?? 'unknown');
  span.setStatus({ code: SpanStatusCode.ERROR });
}

function known(attributes: Record<string, string | number | undefined>): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== undefined));
}
