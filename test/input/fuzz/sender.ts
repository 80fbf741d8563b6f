import { once } from 'node:events';
import { Agent, request as open, type IncomingMessage } from 'node:http';
import type { Answer } from '../../support/api-client.js';
import type { Operation } from './documents.js';
import type { FuzzRequest } from './requests.js';

/** Sends requests unchanged: unlike `fetch`, it does not normalise the address. */
export class Sender {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 4 });

  constructor(private readonly url: string) {}

  async send(
    method: string,
    target: string,
    token: string | undefined,
    { headers, body }: FuzzRequest,
  ): Promise<Answer> {
    const { hostname, port } = new URL(this.url);
    const own = {
      ...(token !== undefined && { Authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'Content-Length': Buffer.byteLength(body) }),
    };
    const options = {
      method,
      hostname,
      port,
      path: target,
      agent: this.agent,
      headers: { ...headers, ...own },
    };
    const request = open(options).end(body);
    const [response] = (await once(request, 'response')) as [IncomingMessage];
    return answerOf(response, (await response.setEncoding('utf8').toArray()).join(''));
  }

  close(): void {
    this.agent.destroy();
  }
}

/** Path and query with every value percent-encoded. A value that would change the path is replaced by a blank. */
export function targetOf({ path }: Operation, { path: values, query }: FuzzRequest): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => escaped(values[name]) || '%20');
  const search = Object.entries(query)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${escaped(name)}=${escaped(value)}`)
    .join('&');
  return search === '' ? filled : `${filled}?${search}`;
}

function escaped(value: unknown): string {
  return encodeURIComponent(String(value).toWellFormed());
}

function answerOf({ statusCode = 0, headers: given }: IncomingMessage, text: string): Answer {
  const headers = new Headers(
    Object.entries(given).map(([name, value]): [string, string] => [name, String(value)]),
  );
  const isJson = headers.get('content-type')?.includes('json') === true && text !== '';
  return { status: statusCode, headers, body: isJson ? (JSON.parse(text) as unknown) : text };
}
