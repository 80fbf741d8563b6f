import { createServer, type IncomingMessage } from 'node:http';
import { once } from 'node:events';
import { text as textOf } from 'node:stream/consumers';
import type { AddressInfo } from 'node:net';

/** A span as a collector gets it (OTLP as JSON). */
interface RawSpan {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId?: string;
  readonly name: string;
  readonly kind: number;
  readonly status: { readonly code?: number };
  readonly attributes: readonly { key: string; value: Record<string, unknown> }[];
}

export interface CollectedSpan extends Omit<RawSpan, 'attributes'> {
  readonly attributes: Readonly<Record<string, unknown>>;
}

interface Batch {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly RawSpan[] }[];
  }[];
}

/** A trace collector with the features that a test needs. */
export class Collector {
  readonly spans: CollectedSpan[] = [];
  /** Everything that it received, unchanged. */
  text = '';

  private readonly server = createServer((request, response) => {
    void this.take(request).then(() => response.writeHead(200).end('{}'));
  });

  async open(): Promise<string> {
    await once(this.server.listen(0, '127.0.0.1'), 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async take(request: IncomingMessage): Promise<void> {
    const text = await textOf(request);
    this.text += text;
    const { resourceSpans } = JSON.parse(text) as Batch;
    const raw = resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
    for (const span of raw) this.spans.push({ ...span, attributes: flat(span.attributes) });
  }
}

function flat(attributes: RawSpan['attributes']): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
