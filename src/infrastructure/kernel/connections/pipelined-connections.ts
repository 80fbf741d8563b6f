import { Socket } from 'node:net';
import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { queryWithCallback } from './query-with-callback.js';

/** A connection that has said nothing for so long, with questions waiting, answers none any more. In milliseconds. */
const silenceMs = 2_500;

/**
 * Connections for reading outside of transactions. Many questions are on their way on each at a time, and are answered
 * in their order: so nobody waits for a connection of their own, and what is asked and answered in one turn travels
 * together. That halves what a small read costs. Each question fails by itself.
 */
export class PipelinedConnections {
  #open: readonly PipelinedConnection[] = [];

  /**
   * @param open makes a client with `pipeline` over a socket, and does not connect it
   * @param atMost connections
   * @param onConnect run on each connection before anything else is; one for which it throws is not used
   */
  constructor(
    private readonly open: (stream: Socket) => Client,
    private readonly atMost: number,
    private readonly onConnect: (client: Client) => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Connections with questions on their way, and those without. */
  get state(): { readonly used: number; readonly idle: number } {
    const used = this.#open.filter(({ waiting }) => waiting > 0).length;
    return { used, idle: this.#open.length - used };
  }

  query<Row extends QueryResultRow>(question: QueryConfig): Promise<QueryResult<Row>> {
    return this.#nearest().query<Row>(question);
  }

  /** For somebody whose time is over: a connection that is silent is given up, with all who wait on it. */
  giveUpSilent(): void {
    for (const connection of this.#open) if (connection.isSilent) connection.end();
  }

  end(): void {
    for (const connection of this.#open) connection.end();
  }

  /** The one with the fewest questions before it. While all have some, one more is opened for those who come later. */
  #nearest(): PipelinedConnection {
    const first = leastBusy(this.#open);
    if (first?.waiting === 0) return first;
    const mayOpen = this.#open.length < this.atMost && this.#open.every(({ isReady }) => isReady);
    const opened = mayOpen ? this.#openOne() : undefined;
    return first ?? opened ?? (this.#open[0] as PipelinedConnection);
  }

  #openOne(): PipelinedConnection {
    const stream = new Socket();
    const connection = new PipelinedConnection(this.open(stream), stream, this.onConnect, () => {
      this.#open = this.#open.filter((each) => each !== connection);
    });
    this.#open = [...this.#open, connection];
    return connection;
  }
}

/** Of those that are connected. */
function leastBusy(connections: readonly PipelinedConnection[]): PipelinedConnection | undefined {
  let least: PipelinedConnection | undefined;
  for (const connection of connections) {
    if (connection.isReady && (!least || connection.waiting < least.waiting)) least = connection;
  }
  return least;
}

class PipelinedConnection {
  waiting = 0;
  isReady = false;
  #heardAt = performance.now();
  readonly #connected: Promise<unknown>;

  constructor(
    private readonly client: Client,
    private readonly stream: Socket,
    onConnect: (client: Client) => Promise<void>,
    onEnd: () => void,
  ) {
    // Without a listener a cut connection would end the process. Whoever waits on it is told by the client.
    client.on('error', onEnd).on('end', onEnd);
    this.#connected = this.#connect(onConnect);
    this.#connected.catch(onEnd);
  }

  async #connect(onConnect: (client: Client) => Promise<void>): Promise<void> {
    await this.client.connect();
    await onConnect(this.client).catch((error: unknown) => {
      this.end();
      throw error;
    });
    this.isReady = true;
  }

  get isSilent(): boolean {
    return this.waiting > 0 && performance.now() - this.#heardAt > silenceMs;
  }

  async query<Row extends QueryResultRow>(question: QueryConfig): Promise<QueryResult<Row>> {
    if (this.waiting++ === 0) this.#heardAt = performance.now();
    try {
      if (!this.isReady) await this.#connected;
      return await queryWithCallback<Row>((told) => this.client.query(question, told));
    } finally {
      this.waiting--;
      this.#heardAt = performance.now();
    }
  }

  /** Cuts the connection at once: `Client.end()` would wait for what is on its way. */
  end(): void {
    this.stream.destroy();
  }
}
