import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { DeclaredLifecycle } from '../../../application/kernel/settings.js';
import type { Notification, ToldClient, ToldClients } from '../../../application/usage/mails/told-clients.js';
import { dayMs } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { Database } from '../../kernel/postgres/database.js';
import { partsOf } from '../lifecycle/parts-of.js';

/** Days after which a client that does not call is not told any more. */
const windowDays = 90;
/** Days for which calls in brownouts are read. */
const brownoutDays = 9;

type Row = Omit<ToldClient, 'sent' | 'interrupted' | 'mutedUntil' | 'firstAt' | 'lastAt' | 'goneAt'> & {
  readonly [moment in 'mutedUntil' | 'firstAt' | 'lastAt' | 'goneAt']: Date | null;
} & {
  readonly sent: readonly (Omit<Notification, 'madeAt'> & { readonly madeAt: string })[];
  readonly interrupted: readonly { readonly hour: string; readonly calls: number }[];
};

/** First and last calls are those ever; they are read only of the clients in question, by the key of the counts. */
@injectable()
export class SqlToldClients implements ToldClients {
  constructor(@inject(Database) private readonly database: Database) {}

  async of(lifecycle: DeclaredLifecycle, now: Date): Promise<readonly ToldClient[]> {
    const since = new Date(now.getTime() - windowDays * dayMs);
    const brownoutsSince = new Date(now.getTime() - brownoutDays * dayMs);
    const rows = await this.database.rows<Row>(sql`
      with part as (${partsOf(lifecycle)}),
      candidate as (
        select u.consumer_id from part join usage_hour u using (major, operation_id, element)
        where u.hour > ${since} and u.outcome <> 'rehearsal'
        union
        select u.consumer_id from part join usage_day u using (major, operation_id, element)
        where u.day >= (${since}::timestamptz at time zone 'utc')::date and u.outcome <> 'rehearsal'
        union
        select consumer_id from lifecycle_mail where lifecycle_id = ${lifecycle.id}
      )
      select c.id as "consumerId", c.patron_id as "patronId", c.contact_email as "contactEmail",
             c.second_email as "secondEmail", c.muted_until as "mutedUntil",
             exists (
               select from part join usage_evidence e using (major, operation_id, element) where e.consumer_id = c.id
             ) as "hasEvidence",
             used.first_at as "firstAt", used.last_at as "lastAt", used.gone_at as "goneAt",
             (
               select coalesce(jsonb_agg(jsonb_build_object('hour', u.hour, 'calls', u.calls)), '[]')
               from part join usage_hour u using (major, operation_id, element)
               where u.consumer_id = c.id and u.outcome = 'brownout' and u.hour > ${brownoutsSince}
             ) as interrupted,
             (
               select coalesce(jsonb_agg(jsonb_build_object('stage', m.stage, 'period', m.period, 'madeAt', m.made_at,
                 'state', m.state, 'address', m.address) order by m.made_at, m.id), '[]')
               from lifecycle_mail m where m.lifecycle_id = ${lifecycle.id} and m.consumer_id = c.id
             ) as sent
      from candidate
      join consumer c on c.id = candidate.consumer_id and c.kind <> 'anonymous' and c.class = 'external'
        and c.closed_at is null
      cross join lateral (${firstAndLastCalls}) as used
      order by c.id`);
    return rows.map(clientOf);
  }
}

/** Of the client `c`, to the rows of `part`. */
const firstAndLastCalls = sql`
  select min(began_at) filter (where outcome <> 'gone') as first_at,
         max(called.last_at) filter (where outcome <> 'gone') as last_at,
         max(called.last_at) filter (where outcome = 'gone') as gone_at
  from (
    select u.hour as began_at, u.last_at, u.outcome from part join usage_hour u using (major, operation_id, element)
    where u.consumer_id = c.id and u.outcome <> 'rehearsal'
    union all
    select u.day::timestamp at time zone 'utc', u.last_at, u.outcome
    from part join usage_day u using (major, operation_id, element)
    where u.consumer_id = c.id and u.outcome <> 'rehearsal'
  ) as called`;

/** JSON has moments as texts, and PostgreSQL has null for undefined. */
function clientOf({ mutedUntil, firstAt, lastAt, goneAt, interrupted, sent, ...rest }: Row): ToldClient {
  return {
    ...rest,
    mutedUntil: mutedUntil ?? undefined,
    firstAt: firstAt ?? undefined,
    lastAt: lastAt ?? undefined,
    goneAt: goneAt ?? undefined,
    interrupted: interrupted.map(({ hour, calls }) => ({ hour: new Date(hour), calls })),
    sent: sent.map((each) => ({ ...each, madeAt: new Date(each.madeAt) })),
  };
}
