import { once } from 'node:events';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { setTimeout as wait } from 'node:timers/promises';
import { Agent, request as open, type IncomingMessage } from 'node:http';
import type { WireAnswer, WireRequest } from './exchange.js';
import { timeHeader } from './time-header.js';

/** One kept connection to a service. Unlike `fetch` it changes nothing of a request. */
export class Line {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 1 });

  constructor(private readonly url: string) {}

  /**
   * On a busy machine a service may answer 503 once, and while a long body is on its way it may close the connection
   * with its refusal: then the request is sent again a moment later.
   */
  async send(request: WireRequest, patience = 60): Promise<WireAnswer> {
    const answer = await this.sendOnce(request).catch((error: unknown) => {
      if (patience === 0) throw error;
    });
    if (answer && (answer.status !== 503 || patience === 0)) return answer;
    await wait(250);
    return this.send(request, patience - 1);
  }

  private async sendOnce({ id, at, method, target, headers, body }: WireRequest): Promise<WireAnswer> {
    const { hostname, port } = new URL(this.url);
    const lines = [
      ['Host', 'library.example'],
      ['X-Request-Id', id],
      [timeHeader, String(at)],
      ...headers,
      ...(body === undefined ? [] : [['Content-Length', String(Buffer.byteLength(body))]]),
    ];
    const options = { method, hostname, port, path: target, agent: this.agent, headers: lines.flat() };
    const request = open(options);
    // `once` rejects with an error before the response; one after it is of no interest.
    request.on('error', () => undefined).end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    const bytes = Buffer.concat((await response.toArray()) as Buffer[]);
    const answered = joined(response.rawHeaders);
    const text = decoded(bytes, answered['content-encoding']).toString('utf8');
    return { status: response.statusCode ?? 0, headers: answered, text };
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Two builds may compress the same text to other bytes. */
function decoded(bytes: Buffer, coding: string | undefined): Buffer {
  if (bytes.length === 0) return bytes;
  if (coding === 'gzip') return gunzipSync(bytes);
  return coding === 'br' ? brotliDecompressSync(bytes) : bytes;
}

function joined(raw: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (let index = 0; index < raw.length; index += 2) {
    const [name = '', value = ''] = [raw[index]?.toLowerCase(), raw[index + 1]];
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
