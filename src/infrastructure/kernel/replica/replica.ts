import type { Socket } from 'node:net';
import type { Client, QueryConfig, QueryResult, QueryResultRow } from 'pg';
import { Availability } from '../../../application/kernel/process/availability.js';
import { PipelinedConnections } from '../connections/pipelined-connections.js';
import { ReplicaReads } from './replica-reads.js';
import { ReplicaLag } from './replica-lag.js';
import { parseLsn, type Lsn } from './lsn.js';

type Ask = <Row extends QueryResultRow>(question: QueryConfig) => Promise<QueryResult<Row>>;

/**
 * The longest wait for the replica, whatever the cause of the delay: the primary must be able to answer within the rest
 * of the request's time. In milliseconds.
 */
const patienceMs = 700;

/**
 * The position up to which all changes are confirmed. Not the insert position: at the end of a page that is beyond all
 * that a replica can reach. Null when commits are confirmed before they are written: then no position is safe.
 */
export const primaryPosition = `select case current_setting('synchronous_commit') when 'off' then null
  else pg_current_wal_flush_lsn() end as at`;

const replicaPosition = 'select pg_last_wal_replay_lsn() as at';

interface Place {
  readonly at: string | null;
}

/** @throws Error when there is no position: the server is no replica, or it confirms commits before they are written */
export function lsnIn({ rows }: { readonly rows: readonly unknown[] }): Lsn {
  const [place] = rows as readonly Place[];
  return parseLsn(place?.at ?? '');
}

/** A streaming replica and its position. It has connections of its own. */
export class Replica {
  readonly availability = new Availability('replica', 'warn');
  readonly #connections: PipelinedConnections;
  readonly #watch: ReplicaLag;
  readonly #reads: ReplicaReads;

  /** @param open makes a client with `pipeline` for the replica over a socket, and does not connect it */
  constructor(open: (stream: Socket) => Client, primary: Ask) {
    const lost = () => this.#watch.lost();
    // One connection only: behind a name for several replicas, another connection might reach one with a lower
    // position.
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

  /** Allows the reads of `work` to use the replica if it has reached `minimum`; with undefined, only the primary. */
  allow<T>(minimum: Lsn | undefined, work: () => Promise<T>): Promise<T> {
    return this.#reads.allow(minimum, work);
  }

  /** Reads from the replica if that is allowed, and from the primary otherwise or after a failure. */
  read<T>(here: (ask: Ask) => Promise<T>, onPrimary: () => Promise<T>): Promise<T> {
    return this.#reads.read(() => here((question) => this.#ask(question)), onPrimary);
  }

  /** The reads that were allowed to use the replica, by source. */
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
        // All later queries on this connection would be as late.
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
