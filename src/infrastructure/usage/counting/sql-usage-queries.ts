import { inject, injectable } from 'tsyringe';
import sql, { type Sql } from 'sql-template-tag';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../../application/kernel/storage/slice.js';
import { keyRef } from '../../../application/usage/consumers/consumer-ref.js';
import type {
  EvidenceView,
  UsageOwner,
  UsageQueries,
  UsageView,
} from '../../../application/usage/counting/usage-queries.js';
import { Database } from '../../kernel/postgres/database.js';

/** Hours and days are disjoint: an hour that became part of a day is removed with the same statement. */
@injectable()
export class SqlUsageQueries implements UsageQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async list(owner: UsageOwner, since: Date, { after, limit }: SliceRequest): Promise<Slice<UsageView>> {
    const isTheirs = consumersOf(owner);
    const further = after
      ? sql`where (id, operation_id, major, minor, minor_source, element, outcome) >
          (${after[0]}::bigint, ${after[1]}::text, ${after[2]}::smallint, ${after[3]}::text, ${after[4]}::text,
           ${after[5]}::text, ${after[6]}::text)`
      : sql``;
    const rows = await this.database.rows<UsageView & { place: Place }>(sql`
      with used as (
        select consumer_id, operation_id, major, minor, minor_source, element, outcome, calls, last_at
        from usage_hour where hour >= ${since} and consumer_id in (select id from consumer where ${isTheirs})
        union all
        select consumer_id, operation_id, major, minor, minor_source, element, outcome, calls, last_at
        from usage_day where usage_day.day >= (${since}::timestamptz at time zone 'UTC')::date
          and consumer_id in (select id from consumer where ${isTheirs})
      ), summed as (
        select consumer_id as id, operation_id, major, minor, minor_source, element, outcome,
               sum(calls)::bigint as calls, max(last_at) as last_at
        from used group by 1, 2, 3, 4, 5, 6, 7
      )
      select kind, key_id as "keyId", program, operation_id as "operationId", major, minor,
             minor_source as "minorSource", element, outcome, calls, last_at as "lastAt",
             jsonb_build_array(id, operation_id, major, minor, minor_source, element, outcome) as place
      from summed join consumer using (id) ${further}
      order by id, operation_id, major, minor, minor_source, element, outcome limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }

  async evidence(owner: UsageOwner, limit: number): Promise<EvidenceView[]> {
    const newest = await this.database.rows<EvidenceView>(sql`
      select kind, key_id as "keyId", program, operation_id as "operationId", major, minor,
             minor_source as "minorSource", element, at, request_id as "requestId", user_agent as "userAgent", status
      from usage_evidence join consumer on consumer.id = consumer_id
      where ${consumersOf(owner)} order by at desc, usage_evidence.id desc limit ${limit}`);
    return newest.toReversed();
  }
}

function consumersOf(owner: UsageOwner): Sql {
  if ('keyId' in owner) return sql`ref = ${keyRef(owner.keyId)}`;
  return sql`patron_id = ${owner.patronId} and closed_at is null`;
}
