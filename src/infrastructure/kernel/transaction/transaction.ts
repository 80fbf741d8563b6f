import { tracingChannel } from 'node:diagnostics_channel';
import type { EntityManager } from '@mikro-orm/postgresql';
import { CompiledQuery, type QueryResult } from 'kysely';
import sql, { join, raw, type Sql } from 'sql-template-tag';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { channels, type WatchedStatement } from '../../../application/kernel/process/watched.js';
import { Refusal } from '../../../domain/kernel/refusal.js';
import type { AuditRecord } from './audit-record.js';
import type { OutboxRecord } from './outbox-record.js';

const statements = tracingChannel<unknown, WatchedStatement>(channels.statement);

/** The events and changed subjects of a transaction at a savepoint. */
export interface Mark {
  readonly touched: readonly string[];
  readonly audited: number;
  readonly announced: number;
}

/**
 * One transaction of MikroORM with the statements of a job. Entities are changed through `em`. Other statements have
 * bound parameters. Statements run one after the other, in the order of the calls. Concurrent calls are sent together:
 * none waits for the reply to the one before it.
 */
export class Transaction {
  /** The tags to drop from the cache: types of subjects, and single subjects. */
  readonly touched = new Set<string>();
  readonly audited: AuditRecord[] = [];
  readonly announced: OutboxRecord[] = [];
  /** Whether a savepoint is open, so that writes may still be rolled back without the whole transaction. */
  isInSavepoint = false;
  /** Whether it has begun, so that statements can be sent. */
  isOpen = false;
  #opening: Promise<void> | undefined;
  readonly #writes = new Map<string, Sql>();
  #flushing: Promise<void> = Promise.resolve();
  #usesEntities = false;
  #isOver = false;
  #fault: unknown;

  /**
   * @param manager an entity manager of its own
   * @param timeLeft milliseconds that the running request has left; undefined when no client waits
   * @param whenBegun for a transaction that begins with the job's first unit of work: runs first in it
   */
  constructor(
    private readonly manager: EntityManager,
    private readonly timeLeft: () => number | undefined,
    private readonly whenBegun?: () => Promise<void>,
  ) {}

  /** Whether it begins with the job's first unit of work, and not before the job. */
  get isDeferred(): boolean {
    return this.whenBegun !== undefined;
  }

  /** Begins, once. From now on it holds a connection. */
  begin(): Promise<void> {
    return (this.#opening ??= this.#begin());
  }

  async #begin(): Promise<void> {
    await this.manager.begin();
    this.isOpen = true;
    await this.whenBegun?.();
  }

  /** The entity manager of the transaction, for all tables that `write` is not used for. */
  get em(): EntityManager {
    this.#requireTime();
    this.#usesEntities = true;
    return this.manager;
  }

  /**
   * Rows of a statement, which sees all earlier writes of the job.
   * @throws Refusal `kernel.unavailable` when the request has no time left
   */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    if (this.#isPending) await this.flush();
    return this.#send<Row>(statement);
  }

