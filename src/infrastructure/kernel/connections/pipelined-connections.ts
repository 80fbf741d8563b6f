import { Socket } from 'node:net';
import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { queryWithCallback } from './query-with-callback.js';

/** A connection that is silent for this long while queries wait counts as dead. In milliseconds. */
const silenceMs = 2_500;

/**
 * Connections for reads outside of transactions. Each carries many queries at a time and answers them in order. So no
 * read waits for a connection of its own, and queries and answers of one turn of the event loop travel together. That
 * halves the cost of a small read. Each query fails by itself.
 */
export class PipelinedConnections {
  #open: readonly PipelinedConnection[] = [];

  /**
   * @param open makes a client with `pipeline` over a socket, and does not connect it
   * @param atMost the greatest number of connections
   * @param onConnect runs first on each connection; if it throws, the connection is not used
   */
  constructor(
    private readonly open: (stream: Socket) => Client,
    private readonly atMost: number,
    private readonly onConnect: (client: Client) => Promise<void> = () => Promise.resolve(),
  ) {}

  /** Connections with queries in flight, and those without. */
  get state(): { readonly used: number; readonly idle: number } {
    const used = this.#open.filter(({ waiting }) => waiting > 0).length;
    return { used, idle: this.#open.length - used };
  }

  query<Row extends QueryResultRow>(question: QueryConfig): Promise<QueryResult<Row>> {
    return this.#nearest().query<Row>(question);
  }

  /** Called when a request runs out of time: ends each silent connection, and fails the queries that wait on it. */
  giveUpSilent(): void {
    for (const connection of this.#open) if (connection.isSilent) connection.end();
  }

  end(): void {
    for (const connection of this.#open) connection.end();
  }

  /** The connection with the fewest queries in flight. If none is idle, another one is opened for later queries. */
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

/** Only among connections that are ready. */
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
    // Without a listener a cut connection would end the process. The client fails the queries that wait on it.
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

  /** Cuts the connection at once, because `Client.end()` would wait for the queries in flight. */
  end(): void {
    this.stream.destroy();
  }
}
