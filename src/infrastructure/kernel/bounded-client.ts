import pg from 'pg';
import { cut, socketOf } from './readers.js';
import { replyTo } from './reply-to.js';
import type { RequestBudget } from './request-budget.js';

type Send = (...statement: unknown[]) => Promise<unknown>;

/**
 * A client of PostgreSQL for a pool, which waits for a statement no longer than the request that it is for has time,
 * `begin`, `commit` and `rollback` included. When that is over it cuts its own connection: the statement is rejected
 * as on any cut connection, and the pool takes the client out instead of lending it on with an answer still to come.
 * PostgreSQL's own `statement_timeout` does not help where PostgreSQL, or the way to it, hangs.
 */
export function boundedClient(budget: RequestBudget): typeof pg.Client {
  return class BoundedClient extends pg.Client {
    constructor(config?: string | pg.ClientConfig) {
      super(config);
      const query = this.query.bind(this) as (...all: unknown[]) => void;
      const send: Send = (...statement) => {
        travelTogether(this);
        return replyTo((told) => query(...statement, told));
      };
      const bounded: Send = (...statement) => {
        const leftMs = budget.leftMs();
        if (leftMs === undefined) return send(...statement);
        return leftMs > 0 ? inTime(this, budget, send(...statement)) : tooLate(this);
      };
      this.query = bounded as typeof this.query;
    }
  };
}

/** What is sent before anything else is listened to goes out in one piece. */
function travelTogether(client: pg.Client): void {
  const socket = socketOf(client);
  socket.cork();
  process.nextTick(() => socket.uncork());
}

async function inTime<T>(client: pg.Client, budget: RequestBudget, reply: Promise<T>): Promise<T> {
  const forget = budget.whenOver(() => cut(client));
  try {
    return await reply;
  } finally {
    forget();
  }
}

/** Nobody waits for it any more. A transaction that is open must not go back into the pool. */
function tooLate(client: pg.Client): Promise<never> {
  if (client.getTransactionStatus() !== 'I') cut(client);
  return Promise.reject(new Error('Connection terminated: the time of the request was over'));
}
