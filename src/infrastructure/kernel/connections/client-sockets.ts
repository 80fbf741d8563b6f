import { Socket } from 'node:net';
import pg, { type ClientBase, type ClientConfig } from 'pg';

/**
 * The sockets of a pool's clients. pg writes each statement separately, and each write is a system call. With the socket
 * at hand, the statements of one turn of the event loop are sent in one write.
 */
export class ClientSockets {
  readonly #sockets = new WeakMap<ClientBase, Socket>();

  /** The `Client` option of the pool, which calls it with `new`: a client on a socket of ours (`stream` of pg). */
  readonly Client: new () => ClientBase = new Proxy(pg.Client, {
    construct: (Client, [options]: [ClientConfig?]) => {
      const socket = new Socket();
      const client = new Client({ ...options, stream: () => socket });
      this.#sockets.set(client, socket);
      return client;
    },
  });

  /**
   * Holds back what is written to the client's socket until the present turn of the event loop ends. It has no effect
   * with TLS, which does not write through this socket.
   */
  holdBack(client: ClientBase): void {
    const socket = this.#sockets.get(client);
    if (!socket || socket.writableCorked > 0) return;
    socket.cork();
    process.nextTick(uncork, socket);
  }
}

function uncork(socket: Socket): void {
  socket.uncork();
}
