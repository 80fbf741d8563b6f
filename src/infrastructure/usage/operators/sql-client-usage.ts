import { inject, injectable } from 'tsyringe';
import sql, { empty, type Sql } from 'sql-template-tag';
import type {
  ClientOperation,
  ClientUsage,
  ClientView,
  DayOfMinor,
  DayOfOperation,
  OperationUsage,
} from '../../../application/usage/operators/client-usage.js';
import { Database } from '../../kernel/postgres/database.js';
import { isRowId } from '../../kernel/postgres/row-id.js';

const shown = sql`
  id, kind, coalesce(name, program, ref) as name, class, patron_id as "ownerId",
  confirmed or kind <> 'program' as "isConfirmed", contact_email as "contactEmail",
  muted_until as "mutedUntil", coalesce(calls, 0)::bigint as calls, last_at as "lastAt", coalesce(minors, '{}') as minors`;

const refused = sql`coalesce(sum(calls) filter (where outcome not in ('2xx', '304')), 0)::bigint`;

/**
 * Hours and days are disjoint. `element` is empty for a call; its parts are counted beside it.
 * @param of one client; undefined for all
 */
function called(since: Date, of?: number): Sql {
  const own = of === undefined ? empty : sql`and consumer_id = ${of}`;
  return sql`
    select consumer_id, operation_id, major, minor, outcome, calls, last_at, (hour at time zone 'UTC')::date as day
    from usage_hour where hour >= ${since} and element = '' and outcome <> 'rehearsal' ${own}
    union all
    select consumer_id, operation_id, major, minor, outcome, calls, last_at, day
    from usage_day where usage_day.day >= (${since}::timestamptz at time zone 'UTC')::date and element = ''
      and outcome <> 'rehearsal' ${own}`;
}

@injectable()
export class SqlClientUsage implements ClientUsage {
  constructor(@inject(Database) private readonly database: Database) {}

  clients(since: Date, limit: number): Promise<ClientView[]> {
    return this.database.rows<ClientView>(sql`
      with called as (${called(since)}),
      summed as (
        select consumer_id, sum(calls)::bigint as calls, max(last_at) as last_at,
               array_agg(distinct minor order by minor) as minors
        from called group by consumer_id
      )
      select ${shown} from consumer left join summed on consumer_id = id
      where kind <> 'anonymous' and closed_at is null
      order by 9 desc, id limit ${limit}`);
  }

  async client(since: Date, id: number): Promise<ClientView | undefined> {
    if (!isRowId(id)) return undefined;
    const rows = await this.database.rows<ClientView>(sql`
      with called as (${called(since, id)}),
      summed as (
        select coalesce(sum(calls), 0)::bigint as calls, max(last_at) as last_at,
               array_agg(distinct minor order by minor) filter (where minor is not null) as minors
        from called
      )
      select ${shown} from consumer cross join summed
      where id = ${id} and kind <> 'anonymous' and closed_at is null`);
    return rows[0];
  }

  async operationsOf(since: Date, id: number, limit: number): Promise<ClientOperation[]> {
    if (!isRowId(id)) return [];
    return this.database.rows<ClientOperation>(sql`
      with called as (${called(since, id)})
      select major, operation_id as "operationId", sum(calls)::bigint as calls, ${refused} as refused,
             max(last_at) as "lastAt"
      from called group by 1, 2 order by 3 desc, 1, 2 limit ${limit}`);
  }

  byMinor(since: Date): Promise<DayOfMinor[]> {
    return this.database.rows<DayOfMinor>(sql`
      with called as (${called(since)})
      select called.day::text as day, minor, sum(calls)::bigint as calls
      from called join consumer on consumer.id = consumer_id where class <> 'probe' group by 1, 2 order by 1, 2`);
  }

  byOperation(since: Date, limit: number): Promise<OperationUsage[]> {
    return this.database.rows<OperationUsage>(sql`
      with called as (${called(since)})
      select major, operation_id as "operationId", sum(calls)::bigint as calls,
             ${refused} as refused,
             count(distinct consumer_id) filter (where kind <> 'anonymous')::int as clients, max(last_at) as "lastAt"
      from called join consumer on consumer.id = consumer_id where class <> 'probe'
      group by 1, 2 order by 3 desc, 1, 2 limit ${limit}`);
  }

  daysOfOperations(since: Date, operations: number): Promise<DayOfOperation[]> {
    return this.database.rows<DayOfOperation>(sql`
      with called as (${called(since)}),
      counted as (select called.* from called join consumer on consumer.id = consumer_id where class <> 'probe'),
      most as (
        select major, operation_id from counted group by 1, 2 order by sum(calls) desc, 1, 2 limit ${operations}
      )
      select counted.day::text as day, major, operation_id as "operationId", sum(calls)::bigint as calls
      from counted join most using (major, operation_id) group by 1, 2, 3 order by 1, 2, 3`);
  }
}
