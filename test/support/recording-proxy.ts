import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What went over one connection since the last `clear`. */
interface Traffic {
  sent: string;
  /** How often the client sent something after it had received everything before. */
  roundTrips: number;
  isWaiting: boolean;
}

/** A TCP proxy that counts the round trips of each connection. */
export class RecordingProxy {
  readonly #traffic = new Set<Traffic>();
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly url: string,
    private readonly server: ReturnType<typeof createServer>,
  ) {}

  /** Starts a proxy to the server of a URL. `url` is the same with the address of the proxy. */
  static async to(targetUrl: string): Promise<RecordingProxy> {
    const url = new URL(targetUrl);
    const target = { host: url.hostname, port: Number(url.port) };
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const proxy = new RecordingProxy(url.href, server);
    server.on('connection', (client) => proxy.#join(client, connect(target)));
    return proxy;
  }

  clear(): void {
    for (const traffic of this.#traffic)
      Object.assign(traffic, { sent: '', roundTrips: 0, isWaiting: false });
  }

  /** The round trips of the connections on which the client has sent this text. */
  roundTripsWith(text: string): number[] {
    return [...this.#traffic].filter(({ sent }) => sent.includes(text)).map(({ roundTrips }) => roundTrips);
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  #join(client: Socket, target: Socket): void {
    const traffic: Traffic = { sent: '', roundTrips: 0, isWaiting: false };
    this.#traffic.add(traffic);
    client.on('data', (piece: Buffer) => {
      if (!traffic.isWaiting) traffic.roundTrips++;
      traffic.isWaiting = true;
      traffic.sent += piece.toString('latin1');
      target.write(piece);
    });
    target.on('data', (piece: Buffer) => {
      traffic.isWaiting = false;
      client.write(piece);
    });
    for (const [from, to] of [
      [client, target],
      [target, client],
    ] as const) {
      this.#sockets.add(from);
      from.on('error', () => to.destroy()).on('close', () => to.destroy());
    }
  }
}
