import type { Socket } from 'node:net';
import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { Availability } from '../../../application/kernel/process/availability.js';
import { PipelinedConnections } from '../connections/pipelined-connections.js';
import { ReplicaReads } from './replica-reads.js';
import { ReplicaLag } from './replica-lag.js';
import { parseLsn, type Lsn } from './lsn.js';

type Ask = <Row extends QueryResultRow>(question: QueryConfig) => Promise<QueryResult<Row>>;

/**
 * What the replica is asked is told no later, whatever it is that keeps it silent: the primary has to answer within the
 * rest of the request's time. In milliseconds.
 */
const patienceMs = 700;

/**
 * Up to where all is confirmed. Not the place of the next insertion: at the end of a page that lies beyond all that a
 * replica can show. Nothing where commits are confirmed before they are there: then nobody knows what a replica must show.
 */
export const primaryPosition = `select case current_setting('synchronous_commit') when 'off' then null
  else pg_current_wal_flush_lsn() end as at`;

const replicaPosition = 'select pg_last_wal_replay_lsn() as at';

interface Place {
  readonly at: string | null;
}

/** @throws Error where the place is not told: on a replica that is none, or where commits are not waited for */
export function lsnIn({ rows }: { readonly rows: readonly unknown[] }): Lsn {
  const [place] = rows as readonly Place[];
  return parseLsn(place?.at ?? '');
}

/** A streaming replica, and what is known of how far it has got. Its connections are its own. */
export class Replica {
  readonly availability = new Availability('replica', 'warn');
  readonly #connections: PipelinedConnections;
  readonly #watch: ReplicaLag;
  readonly #reads: ReplicaReads;

  /** @param open makes a client with `pipeline` for the replica over a socket, and does not connect it */
  constructor(open: (stream: Socket) => Client, primary: Ask) {
    const lost = () => this.#watch.lost();
    // By one connection alone: behind a name for several replicas, another one might lead to one that shows less.
    this.#connections = new PipelinedConnections(
      (stream) => open(stream).on('error', lost).on('end', lost),
      1,
    );
    this.#watch = new ReplicaLag({
      primary: async () => lsnIn(await primary<Place & QueryResultRow>({ text: primaryPosition })),
      replica: () => this.#position(),
    });
    this.#reads = new ReplicaReads(this.#watch);
  }

  /** Lets the reads of `work` be answered here, by what shows everything up to `minimum`, if that is known. */
  allow<T>(minimum: Lsn | undefined, work: () => Promise<T>): Promise<T> {
    return this.#reads.allow(minimum, work);
  }

  /** Asks here where that is allowed, and the primary else, or when nothing comes of it. */
  read<T>(here: (ask: Ask) => Promise<T>, onPrimary: () => Promise<T>): Promise<T> {
    return this.#reads.read(() => here((question) => this.#ask(question)), onPrimary);
  }

  /** Of the reads that may be made here, how many came from where. */
  get answered(): ReplicaReads['answered'] {
    return this.#reads.answered;
  }

  end(): void {
    this.#watch.end();
    this.#connections.end();
  }

  async #position(): Promise<Lsn> {
    try {
      const position = lsnIn(await this.#ask({ text: replicaPosition }));
      this.availability.markUp();
      return position;
    } catch (error) {
      this.availability.markDown(error);
      throw error;
    }
  }

  #ask<Row extends QueryResultRow>(question: QueryConfig): Promise<QueryResult<Row>> {
    return new Promise((resolve, reject) => {
      const late = () => {
        reject(new Error(`the replica did not answer within ${patienceMs} ms`));
        // All that was asked behind it would be as late.
        this.#connections.end();
      };
      const timer = setTimeout(late, patienceMs);
      this.#connections
        .query<Row>(question)
        .then(resolve, reject)
        .finally(() => clearTimeout(timer));
    });
  }
}
