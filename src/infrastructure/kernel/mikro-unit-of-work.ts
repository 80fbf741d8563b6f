import { tracingChannel } from 'node:diagnostics_channel';
import { setTimeout as wait } from 'node:timers/promises';
import type { EntityManager } from '@mikro-orm/postgresql';
import sql, { type Sql } from 'sql-template-tag';
import type { AuditEvent, AuditTrail } from '../../application/kernel/audit-trail.js';
import type { Cache } from '../../application/kernel/cache.js';
import type { Clock } from '../../application/kernel/clock.js';
import type { RequestScope } from '../../application/kernel/request-scope.js';
import { unavailable } from '../../application/kernel/unavailable.js';
import type { UnitOfWork } from '../../application/kernel/unit-of-work.js';
import { channels } from '../../application/kernel/watched.js';
import { AuditRecord } from './audit-record.js';
import { asRefusal, isWorthRepeating, type ConstraintRefusals } from './database-faults.js';
import type { Database, Unit } from './database.js';

const attempts = 3;
/** Two jobs that met in a deadlock begin again at different moments. In milliseconds, at most. */
const pauseMs = 50;

const units = tracingChannel(channels.unit);

/** One transaction and one identity map for a job; the audit trail writes into the same. */
export class MikroUnitOfWork implements UnitOfWork, AuditTrail {
  constructor(
    private readonly database: Database,
    private readonly cache: Cache,
    private readonly clock: Clock,
    private readonly scope: RequestScope,
    private readonly constraints: ConstraintRefusals,
  ) {}

  /** The entity manager of the running unit. Repositories use no other. */
  get em(): EntityManager {
    return this.current().em;
  }

  /** Rows of a statement inside the running unit. */
  async rows<Row extends object>(statement: Sql): Promise<Row[]> {
    this.current();
    return this.database.rows(statement);
  }

  async run<T>(job: () => Promise<T>): Promise<T> {
    if (this.database.units.getStore()) return this.join(job);
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.database.inTurn(() => units.tracePromise(() => this.attempt(job), {}));
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
    const { em, touched } = this.current();
    await this.rows(sql`savepoint part`);
    const touchedBefore = [...touched];
    const outcome = await part();
    if (!outcome.stands) {
      em.clear();
      touched.clear();
      for (const type of touchedBefore) touched.add(type);
      await this.rows(sql`rollback to savepoint part`);
    }
    return outcome;
  }

  record(event: AuditEvent): void {
    const { em, touched } = this.current();
    em.persist(new AuditRecord(event, this.clock.now(), this.scope.facts()));
    const { type, id } = event.subject;
    touched.add(type).add(`${type}:${id}`);
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

  /** What the job wrote is tried at its end, so that its faults are its own; a conflict is for the whole unit. */
  private async join<T>(job: () => Promise<T>): Promise<T> {
    try {
      const done = await job();
      await this.em.flush();
      return done;
    } catch (error) {
      throw isWorthRepeating(error) ? error : (asRefusal(error, this.constraints) ?? error);
    }
  }

  /** Not with `em.begin()`: when its rollback fails, as on a connection that was cut, the pool never gets it back. */
  private async attempt<T>(job: () => Promise<T>): Promise<T> {
    const unit: Unit = { em: this.database.orm.em.fork({ useContext: false }), touched: new Set() };
    try {
      const result = await this.transaction(unit, job);
      await this.cache.drop([...unit.touched]);
      return result;
    } catch (error) {
      // Cut off while it committed, it may stand all the same.
      if (asRefusal(error)?.code === unavailable.code) await this.cache.drop([...unit.touched]);
      throw error;
    }
  }

  private transaction<T>(unit: Unit, job: () => Promise<T>): Promise<T> {
    const kysely = unit.em.getKysely<unknown>();
    return kysely.transaction().execute((transaction) => {
      unit.em.setTransactionContext(transaction);
      return this.database.units.run(unit, async () => {
        const done = await job();
        await unit.em.flush();
        return done;
      });
    });
  }

  private current(): Unit {
    const unit = this.database.units.getStore();
    if (!unit) throw new Error('Only a job inside of UnitOfWork.run() may write.');
    return unit;
  }
}
