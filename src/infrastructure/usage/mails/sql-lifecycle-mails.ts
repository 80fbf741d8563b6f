import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import type {
  LifecycleMails,
  LifecycleStage,
  MailDigest,
  MailOutcome,
  WaitingStage,
} from '../../../application/usage/mails/lifecycle-mails.js';
import { dayOf } from '../../../domain/usage/mails/stages.js';
import { Database } from '../../kernel/postgres/database.js';
import { nextRetryAt } from '../../kernel/unit-of-work/retry-schedule.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

/** Unique indexes decide which of several workers plans a mail: the others find it, and do nothing. */
@injectable()
export class SqlLifecycleMails implements LifecycleMails {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async plan(consumerId: number, day: string, stages: readonly LifecycleStage[]): Promise<void> {
    const now = this.clock.now();
    await this.unit.run(async () => {
      const made = await this.unit.rows(sql`
        insert into lifecycle_digest (consumer_id, day, retry_at) values (${consumerId}, ${day}, ${now})
        on conflict do nothing returning id`);
      if (made.length > 0) await this.unit.rows(addedStages(consumerId, stages, 'queued', now));
    });
  }

  async addUntold(consumerId: number, stages: readonly LifecycleStage[]): Promise<void> {
    const now = this.clock.now();
    await this.unit.run(() => this.unit.rows(addedStages(consumerId, stages, 'untold', now)));
  }

  async planForOperators(day: string): Promise<void> {
    await this.unit.run(() =>
      this.unit.rows(sql`
        insert into lifecycle_digest (consumer_id, day, retry_at) values (null, ${day}, ${this.clock.now()})
        on conflict do nothing`),
    );
  }

  claim(day: string, limit: number): Promise<readonly MailDigest[]> {
    const now = this.clock.now();
    return this.unit.run(async () => {
      const waiting = await this.unit.rows<MailDigest & { attempts: number }>(sql`
        select id, consumer_id as "consumerId", ${day}::text as day, attempts from lifecycle_digest
        where settled_at is null and retry_at <= ${now} and (consumer_id is not null or lifecycle_digest.day = ${day})
        order by retry_at, id limit ${limit} for update skip locked`);
      for (const { id, attempts } of waiting)
        await this.unit.rows(sql`
          update lifecycle_digest set attempts = attempts + 1, retry_at = ${nextRetryAt(now, attempts)}, day = ${day}
          where id = ${id}`);
      return waiting.map(({ attempts: _attempts, ...digest }) => digest);
    });
  }

  waiting(consumerId: number): Promise<readonly WaitingStage[]> {
    return this.database.rows<WaitingStage>(sql`
      select id, lifecycle_id as "lifecycleId", stage, period, state, made_at as "madeAt" from lifecycle_mail
      where consumer_id = ${consumerId} and state in ('queued', 'bounced') order by id`);
  }

  async drop(stageIds: readonly number[]): Promise<void> {
    if (stageIds.length === 0) return;
    await this.unit.run(() => this.unit.rows(sql`delete from lifecycle_mail where id = any (${stageIds})`));
  }

  async bounced(stageIds: readonly number[], addresses: string): Promise<void> {
    await this.unit.run(() =>
      this.unit.rows(sql`
        update lifecycle_mail set state = 'bounced', address = ${addresses} where id = any (${stageIds})`),
    );
  }

  async settle(digestId: number, outcome?: MailOutcome): Promise<void> {
    const now = this.clock.now();
    await this.unit.run(async () => {
      await this.unit.rows(sql`
        update lifecycle_digest set settled_at = ${now} where id = ${digestId} and settled_at is null`);
      if (!outcome) return;
      const { stageIds, state, addresses } = outcome;
      await this.unit.rows(sql`
        update lifecycle_mail set state = ${state}, address = ${addresses}, settled_at = ${now}
        where id = any (${stageIds})`);
      if (state === 'delivered') await this.unit.rows(announced(stageIds, now));
    });
  }

  /** A mail to operators that could not be sent on its day is replaced by that of the next day. */
  async prune(before: string): Promise<void> {
    const today = dayOf(this.clock.now());
    await this.unit.run(() =>
      this.unit.rows(sql`
        delete from lifecycle_digest where id in (
          select id from lifecycle_digest
          where (lifecycle_digest.day < ${before} and settled_at is not null)
             or (lifecycle_digest.day < ${today} and settled_at is null and consumer_id is null)
          limit 10000 for update skip locked)`),
    );
  }
}

/** A stage that is there stays as it is, unless nobody could be told and it is tried again. */
function addedStages(
  consumerId: number,
  stages: readonly LifecycleStage[],
  state: 'queued' | 'untold',
  now: Date,
): Sql {
  const settledAt = state === 'untold' ? now : null;
  return sql`
    insert into lifecycle_mail as told (consumer_id, lifecycle_id, stage, period, state, made_at, settled_at)
    select ${consumerId}, "lifecycleId", stage, period, ${state}, ${now}, ${settledAt}::timestamptz
    from jsonb_to_recordset(${JSON.stringify(stages)}::jsonb) as given ("lifecycleId" text, stage text, period text)
    order by "lifecycleId", stage, period
    on conflict (consumer_id, lifecycle_id, stage, period) do update
      set state = excluded.state, made_at = excluded.made_at, settled_at = null, address = null
      where told.state = 'untold' and excluded.state = 'queued'`;
}

/** What brownouts and sunsets read: that the announcement has reached the owner of a client. */
function announced(stageIds: readonly number[], now: Date): Sql {
  return sql`
    insert into lifecycle_announcement (lifecycle_id, consumer_id, delivered_at)
    select distinct lifecycle_id, consumer_id, ${now}::timestamptz from lifecycle_mail
    where id = any (${stageIds}) and stage in ('announce', 'new_user')
    on conflict do nothing`;
}
