import { once } from 'node:events';
import {
  Agent,
  createServer,
  request,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { randomUUID } from 'node:crypto';

/** An instance that is registered with the router. */
interface Backend {
  readonly url: string;
  readonly agent: Agent;
  isReady: boolean;
}

const pollMs = 1_000;
const tries = 3;

/** Hop-by-hop headers (RFC 9110, 7.6.1). */
const hopByHop = ['connection', 'keep-alive', 'transfer-encoding'];

/**
 * A small router that behaves like Cloud Foundry's Gorouter during an upgrade: it keeps connections to instances open
 * for 90 s, checks each second which of them are ready, tries another instance when it gets no connection (three in
 * all), and never sends a request twice. Any other failure is a 502, as there.
 */
export class Router {
  /** Connections that were refused and then tried elsewhere. */
  redials = 0;
  readonly #backends = new Set<Backend>();
  readonly #server = createServer((incoming, outgoing) => void this.#serve(incoming, outgoing));
  readonly #poll = setInterval(() => void this.#pollAll(), pollMs);
  #turn = 0;

  /** Listens on a free port. Returns its address. */
  async open(): Promise<string> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  /** From its next poll on, requests are sent to this instance too. */
  add(url: string): void {
    const agent = new Agent({ keepAlive: true, maxFreeSockets: 100, timeout: 90_000 });
    this.#backends.add({ url, agent, isReady: false });
  }

  remove(url: string): void {
    for (const backend of this.#backends) if (backend.url === url) this.#backends.delete(backend);
  }

  isReady(url: string): boolean {
    return [...this.#backends].some((backend) => backend.url === url && backend.isReady);
  }

  async close(): Promise<void> {
    clearInterval(this.#poll);
    this.#server.close();
    this.#server.closeAllConnections();
    for (const { agent } of this.#backends) agent.destroy();
    await once(this.#server, 'close');
  }

  async #pollAll(): Promise<void> {
    const ask = async (backend: Backend) => {
      const signal = AbortSignal.timeout(pollMs);
      backend.isReady = await fetch(`${backend.url}/health/ready`, { signal }).then(
        ({ ok }) => ok,
        () => false,
      );
    };
    await Promise.all([...this.#backends].map(ask));
  }

  async #serve(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    // A body is kept until it is sent, so that it can be sent to another instance when the first does not get it.
    const body = await buffer(incoming);
    const refused = new Set<Backend>();
    while (refused.size < tries) {
      const backend = this.#next(refused);
      if (!backend) break;
      if (await forward(backend, incoming, body, outgoing)) return;
      refused.add(backend);
      this.redials++;
    }
    outgoing.writeHead(refused.size > 0 ? 502 : 503, { 'X-Cf-RouterError': 'no_endpoints' }).end();
  }

  /** Round robin. */
  #next(refused: ReadonlySet<Backend>): Backend | undefined {
    const ready = [...this.#backends].filter((backend) => backend.isReady && !refused.has(backend));
    return ready[this.#turn++ % ready.length];
  }
}

/** Returns false when no connection succeeded: then nothing was sent. Any other failure is answered with 502. */
function forward(
  { url, agent }: Backend,
  incoming: IncomingMessage,
  body: Buffer,
  outgoing: ServerResponse,
): Promise<boolean> {
  const { method = 'GET', url: path = '/' } = incoming;
  const headers = forwarded(incoming, body);
  return new Promise((resolve) => {
    const sending = request(url + path, { method, headers, agent });
    let isConnected = false;
    sending.on('socket', (socket) => {
      if (!socket.connecting) isConnected = true;
      else socket.once('connect', () => (isConnected = true));
    });
    sending.on('error', () => {
      if (isConnected) outgoing.writeHead(502, { 'X-Cf-RouterError': 'endpoint_failure' }).end();
      resolve(isConnected);
    });
    sending.on('response', (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, without(answer.headers, hopByHop));
      answer.on('error', () => outgoing.destroy()).pipe(outgoing);
      resolve(true);
    });
    sending.end(body);
  });
}

function forwarded(incoming: IncomingMessage, body: Buffer): OutgoingHttpHeaders {
  const before = incoming.headers['x-forwarded-for'];
  const client = incoming.socket.remoteAddress ?? '';
  return {
    ...without(incoming.headers, hopByHop),
    'Content-Length': body.length,
    'X-Forwarded-For': before === undefined ? client : `${before.toString()}, ${client}`,
    'X-Forwarded-Proto': 'https',
    'X-Vcap-Request-Id': randomUUID(),
  };
}

function without<T extends object>(headers: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name))) as Partial<T>;
}
