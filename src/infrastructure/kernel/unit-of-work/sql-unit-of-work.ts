import { tracingChannel } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import sql, { type Sql } from 'sql-template-tag';
import type { AuditEvent, AuditTrail } from '../../../application/kernel/storage/audit-trail.js';
import type { Cache } from '../../../application/kernel/request/cache.js';
import type { Clock } from '../../../application/kernel/clock.js';
import type { RequestScope } from '../../../application/kernel/request/request-scope.js';
import type { OutboxEvent } from '../../../application/kernel/storage/outbox.js';
import { unavailable } from '../../../application/kernel/process/unavailable.js';
import type { UnitOfWork } from '../../../application/kernel/storage/unit-of-work.js';
import { channels } from '../../../application/kernel/process/watched.js';
import { AuditRecord, insertAudited } from '../transaction/audit-record.js';
import { eraseInTrail } from '../trail/erase-in-trail.js';
import { asRefusal, isWorthRepeating, type ConstraintRefusals } from '../postgres/postgres-errors.js';
import type { Database } from '../postgres/database.js';
import { insertAnnounced, OutboxRecord } from '../transaction/outbox-record.js';
import type { ReadYourWrites } from '../replica/read-your-writes.js';
import { writerName } from '../replica/replica-routing.js';
import { Transaction } from '../transaction/transaction.js';
import { lastLsn } from '../replica/lsn.js';

const attempts = 3;
/**
 * The longest pause before a retry, in milliseconds. It is random, so that two deadlocked jobs start at different
 * moments.
 */
const pauseMs = 50;

const units = tracingChannel(channels.unit);

/**
 * A job is one transaction of MikroORM with its own entity manager: `em.begin` and `em.commit` on one fork, because
 * `em.transactional` would fork once more. The audit trail and the outbox are written in the same transaction, last and
 * together.
 */
