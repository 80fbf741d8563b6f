import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { DeclaredLifecycle } from '../../../application/kernel/settings.js';
import type { LifecycleFacts } from '../../../application/usage/lifecycle/lifecycle-facts.js';
import { dayMs } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import {
  gapDays,
  windowDays,
  type Agreement,
  type Facts,
  type Use,
} from '../../../domain/usage/lifecycle/facts.js';
import { Database } from '../../kernel/postgres/database.js';
import { partsOf } from './parts-of.js';

/**
 * Reads what was counted. Calls that got a 410 after the sunset are no use any more, and rehearsals are none. A day of
 * `usage_day` is one in UTC.
 */
@injectable()
export class SqlLifecycleFacts implements LifecycleFacts {
  constructor(@inject(Database) private readonly database: Database) {}

  async of(lifecycle: DeclaredLifecycle, until: Date): Promise<Facts> {
    const from = new Date(until.getTime() - windowDays * dayMs);
    const agreements = await this.agreements(lifecycle.id);
    return {
      until,
      uses: await this.uses(lifecycle, from, until),
      agreements,
      anonymous: {
        calls: await this.anonymousCalls(lifecycle, from, until),
        confirmed: await this.confirmed(lifecycle.id),
      },
      countedDays: await this.countedDays(from, until),
    };
  }

  /**
   * The first call is found only for those who called in the window. Counts are removed after 25 months; whoever was told
   * of it, or could not be told, had called it before.
   */
  private async uses(lifecycle: DeclaredLifecycle, from: Date, until: Date): Promise<readonly Use[]> {
    const rows = await this.database.rows<Omit<Use, 'toldAt'> & { toldAt: Date | null }>(sql`
      with part as (${partsOf(lifecycle)}),
      recent as (
        select consumer_id, sum(calls)::bigint as calls, max(last_at) as last_at from (
          select u.consumer_id, u.calls, u.last_at from part join usage_hour u using (major, operation_id, element)
          where u.hour > ${from}::timestamptz - interval '1 hour' and u.hour <= ${until}
            and u.last_at > ${from} and u.outcome not in ('gone', 'rehearsal')
          union all
          select u.consumer_id, u.calls, u.last_at from part join usage_day u using (major, operation_id, element)
          where u.day >= (${from}::timestamptz at time zone 'utc')::date and u.day <= (${until}::timestamptz at time zone 'utc')::date
            and u.last_at > ${from} and u.outcome not in ('gone', 'rehearsal')
        ) as called group by consumer_id
      )
      select c.id as "consumerId", coalesce(c.name, c.program, c.ref) as name, c.class, r.calls, r.last_at as "lastAt",
             least(h.first_at, d.first_at, m.first_at) as "firstAt", a.delivered_at as "toldAt"
      from recent r
      join consumer c on c.id = r.consumer_id and c.kind <> 'anonymous'
      left join lifecycle_announcement a on a.lifecycle_id = ${lifecycle.id} and a.consumer_id = c.id
      cross join lateral (
        select min(u.hour) as first_at from part join usage_hour u using (major, operation_id, element)
        where u.consumer_id = c.id
      ) as h
      cross join lateral (
        select min(u.day)::timestamp at time zone 'utc' as first_at
        from part join usage_day u using (major, operation_id, element) where u.consumer_id = c.id
      ) as d
      cross join lateral (
        select min(m.made_at) as first_at from lifecycle_mail m
        where m.lifecycle_id = ${lifecycle.id} and m.consumer_id = c.id
      ) as m
      order by c.id`);
    return rows.map(({ toldAt, ...use }) => ({ ...use, ...(toldAt && { toldAt }) }));
  }

  private async anonymousCalls(lifecycle: DeclaredLifecycle, from: Date, until: Date): Promise<number> {
    const [row] = await this.database.rows<{ calls: number }>(sql`
      with part as (${partsOf(lifecycle)})
      select coalesce(sum(calls), 0)::bigint as calls from (
        select u.calls from part join usage_hour u using (major, operation_id, element)
        join consumer c on c.id = u.consumer_id and c.kind = 'anonymous' and c.class = 'external'
        where u.hour > ${from} and u.hour <= ${until} and u.outcome not in ('gone', 'rehearsal')
        union all
        select u.calls from part join usage_day u using (major, operation_id, element)
        join consumer c on c.id = u.consumer_id and c.kind = 'anonymous' and c.class = 'external'
        where u.day >= (${from}::timestamptz at time zone 'utc')::date and u.day <= (${until}::timestamptz at time zone 'utc')::date
          and u.outcome not in ('gone', 'rehearsal')
      ) as called`);
    return row?.calls ?? 0;
  }

  private async agreements(lifecycleId: string): Promise<readonly Agreement[]> {
    const rows = await this.database.rows<Agreement & { until: Date | null }>(sql`
      select g.consumer_id as "consumerId", coalesce(c.name, c.program, c.ref) as name, g.kind, g.until
      from lifecycle_consent g join consumer c on c.id = g.consumer_id
      where g.lifecycle_id = ${lifecycleId} order by g.consumer_id, g.kind`);
    return rows.map(({ until, ...rest }) => ({ ...rest, ...(until && { until }) }));
  }

  private async confirmed(lifecycleId: string): Promise<number> {
    const [row] = await this.database.rows<{ calls: number | null }>(sql`
      select max(calls) as calls from lifecycle_anonymous where lifecycle_id = ${lifecycleId}`);
    return row?.calls ?? 0;
  }

  /**
   * The days in UTC on which anything was counted, whatever it was. The next counted day is found by an index; a
   * condition that a day has a row would be checked by a scan, because most days have many.
   */
  private async countedDays(from: Date, until: Date): Promise<readonly string[]> {
    const earliest = new Date(from.getTime() - (gapDays + 1) * dayMs);
    const rows = await this.database.rows<{ day: string }>(sql`
      select counted.at::date::text as day from generate_series(
        date_trunc('day', ${earliest}::timestamptz at time zone 'utc'),
        ${until}::timestamptz at time zone 'utc', interval '1 day') as counted (at)
      left join lateral (
        select u.day from usage_day u where u.day >= counted.at::date order by u.day limit 1
      ) as by_day on true
      left join lateral (
        select u.hour from usage_hour u where u.hour >= counted.at at time zone 'utc' order by u.hour limit 1
      ) as by_hour on true
      where by_day.day = counted.at::date or by_hour.hour < (counted.at + interval '1 day') at time zone 'utc'
      order by 1`);
    return rows.map(({ day }) => day);
  }
}
