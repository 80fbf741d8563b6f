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
import { asRefusal, isWorthRepeating, type ConstraintRefusals } from '../postgres/postgres-errors.js';
import type { Database } from '../postgres/database.js';
import { insertAnnounced, OutboxRecord } from '../transaction/outbox-record.js';
import type { ReadYourWrites } from '../replica/read-your-writes.js';
import { writerName } from '../replica/replica-routing.js';
import { Transaction } from '../transaction/transaction.js';
import { lastLsn } from '../replica/lsn.js';

const attempts = 3;
/** Two jobs that met in a deadlock begin again at different moments. In milliseconds, at most. */
const pauseMs = 50;

const units = tracingChannel(channels.unit);

/**
 * A job is one transaction of MikroORM with one entity manager of its own: `em.begin` and `em.commit` on one fork, which
 * `em.transactional` would fork once more. The audit trail and the outbox are written in
 * the same transaction, last and together.
 */
export class SqlUnitOfWork implements UnitOfWork, AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly scope: RequestScope,
    private readonly constraints: ConstraintRefusals,
    /** Where reads may come from a replica. */
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

  /** Keeps a write of one row until something is read or the unit ends. See `Transaction.write`. */
  write(subject: string, statement: Sql): Promise<void> {
    return this.database.transaction().write(subject, statement);
  }

  /** Sends a write, and all that are kept, as one statement. Gives what it returns. */
  writeNow<Row extends object>(statement: Sql): Promise<Row[]> {
    return this.database.transaction().writeNow<Row>(statement);
  }

  /** Writes what the running unit has not written yet, so that its faults show now. */
  flush(): Promise<void> {
    return this.database.transaction().flush();
  }

  /** Writes what the running unit has not written yet and forgets all entities. */
  flushAndClear(): Promise<void> {
    return this.database.transaction().flushAndClear();
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    const running = this.database.transactions.getStore();
    if (running) return this.join(running, job);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.inTurn(() =>
          units.hasSubscribers ? units.tracePromise(() => this.attempt(job), {}) : this.attempt(job),
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

  /** Runs a part of the running unit; what it wrote is taken back when it says that it does not stand. */
  async withSavepoint<T extends { readonly keep: boolean }>(part: () => Promise<T>): Promise<T> {
    const transaction = this.database.transaction();
    await transaction.rows(sql`savepoint part`);
    const before = transaction.mark();
    transaction.isInSavepoint = true;
    const outcome = await part().finally(() => (transaction.isInSavepoint = false));
    if (!outcome.keep) {
      transaction.rollbackTo(before);
      await transaction.rows(sql`rollback to savepoint part`);
    }
    return outcome;
  }

  record(event: AuditEvent): void {
    const { touched, audited } = this.database.transaction();
    const { type, id } = event.subject;
    touched.add(type).add(`${type}:${id}`);
    audited.push(new AuditRecord(event, this.clock.now(), this.scope.facts()));
  }

  /** Tells an event to whoever wants to know, with the running unit. */
  announce(event: OutboxEvent): void {
    this.database.transaction().announced.push(new OutboxRecord(event, this.clock.now()));
  }

  forgetPatrons(subjectTypes: readonly string[], before: Date, limit: number): Promise<number> {
    return this.run(async () => {
      const forgotten = await this.rows(sql`
        update audit_event set actor_id = null where id in (
          select id from audit_event
          where at < ${before} and actor_role = 'patron' and actor_id is not null
            and subject_type = any (${subjectTypes})
          order by at limit ${limit} for update skip locked)
        returning id`);
      return forgotten.length;
    });
  }

  /**
   * A conflict is for the whole unit. Where the job may still be taken back alone, what it wrote is tried at its end, so
   * that its faults are its own.
   */
  private async join<T>(transaction: Transaction, job: () => Promise<T>): Promise<T> {
    try {
      const done = await job();
      if (transaction.isInSavepoint) await transaction.flush();
      return done;
    } catch (error) {
      throw isWorthRepeating(error) ? error : (asRefusal(error, this.constraints) ?? error);
    }
  }

  private async attempt<T>(job: () => Promise<T>): Promise<T> {
    const em = this.database.orm.em.fork({ disableContextResolution: true });
    const transaction = new Transaction(em, () => this.database.deadline.leftMs());
    try {
      await em.begin();
      const done = await this.complete(transaction, job);
      await Promise.all([this.cache.drop([...transaction.touched]), this.markPosition()]);
      return done;
    } catch (error) {
      // The caller has been told what stood against it, and will look for that.
      await this.markPosition();
      // Cut off while it committed, it may stand all the same.
      if (asRefusal(error)?.code === unavailable.code) await this.cache.drop([...transaction.touched]);
      throw error;
    }
  }

  /** Does the job, writes what is left to write, and commits; or takes all of it back. */
  private async complete<T>(transaction: Transaction, job: () => Promise<T>): Promise<T> {
    try {
      const done = await this.database.transactions.run(transaction, job);
      const { audited, announced } = transaction;
      if (audited.length > 0) await transaction.write('audit trail', insertAudited(audited));
      if (announced.length > 0) await transaction.write('outbox', insertAnnounced(announced));
      await transaction.commit();
      return done;
    } catch (error) {
      await transaction.rollback();
      throw error;
    }
  }

  /**
   * Remembers up to where the caller must see from now on; where nobody can tell, that is further than any replica
   * shows. Asked after the end of the transaction, and only where there is a replica.
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
