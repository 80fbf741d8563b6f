import { Socket } from 'node:net';
import pg, { type ClientBase, type ClientConfig } from 'pg';

/**
 * The sockets of a pool's clients. pg writes each statement to the socket by itself, and each write costs a call of the
 * system. Statements that are sent in the same turn of the event loop can travel in one write.
 */
export class ClientSockets {
  readonly #sockets = new WeakMap<ClientBase, Socket>();

  /** The `Client` of a pool: a client over a socket that is known here (pg's `stream`). The pool calls it with `new`. */
  get Client(): new () => ClientBase {
    const sockets = this.#sockets;
    function client(options?: ClientConfig): ClientBase {
      const socket = new Socket();
      const made = new pg.Client({ ...options, stream: () => socket });
      sockets.set(made, socket);
      return made;
    }
    return client as unknown as new () => ClientBase;
  }

  /**
   * Holds back what is written to the client's socket until the present turn of the event loop ends. It does nothing for
   * TLS, which writes past this socket.
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
