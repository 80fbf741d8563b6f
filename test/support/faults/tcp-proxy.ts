import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** One connection through the proxy. */
interface Pair {
  readonly client: Socket;
  readonly target: Socket;
  /** Nothing comes back any more. */
  isMute: boolean;
}

/** The faults of the network. Times are in milliseconds. */
interface Weather {
  /** Each piece of data is delayed by this; Infinity is a black hole: nothing arrives until the faults are removed. */
  readonly latency: number;
  /** The end of one side is passed to the other with this delay. */
  readonly slowClose: number;
  /** A connection over which the client has sent this gets no data back from then on. */
  readonly lastWord: string | undefined;
}

const fair: Weather = { latency: 0, slowClose: 0, lastWord: undefined };

/** A TCP proxy before a server that injects faults on request. */
export class TcpProxy {
  #server: Server | undefined;
  #weather = fair;
  /** Resolved when the faults change. */
  #change = Promise.withResolvers<void>();
  readonly #pairs = new Set<Pair>();

  private constructor(
    readonly url: string,
    private readonly at: { readonly host: string; readonly port: number },
    private readonly target: { readonly host: string; readonly port: number },
  ) {}

  /**
   * A proxy to the server of a URL, which does not listen until `open`. `url` is the same with the address of the
   * proxy.
   */
  static async to(targetUrl: string, host = '127.0.0.1'): Promise<TcpProxy> {
    const url = new URL(targetUrl);
    const target = { host: url.hostname, port: Number(url.port) };
    const probe = createServer().listen(0, host);
    await once(probe, 'listening');
    const { port } = probe.address() as { port: number };
    await new Promise((closed) => probe.close(closed));
    url.host = `${host}:${port}`;
    return new TcpProxy(url.href.replace(/\/$/, ''), { host, port }, target);
  }

  async open(): Promise<this> {
    this.#server = createServer({ allowHalfOpen: true }, (client) => this.#join(client)).listen(this.at);
    await once(this.#server, 'listening');
    return this;
  }

  /** Accepts no more connections, and closes the open ones. */
  async close(): Promise<void> {
    if (!this.#server?.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const socket of this.#sockets()) socket.destroy();
    await closed;
  }

  /** Everything that was held back arrives, late. */
  clear(): void {
    this.#turn(fair);
  }

  delay(latency: number): void {
    this.#turn({ ...fair, latency });
  }

  blackHole(): void {
    this.#turn({ ...fair, latency: Infinity });
  }

  slowClose(slowClose: number): void {
    this.#turn({ ...fair, slowClose });
  }

  /** Forwards the data of a client to its target, but returns nothing once the client has sent this. */
  loseAnswersFrom(lastWord: string): void {
    this.#turn({ ...fair, lastWord });
  }

  /** Resets all connections (RST), as a crash of a machine in between does. New ones are accepted. */
  reset(): void {
    for (const socket of this.#sockets()) socket.resetAndDestroy();
  }

  #sockets(): Socket[] {
    return [...this.#pairs].flatMap(({ client, target }) => [client, target]);
  }

  #turn(weather: Weather): void {
    this.#weather = weather;
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  #join(client: Socket): void {
    const pair = { client, target: connect({ ...this.target, allowHalfOpen: true }), isMute: false };
    this.#pairs.add(pair);
    client.on('data', (piece: Buffer) => {
      const { lastWord } = this.#weather;
      pair.isMute ||= lastWord !== undefined && piece.includes(lastWord);
    });
    for (const [from, to] of [
      [pair.client, pair.target],
      [pair.target, pair.client],
    ] as const) {
      this.#carry(from, to, () => from === pair.target && pair.isMute);
      from.on('error', () => to.destroy()).on('close', () => this.#pairs.delete(pair));
    }
  }

  /** Pieces keep their order, and none is sent before its time. */
  #carry(from: Socket, to: Socket, isMute: () => boolean): void {
    let last = Promise.resolve();
    const then = (wait: Promise<unknown>, step: () => void): void => {
      last = Promise.all([last, wait]).then(step);
    };
    const late = async () => {
      await this.#latency();
      await sleep(this.#weather.slowClose);
    };
    from.on('data', (piece) => isMute() || then(this.#latency(), () => void to.write(piece)));
    from.on('end', () => then(late(), () => void to.end()));
  }

  async #latency(): Promise<void> {
    while (this.#weather.latency === Infinity) await this.#change.promise;
    if (this.#weather.latency > 0) await sleep(this.#weather.latency);
  }
}
