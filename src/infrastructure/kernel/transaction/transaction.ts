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

/** What a transaction had come to at some moment. */
export interface Mark {
  readonly touched: readonly string[];
  readonly audited: number;
  readonly announced: number;
}

/**
 * One transaction of MikroORM, and what a job does in it. Entities are changed through `em`. Other statements are bound:
 * their values travel beside their text. They run one after the other, in the order in which they are asked. Those that
 * are asked together are sent together: none waits for the answer to the one before it.
 */
export class Transaction {
  /** What the cache is to forget: types of subjects, and single ones. */
  readonly touched = new Set<string>();
  readonly audited: AuditRecord[] = [];
  readonly announced: OutboxRecord[] = [];
  /** Whether what is written now may still be rolled back alone. */
  isInSavepoint = false;
  readonly #writes = new Map<string, Sql>();
  #usesEntities = false;
  #isOver = false;
  #fault: unknown;

  /**
   * @param manager an entity manager that has begun a transaction
   * @param timeLeft milliseconds that the running request has left; undefined where nobody waits
   */
  constructor(
    private readonly manager: EntityManager,
    private readonly timeLeft: () => number | undefined,
  ) {}

  /** The entity manager of the transaction, for all tables that `write` is not used for. */
  get em(): EntityManager {
    this.#requireTime();
    this.#usesEntities = true;
    return this.manager;
  }

  /**
   * Rows of a statement that sees all that the job has written.
   * @throws Refusal `kernel.unavailable` when the request has no time left
   */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    if (this.#isPending) await this.flush();
    return this.#send<Row>(statement);
  }

  /**
   * Keeps a write until something is read, or until the end. Writes that are kept together are sent as one statement.
   * @param subject the row that is written, for example `copy 7`: one statement may write a row only once
   * @param statement an insert, update or delete without a `with` of its own
   */
  async write(subject: string, statement: Sql): Promise<void> {
    if (this.#writes.has(subject)) await this.flush();
    this.#writes.set(subject, statement);
  }

  /** Sends a write now, in one statement with all that are kept. Gives what it returns. */
  writeNow<Row extends object>(statement: Sql): Promise<Row[]> {
    const kept = [...this.#writes.values()];
    this.#writes.clear();
    return this.#send<Row>(together(kept, statement));
  }

  /** Writes all that is kept or changed, so that its faults show now. */
  async flush(): Promise<void> {
    if (this.#usesEntities) await this.manager.flush();
    const last = [...this.#writes].at(-1);
    if (!last) return;
    this.#writes.delete(last[0]);
    await this.writeNow(last[1]);
  }

  /** Writes all that is kept or changed and forgets all entities, so that a long job needs no more memory. */
  async flushAndClear(): Promise<void> {
    await this.flush();
    this.manager.clear();
  }

  /**
   * Writes all that is kept or changed, and commits. The commit is sent behind the last write, without waiting for the
   * answer to it: after a write that fails, PostgreSQL rolls back instead.
   * @throws the fault of the write, else that of the commit
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

  /** Takes all of it back. A rollback that fails closes its connection: why the job failed matters more. */
  async rollback(): Promise<void> {
    this.#isOver = true;
    await this.manager.rollback().catch(() => undefined);
  }

  mark(): Mark {
    const { touched, audited, announced } = this;
    return { touched: [...touched], audited: audited.length, announced: announced.length };
  }

  /** Forgets what the job has come to since, what has failed included. What it has written its savepoint takes back. */
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

  /** Of all that comes after a fault PostgreSQL only says that there was one (25P02): it fails for the same reason. */
  async #send<Row extends object>(statement: Sql): Promise<Row[]> {
    try {
      const { reply } = await this.#start(statement);
      return (await reply).rows as Row[];
    } catch (error) {
      throw (this.#fault ??= error);
    }
  }

  /**
   * Sends a statement, and gives the promise of its reply in an object, so that nobody waits for it here. Kysely's
   * connection is held while the statement is sent: what is asked next follows at once, and pg answers in order.
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
        // Whoever waits for it may be told of another fault first.
        reply.catch(() => undefined);
        return Promise.resolve({ reply });
      });
  }

  /** A statement that nobody waits for any more would only keep its locks. */
  #requireTime(): void {
    if (this.#isOver) throw new Error('The job of this statement has ended.');
    const leftMs = this.timeLeft();
    if (leftMs !== undefined && leftMs <= 0) throw new Refusal(unavailable);
  }
}

/** One statement of several. PostgreSQL runs each exactly once; none of them sees what the others write. */
function together(writes: readonly Sql[], last: Sql): Sql {
  if (writes.length === 0) return last;
  const named = writes.map((write, at) => sql`${raw(`write_${at}`)} as (${write})`);
  return sql`with ${join(named)} ${last}`;
}
