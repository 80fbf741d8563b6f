import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import { Clock } from '../../../application/kernel/clock.js';
import type { KeptUsage } from '../../../application/usage/counting/kept-usage.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';
import { allAnonymous } from './sql-usage-store.js';

/** Rows that another worker has locked are left to it. */
@injectable()
export class SqlKeptUsage implements KeptUsage {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  /** A row that is added to a day and the removal of its hour are one statement, so that nothing counts twice. */
  rollUp(before: Date, limit: number): Promise<number> {
    return this.unit.run(async () => {
      await this.unit.rows(sql`
        insert into consumer (ref, kind, first_seen_at) values (${allAnonymous.ref}, 'anonymous', ${this.clock.now()})
        on conflict (ref) do nothing`);
      return this.changed(sql`
        with moved as (
          delete from usage_hour where ctid = any (array(
            select ctid from usage_hour where hour < ${before} order by hour limit ${limit} for update skip locked))
          returning *
        ), added as (
          insert into usage_day
            (consumer_id, operation_id, major, minor, minor_source, element, day, outcome, calls, last_at)
          select case when kind = 'anonymous' then (select id from consumer where ref = ${allAnonymous.ref}) else id end,
                 operation_id, major, minor, minor_source, element, (hour at time zone 'UTC')::date, outcome,
                 sum(calls), max(last_at)
          from moved join consumer on consumer.id = moved.consumer_id
          group by 1, 2, 3, 4, 5, 6, 7, 8 order by 1, 2, 3, 4, 5, 6, 7, 8
          on conflict (consumer_id, operation_id, major, minor, minor_source, element, day, outcome)
          do update set calls = usage_day.calls + excluded.calls,
                        last_at = greatest(usage_day.last_at, excluded.last_at)
        )
        select count(*) as changed from moved`);
    });
  }

  removeDays(before: Date, limit: number): Promise<number> {
    return this.remove(sql`
      delete from usage_day where ctid = any (array(
        select ctid from usage_day where usage_day.day < ${before} order by usage_day.day limit ${limit}
        for update skip locked))`);
  }

  removeEvidence(before: Date, limit: number): Promise<number> {
    return this.remove(sql`
      delete from usage_evidence where id in (
        select id from usage_evidence where at < ${before} order by at limit ${limit} for update skip locked)`);
  }

  removeUnused(before: Date, limit: number): Promise<number> {
    return this.remove(sql`
      delete from consumer where id in (
        select id from consumer
        where patron_id is null and kind in ('anonymous', 'program') and first_seen_at < ${before}
          and not exists (select from usage_hour where consumer_id = consumer.id)
          and not exists (select from usage_day where consumer_id = consumer.id)
          and not exists (select from usage_evidence where consumer_id = consumer.id)
          and not exists (select from lifecycle_consent where consumer_id = consumer.id)
          and not exists (select from lifecycle_announcement where consumer_id = consumer.id)
          and not exists (select from lifecycle_mail where consumer_id = consumer.id)
          and not exists (select from lifecycle_digest where consumer_id = consumer.id)
        order by id limit ${limit} for update skip locked)`);
  }

  private remove(statement: Sql): Promise<number> {
    return this.unit.run(() =>
      this.changed(sql`with removed as (${statement} returning 1) select count(*) as changed from removed`),
    );
  }

  private async changed(statement: Sql): Promise<number> {
    const [row] = await this.unit.rows<{ changed: number }>(statement);
    return row?.changed ?? 0;
  }
}
