import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, tracingChannel, unsubscribe } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import { propagation, ROOT_CONTEXT, trace, type Context } from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import {
  channels,
  type FinishedStatement,
  type WatchedRequest,
  type WatchedStatement,
} from '../../../application/kernel/process/watched.js';
import {
  beginRequest,
  beginStatement,
  endRequest,
  failSpan,
  finishedStatement,
  type OpenSpan,
} from './spans.js';

export interface TracingSettings {
  /** The URL of the collector, such as `http://localhost:4318`. */
  readonly endpoint: string;
  readonly release: { readonly name: string; readonly version: string };
  readonly instance?: string | undefined;
}

/** How long a stopping process waits for the collector to take the last spans. */
const patienceMs = 1_000;

/**
 * Makes spans from the service's diagnostics channels and sends them to a collector (OTLP over HTTP). Loaded only when
 * tracing is configured.
 * @returns a function that stops, and sends the remaining spans if the collector takes them soon
 */
export function startTracing(settings: TracingSettings): () => Promise<void> {
  const provider = providerFor(settings);
  provider.register({ contextManager: null });
  const tracer = provider.getTracer(settings.release.name);
  const current = new AsyncLocalStorage<Context>();
  const here = () => current.getStore() ?? ROOT_CONTEXT;
  const stops = [
    watch<WatchedRequest>(
      channels.request,
      current,
      (request) => {
        const parent = propagation.extract(ROOT_CONTEXT, request.headers);
        return beginRequest(tracer, parent, request);
      },
      endRequest,
    ),
    watch<object>(channels.unit, current, () => ({
      span: tracer.startSpan('unit of work', {}, here()),
      parent: here(),
    })),
    watch<WatchedStatement>(channels.statement, current, ({ text }) => beginStatement(tracer, here(), text)),
  ];
  const onFinished = (statement: unknown) =>
    finishedStatement(tracer, here(), statement as FinishedStatement);
  subscribe(channels.finishedStatement, onFinished);
  return async () => {
    unsubscribe(channels.finishedStatement, onFinished);
    for (const stop of stops) stop();
    await Promise.race([
      provider.shutdown().catch(() => undefined),
      wait(patienceMs, undefined, { ref: false }),
    ]);
    propagation.disable();
    trace.disable();
  };
}

function providerFor({ endpoint, release, instance }: TracingSettings): NodeTracerProvider {
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const resource = resourceFromAttributes({
    'service.name': release.name,
    'service.version': release.version,
    ...(instance !== undefined && { 'service.instance.id': instance }),
  });
  const exporter = new OTLPTraceExporter({ url, timeoutMillis: 5_000 });
  return new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
}

/**
 * Makes a span for each message of a tracing channel; spans of work inside become its children.
 * @returns a function that stops
 */
function watch<Message extends object>(
  name: string,
  current: AsyncLocalStorage<Context>,
  begin: (message: Message) => OpenSpan,
  end: (span: OpenSpan['span'], message: Message) => void = () => undefined,
): () => void {
  const channel = tracingChannel<Context, Message>(name);
  const open = new WeakMap<Message, OpenSpan['span']>();
  channel.start.bindStore(current, (message) => {
    const { span, parent } = begin(message);
    open.set(message, span);
    return trace.setSpan(parent, span);
  });
  const handlers = {
    error: (message: Message & { error: unknown }) => {
      const span = open.get(message);
      if (span) failSpan(span, message.error);
    },
    asyncEnd: (message: Message) => {
      const span = open.get(message);
      if (span) end(span, message);
      span?.end();
    },
  };
  channel.subscribe(handlers as Parameters<typeof channel.subscribe>[0]);
  return () => {
    channel.start.unbindStore(current);
    channel.unsubscribe(handlers as Parameters<typeof channel.unsubscribe>[0]);
  };
}
