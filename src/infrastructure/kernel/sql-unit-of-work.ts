import { tracingChannel } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import sql, { type Sql } from 'sql-template-tag';
import type { AuditEvent, AuditTrail } from '../../application/kernel/audit-trail.js';
import type { Cache } from '../../application/kernel/cache.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import type { OutboxEvent } from '../../application/kernel/outbox.js';
import { unavailable } from '../../application/kernel/unavailable.js';
import type { UnitOfWork } from '../../application/kernel/unit-of-work.js';
import { channels } from '../../application/kernel/watched.js';
import { AuditRecord } from './audit-record.js';
import { asRefusal, isWorthRepeating, type ConstraintRefusals } from './database-faults.js';
import type { Database } from './database.js';
import { OutboxRecord } from './outbox-record.js';
import type { OwnWrites } from './own-writes.js';
import { nameOf } from './reads-behind.js';
import { Records } from './records.js';
import { placeIn, primaryPosition } from './replica.js';
import { Unit } from './unit.js';
import { theEnd, type WalPosition } from './wal-position.js';

const attempts = 3;
/** Two jobs that met in a deadlock begin again at different moments. In milliseconds, at most. */
const pauseMs = 50;

const units = tracingChannel(channels.unit);

/** One transaction and one set of objects for a job; the audit trail and the outbox are written in the same. */
export class SqlUnitOfWork implements UnitOfWork, AuditTrail {
  readonly #trail: Records<AuditRecord>;
  readonly #outbox: Records<OutboxRecord>;

  constructor(
    private readonly database: Database,
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly scope: RequestScope,
    private readonly constraints: ConstraintRefusals,
    /** Where reads may come from a replica. */
    private readonly ownWrites?: OwnWrites,
  ) {
    this.#trail = new Records(database, AuditRecord);
    this.#outbox = new Records(database, OutboxRecord);
  }

  /** The entity manager of the running unit. Repositories use no other. */
  get em(): EntityManager {
    return this.database.unit().em;
  }

  /** Rows of a statement inside the running unit. */
  rows<Row extends object>({ text, values }: Sql): Promise<Row[]> {
    return this.database.unit().ask<Row>(text, values);
  }

  /** Writes what the running unit has pending, so that its faults show now. */
  flush(): Promise<void> {
    return this.database.unit().flush();
  }

  /** Writes what the running unit has pending and forgets all that it has loaded. */
  async letGo(): Promise<void> {
    await this.flush();
    this.database.unit().clear();
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    const running = this.database.units.getStore();
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

  apart<T>(job: () => Promise<T>): Promise<T> {
    return this.database.units.exit(() => this.run(job));
  }

  /** Runs a part of the running unit; what it wrote is taken back when it says that it does not stand. */
  async tentatively<T extends { readonly stands: boolean }>(part: () => Promise<T>): Promise<T> {
    const unit = this.database.unit();
    await this.rows(sql`savepoint part`);
    const before = unit.mark();
    unit.isTentative = true;
    const outcome = await part().finally(() => (unit.isTentative = false));
    if (!outcome.stands) {
      unit.goBackTo(before);
      await this.rows(sql`rollback to savepoint part`);
    }
    return outcome;
  }

  record(event: AuditEvent): void {
    const { touched, audited } = this.database.unit();
    const { type, id } = event.subject;
    touched.add(type).add(`${type}:${id}`);
    audited.push(new AuditRecord(event, this.clock.now(), this.scope.facts()));
  }

  /** Tells an event to whoever wants to know, with the running unit. */
  announce(event: OutboxEvent): void {
    this.database.unit().announced.push(new OutboxRecord(event, this.clock.now()));
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
  private async join<T>(unit: Unit, job: () => Promise<T>): Promise<T> {
    try {
      const done = await job();
      if (unit.isTentative) await unit.flush();
      return done;
    } catch (error) {
      throw isWorthRepeating(error) ? error : (asRefusal(error, this.constraints) ?? error);
    }
  }

  private async attempt<T>(job: () => Promise<T>): Promise<T> {
    const client = await (await this.database.pool()).connect();
    const unit = new Unit(client, this.database.orm, this.database.names);
    try {
      const { done, position } = await this.database.units.run(unit, () => this.transaction(unit, job));
      client.release();
      await Promise.all([this.cache.drop([...unit.touched]), this.wrote(position)]);
      return done;
    } catch (error) {
      // A connection that cannot even roll back does not go back into the pool.
      const ending = [isDone(unit.control('rollback')), this.position(unit)] as const;
      unit.end();
      const [rolledBack, position] = await Promise.all(ending);
      client.release(!rolledBack);
      // What stood against it the caller has been told of, and will look for.
      await this.wrote(position);
      // Cut off while it committed, it may stand all the same.
      if (asRefusal(error)?.code === unavailable.code) await this.cache.drop([...unit.touched]);
      throw error;
    }
  }

  /** Nothing is waited for that the next statement would tell of as well. */
  private async transaction<T>(unit: Unit, job: () => Promise<T>): Promise<Ended<T>> {
    const [, done] = await Promise.all([unit.control('begin'), job()]);
    let position: Promise<WalPosition | undefined> | undefined;
    await unit.flush(() => {
      const writing = [...this.traces(unit), commit(unit)];
      unit.end();
      return [...writing, (position = this.position(unit))];
    });
    return { done, position: await position };
  }

  /**
   * Up to where the caller must see from now on; where nobody can tell, further than any replica shows. Asked behind
   * the end of the transaction, in the same round trip. Undefined where nobody would ask for it.
   */
  private position(unit: Unit): Promise<WalPosition | undefined> {
    if (!this.ownWrites || !this.writer()) return Promise.resolve(undefined);
    return unit
      .control(primaryPosition)
      .then(placeIn)
      .catch(() => theEnd);
  }

  private async wrote(position: WalPosition | undefined): Promise<void> {
    const writer = this.writer();
    if (position !== undefined && writer !== undefined) await this.ownWrites?.wrote(writer, position);
  }

  private writer(): string | undefined {
    const caller = this.scope.facts()?.caller;
    return caller && caller.role !== 'anonymous' ? nameOf(caller) : undefined;
  }

  private traces(unit: Unit): Promise<unknown>[] {
    const statements = [
      ...(unit.audited.length > 0 ? [this.#trail.inserting(unit.audited)] : []),
      ...(unit.announced.length > 0 ? [this.#outbox.inserting(unit.announced)] : []),
    ];
    return statements.map(({ text, values }) => unit.send(text, values));
  }
}

/** What came of a job, and up to where its caller must see. */
interface Ended<T> {
  readonly done: T;
  readonly position: WalPosition | undefined;
}

function isDone(work: Promise<unknown>): Promise<boolean> {
  return work.then(
    () => true,
    () => false,
  );
}

async function commit(unit: Unit): Promise<void> {
  const { command } = await unit.control('commit');
  // PostgreSQL answers so to a transaction in which something has failed.
  if (command !== 'COMMIT') throw new Error(`The transaction ended with ${command}.`);
}
