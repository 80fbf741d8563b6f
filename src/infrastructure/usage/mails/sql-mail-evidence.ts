import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { DeclaredLifecycle } from '../../../application/kernel/settings.js';
import type {
  MailedClient,
  MailEvidence,
  ShownUse,
  UntoldClient,
} from '../../../application/usage/mails/mail-evidence.js';
import type { UseEvidence } from '../../../application/usage/lifecycle/own-deprecations.js';
import { dayMs } from '../../../domain/kernel/lifecycle/lifecycle-days.js';
import { windowDays } from '../../../domain/usage/lifecycle/facts.js';
import { Database } from '../../kernel/postgres/database.js';
import { partsOf } from '../lifecycle/parts-of.js';

type UseRow = Omit<ShownUse, 'evidence'> & {
  readonly evidence: readonly (Omit<UseEvidence, 'at'> & { readonly at: string })[];
};

@injectable()
export class SqlMailEvidence implements MailEvidence {
  constructor(@inject(Database) private readonly database: Database) {}

  async client(consumerId: number): Promise<MailedClient | undefined> {
    const rows = await this.database.rows<MailedClient>(sql`
      select kind, key_id as "keyId", coalesce(name, program, ref) as name, patron_id as "patronId",
             contact_email as "contactEmail", second_email as "secondEmail"
      from consumer where id = ${consumerId} and kind <> 'anonymous' and closed_at is null`);
    return rows[0];
  }

  /** The last call is the newest of the evidence and of the counts: counts may have become too old, or be newer. */
  async uses(consumerId: number, lifecycle: DeclaredLifecycle, now: Date): Promise<readonly ShownUse[]> {
    const since = new Date(now.getTime() - windowDays * dayMs);
    const rows = await this.database.rows<UseRow & { lastAt: Date }>(sql`
      with part as (${partsOf(lifecycle)})
      select part.major, part.operation_id as "operationId", part.element, proof.evidence,
             coalesce(hours.calls, 0) + coalesce(days.calls, 0) as calls,
             greatest(proof.last_at, hours.last_at, days.last_at) as "lastAt"
      from part
      cross join lateral (
        select max(e.at) as last_at, jsonb_agg(jsonb_build_object('at', e.at, 'requestId', e.request_id,
          'userAgent', e.user_agent, 'minor', e.minor, 'minorSource', e.minor_source, 'status', e.status)
          order by e.at desc, e.id desc) as evidence
        from usage_evidence e where e.consumer_id = ${consumerId} and e.operation_id = part.operation_id
          and e.major = part.major and e.element = part.element
      ) as proof
      cross join lateral (
        select sum(u.calls)::bigint as calls, max(u.last_at) as last_at from usage_hour u
        where u.consumer_id = ${consumerId} and u.operation_id = part.operation_id and u.major = part.major
          and u.element = part.element and u.outcome <> 'rehearsal' and u.last_at > ${since}
      ) as hours
      cross join lateral (
        select sum(u.calls)::bigint as calls, max(u.last_at) as last_at from usage_day u
        where u.consumer_id = ${consumerId} and u.operation_id = part.operation_id and u.major = part.major
          and u.element = part.element and u.outcome <> 'rehearsal' and u.last_at > ${since}
      ) as days
      where proof.evidence is not null
      order by part.major, part.operation_id, part.element`);
    return rows.map(({ evidence, ...use }) => ({
      ...use,
      evidence: evidence.map((each) => ({ ...each, at: new Date(each.at) })),
    }));
  }

  interrupted(
    consumerId: number,
    lifecycle: DeclaredLifecycle,
    now: Date,
  ): Promise<readonly { readonly hour: Date; readonly calls: number }[]> {
    const since = new Date(now.getTime() - windowDays * dayMs);
    return this.database.rows(sql`
      with part as (${partsOf(lifecycle)})
      select u.hour, sum(u.calls)::bigint as calls from part join usage_hour u using (major, operation_id, element)
      where u.consumer_id = ${consumerId} and u.outcome = 'brownout' and u.hour > ${since} group by u.hour`);
  }

  /** Whether somebody was told is what became of the newest notification. */
  untold(lifecycle: DeclaredLifecycle, now: Date, limit: number): Promise<readonly UntoldClient[]> {
    const since = new Date(now.getTime() - windowDays * dayMs);
    return this.database.rows<UntoldClient>(sql`
      with part as (${partsOf(lifecycle)})
      select c.id as "consumerId", coalesce(c.name, c.program, c.ref) as name, ${lifecycle.id} as "lifecycleId",
             used.calls, used.last_at as "lastAt",
             case when newest.address is not null then 'refused'
                  when c.kind = 'program' and c.patron_id is null then 'no_owner' else 'no_address' end as reason
      from consumer c
      cross join lateral (
        select m.state, m.address from lifecycle_mail m
        where m.lifecycle_id = ${lifecycle.id} and m.consumer_id = c.id and m.settled_at is not null
        order by m.settled_at desc, m.id desc limit 1
      ) as newest
      cross join lateral (
        select sum(called.calls)::bigint as calls, max(called.last_at) as last_at from (
          select u.calls, u.last_at from part join usage_hour u using (major, operation_id, element)
          where u.consumer_id = c.id and u.outcome not in ('gone', 'rehearsal') and u.last_at > ${since}
          union all
          select u.calls, u.last_at from part join usage_day u using (major, operation_id, element)
          where u.consumer_id = c.id and u.outcome not in ('gone', 'rehearsal') and u.last_at > ${since}
        ) as called
      ) as used
      where c.id in (select consumer_id from lifecycle_mail where state = 'untold' and lifecycle_id = ${lifecycle.id})
        and c.kind <> 'anonymous' and c.class = 'external' and newest.state = 'untold' and used.calls > 0
      order by used.calls desc, c.id limit ${limit}`);
  }
}
