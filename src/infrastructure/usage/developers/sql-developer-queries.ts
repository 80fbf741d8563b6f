import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type {
  CalledPart,
  DeveloperQueries,
  KnownClient,
  ToldStage,
} from '../../../application/usage/developers/developer-queries.js';
import { Database } from '../../kernel/postgres/database.js';

@injectable()
export class SqlDeveloperQueries implements DeveloperQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  clients(patronId: number): Promise<readonly KnownClient[]> {
    return this.database.rows<KnownClient>(sql`
      select id, kind, key_id as "keyId", program, name, contact_email as "contactEmail",
             second_email as "secondEmail", muted_until as "mutedUntil"
      from consumer where patron_id = ${patronId} and closed_at is null and kind <> 'anonymous'
      order by kind, id`);
  }

  /** Hours and days are disjoint. */
  calls(patronId: number, since: Date, limit: number): Promise<readonly CalledPart[]> {
    return this.database.rows<CalledPart>(sql`
      with own as (select id from consumer where patron_id = ${patronId} and closed_at is null),
      used as (
        select consumer_id, major, operation_id, element, minor, outcome, calls, last_at
        from usage_hour where hour >= ${since} and consumer_id in (select id from own)
        union all
        select consumer_id, major, operation_id, element, minor, outcome, calls, last_at
        from usage_day where usage_day.day >= (${since}::timestamptz at time zone 'UTC')::date
          and consumer_id in (select id from own)
      )
      select consumer_id as "consumerId", major, operation_id as "operationId", element, minor,
             sum(calls)::bigint as calls,
             coalesce(sum(calls) filter (where outcome not in ('2xx', '304')), 0)::bigint as refused,
             max(last_at) as "lastAt"
      from used where outcome <> 'rehearsal' group by 1, 2, 3, 4, 5
      order by 6 desc, 1, 2, 3, 4, 5 limit ${limit}`);
  }

  told(patronId: number, limit: number): Promise<readonly ToldStage[]> {
    return this.database.rows<ToldStage>(sql`
      select consumer_id as "consumerId", lifecycle_id as "lifecycleId", stage, address, state,
             made_at as "madeAt", settled_at as "settledAt"
      from lifecycle_mail join consumer on consumer.id = consumer_id
      where patron_id = ${patronId} and closed_at is null
      order by made_at desc, lifecycle_mail.id desc limit ${limit}`);
  }
}