export class SqlUnitOfWork implements UnitOfWork, AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly scope: RequestScope,
    private readonly constraints: ConstraintRefusals,
    /** Present when there is a replica. */
    private readonly readYourWrites?: ReadYourWrites,
  ) {}

  /** The entity manager of the running unit. Repositories use no other. */
  get em(): EntityManager {
    return this.database.transaction().em;
  }

  /** Rows of a statement inside the running unit. */
  rows<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.database.transaction().rows<Row>(statement);
  }

  /** Keeps a write of one row until the next read or the end of the unit. See `Transaction.write`. */
  write(subject: string, statement: Sql): Promise<void> {
    return this.database.transaction().write(subject, statement);
  }

  /** Sends a write and all kept writes as one statement. Returns its `returning` rows. */
  writeNow<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.database.transaction().writeNow<Row>(statement);
  }

  /** Sends all pending writes of the running unit, so that their errors appear now. */
  flush(): Promise<void> {
    return this.database.transaction().flush();
  }

  /** Sends all pending writes of the running unit, and forgets all entities. */
  flushAndClear(): Promise<void> {
    return this.database.transaction().flushAndClear();
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    const running = this.database.transactions.getStore();
    return running ? this.join(running, job) : this.repeated(() => this.attempt(job));
  }

  /**
   * Runs a job whose first unit of work begins the transaction, and whose last await ends it. Before that, the job holds
   * no connection, so it may wait for anything.
   * @param begun runs first in the transaction
   */
  runDeferred<T>(begun: () => Promise<void>, job: () => Promise<T>): Promise<T> {
    return this.repeated(() => this.attempt(job, begun));
  }

  private async repeated<T>(once: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.inTurn(() =>
          units.hasSubscribers ? units.tracePromise(once, {}) : once(),
        );
      } catch (error) {
        if (attempt === attempts || !isWorthRepeating(error)) {
          throw asRefusal(error, this.constraints) ?? error;
        }
        await wait(Math.random() * pauseMs * attempt);
      }
    }
  }

  inNewTransaction<T>(job: () => Promise<T>): Promise<T> {
    return this.database.transactions.exit(() => this.run(job));
  }

  /** Runs a part of the running unit in a savepoint, and rolls it back unless its outcome says `keep`. */
  async withSavepoint<T extends { readonly keep: boolean }>(part: () => Promise<T>): Promise<T> {
    const transaction = this.database.transaction();
    const end = await this.beginSavepoint();
    const outcome = await part().finally(() => (transaction.isInSavepoint = false));
    await end(outcome.keep);
    return outcome;
  }

  /** Begins a savepoint in the running unit. Returns the function that ends it: with false, it rolls back. */
  async beginSavepoint(): Promise<(keep: boolean) => Promise<void>> {
    const transaction = this.database.transaction();
    await transaction.rows(sql`savepoint part`);
    const before = transaction.mark();
    transaction.isInSavepoint = true;
    return async (keep) => {
      transaction.isInSavepoint = false;
      if (keep) return;
      transaction.rollbackTo(before);
      await transaction.rows(sql`rollback to savepoint part`);
    };
  }

  record(event: AuditEvent): void {
    const { touched, audited } = this.database.transaction();
    const { type, id } = event.subject;
    touched.add(type).add(`${type}:${id}`);
    audited.push(new AuditRecord(event, this.clock.now(), this.scope.facts()));
  }

  /** Adds an event to the outbox, in the running unit. */
  announce(event: OutboxEvent): void {
    this.database.transaction().announced.push(new OutboxRecord(event, this.clock.now()));
  }

  forgetPatrons(subjectTypes: readonly string[], before: Date, limit: number): Promise<number> {
    const condition = sql`actor_role = 'patron' and subject_type = any (${subjectTypes})`;
    const write = async (statement: Sql) => (await this.rows(sql`${statement} returning 1`)).length;
    return this.run(() =>
      eraseInTrail(
        { rows: (statement) => this.rows(statement), write },
        { column: 'actor_id', condition, before, limit },
      ),
    );
  }

  /**
   * A conflict fails the whole unit. Inside a savepoint the job's writes are sent at its end, so that their errors
   * belong to the job.
   */
  private async join<T>(transaction: Transaction, job: () => Promise<T>): Promise<T> {
    if (transaction.isDeferred) await transaction.begin();
    try {
      const done = await job();
      if (transaction.isInSavepoint) await transaction.flush();
      return done;
    } catch (error) {
      throw isWorthRepeating(error) ? error : (asRefusal(error, this.constraints) ?? error);
    }
  }

  private async attempt<T>(job: () => Promise<T>, begun?: () => Promise<void>): Promise<T> {
    const em = this.database.orm.em.fork({ disableContextResolution: true });
    const transaction = new Transaction(em, () => this.database.deadline.leftMs(), begun);
    try {
      if (!transaction.isDeferred) await transaction.begin();
      const done = await this.complete(transaction, job);
      await Promise.all([this.cache.drop([...transaction.touched]), this.markPosition()]);
      return done;
    } catch (error) {
      // The client learns what conflicted, and may read it next.
      await this.markPosition();
      // If the connection was cut during the commit, the changes may be stored all the same.
      if (asRefusal(error)?.code === unavailable.code) await this.cache.drop([...transaction.touched]);
      throw error;
    }
  }

  /** Runs the job, sends its pending writes, and commits; on an error it rolls back. */
  private async complete<T>(transaction: Transaction, job: () => Promise<T>): Promise<T> {
    try {
      const done = await this.database.transactions.run(transaction, job);
      const { audited, announced } = transaction;
      if (audited.length > 0) await transaction.write('audit trail', insertAudited(audited));
      if (announced.length > 0) await transaction.write('outbox', insertAnnounced(announced));
      if (transaction.isOpen) await transaction.commit();
      return done;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /**
   * Records the position that the caller's later reads must include; when it is unknown, a position that no replica
   * reaches. Runs after the end of the transaction, and only when there is a replica.
   */
  private async markPosition(): Promise<void> {
    const writer = this.readYourWrites && this.writer();
    if (writer === undefined) return;
    const position = await this.database.primaryPosition().catch(() => lastLsn);
    await this.readYourWrites?.recordWrite(writer, position);
  }

  private writer(): string | undefined {
    const caller = this.scope.facts()?.caller;
    return caller && caller.role !== 'anonymous' ? writerName(caller) : undefined;
  }
}