  /**
   * Keeps a write until the next read or the commit. Kept writes are sent as one statement.
   * @param subject the row that is written, for example `copy 7`: one statement may write a row only once
   * @param statement an insert, update or delete without a `with` of its own
   */
  async write(subject: string, statement: Sql): Promise<void> {
    if (this.#writes.has(subject)) await this.flush();
    this.#writes.set(subject, statement);
  }

  /** Sends a write now, in one statement with all kept writes. Returns its `returning` rows. */
  writeNow<Row extends object>(statement: Sql): Promise<Row[]> {
    const kept = [...this.#writes.values()];
    this.#writes.clear();
    return this.#send<Row>(together(kept, statement));
  }

  /**
   * Sends all kept writes and changed entities, so that their errors appear now. Of concurrent callers each waits for
   * the one before it; MikroORM would let the first one go on last.
   */
  flush(): Promise<void> {
    const flushed = this.#flushing.then(() => this.#flush());
    this.#flushing = flushed.catch(() => undefined);
    return flushed;
  }

  async #flush(): Promise<void> {
    if (this.#usesEntities) await this.manager.flush();
    const last = [...this.#writes].at(-1);
    if (!last) return;
    this.#writes.delete(last[0]);
    await this.writeNow(last[1]);
  }

  /** Sends all kept writes and changed entities, and forgets the entities, so that a long job needs no more memory. */
  async flushAndClear(): Promise<void> {
    await this.flush();
    this.manager.clear();
  }

  /**
   * Sends all kept writes and changed entities, and commits. The commit is sent right after the last write, without
   * waiting for its reply: after a write that fails, PostgreSQL answers the commit with a rollback.
   * @throws the error of the write, else that of the commit
   */
  async commit(): Promise<void> {
    if (this.#usesEntities) await this.flush();
    const kept = [...this.#writes.values()];
    const last = kept.pop();
    this.#writes.clear();
    const written = last && (await this.#start(together(kept, last)));
    this.#isOver = true;
    const [write, commit] = await Promise.allSettled([written?.reply, this.manager.commit()]);
    if (write.status === 'rejected') throw (this.#fault ??= write.reason);
    if (commit.status === 'rejected') throw this.#fault ?? commit.reason;
  }

  /**
   * Rolls back. A rollback that fails closes its connection; the error of the job matters more than that of the
   * rollback.
   */
  async rollback(): Promise<void> {
    this.#isOver = true;
    await this.manager.rollback().catch(() => undefined);
  }

  mark(): Mark {
    const { touched, audited, announced } = this;
    return { touched: [...touched], audited: audited.length, announced: announced.length };
  }

  /** Forgets everything since the mark, errors included. The savepoint takes back the statements that were sent. */
  rollbackTo({ touched, audited, announced }: Mark): void {
    this.manager.clear();
    this.#writes.clear();
    this.#fault = undefined;
    this.touched.clear();
    for (const each of touched) this.touched.add(each);
    this.audited.length = audited;
    this.announced.length = announced;
  }

  get #isPending(): boolean {
    return this.#usesEntities || this.#writes.size > 0;
  }

  /** After a failed statement PostgreSQL answers all others only with 25P02. They fail with the first error instead. */
  async #send<Row extends object>(statement: Sql): Promise<Row[]> {
    try {
      const { reply } = await this.#start(statement);
      return (await reply).rows as Row[];
    } catch (error) {
      throw (this.#fault ??= error);
    }
  }

  /**
   * Sends a statement, and returns the promise of its reply in an object, so that the caller does not wait for the
   * reply here. Kysely's connection is held only while the statement is sent: the next one follows at once, and pg
   * answers in order.
   */
  async #start({ text, values }: Sql): Promise<{ readonly reply: Promise<QueryResult<unknown>> }> {
    this.#requireTime();
    const query = CompiledQuery.raw(text, values);
    return this.manager
      .getKysely()
      .getExecutor()
      .provideConnection((connection) => {
        const sent = () => connection.executeQuery<unknown>(query);
        const reply = statements.hasSubscribers ? statements.tracePromise(sent, { text }) : sent();
        // The caller may get an earlier error first, so this promise may have no handler.
        reply.catch(() => undefined);
        return Promise.resolve({ reply });
      });
  }

  /** A statement whose client waits no longer would only hold locks. */
  #requireTime(): void {
    if (this.#isOver) throw new Error('The job of this statement has ended.');
    const leftMs = this.timeLeft();
    if (leftMs !== undefined && leftMs <= 0) throw new Refusal(unavailable);
  }
}

/** Joins writes to one statement. PostgreSQL runs each exactly once; none of them sees the changes of the others. */
function together(writes: readonly Sql[], last: Sql): Sql {
  if (writes.length === 0) return last;
  const named = writes.map((write, at) => sql`${raw(`write_${at}`)} as (${write})`);
  return sql`with ${join(named)} ${last}`;
}
