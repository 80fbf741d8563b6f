import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { AuditEventView, AuditFilter, AuditQueries } from '../../application/audit/audit-queries.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';

const directions = {
  'newest first': { order: sql`at desc, id desc`, beyond: sql`<`, from: sql`<=` },
  'oldest first': { order: sql`at, id`, beyond: sql`>`, from: sql`>=` },
} as const;

/**
 * Each filter has an index with time and id, so that a page is read without sorting. The time of the cursor is compared
 * alone as well: PostgreSQL opens only the months that this leaves.
 */
@injectable()
export class SqlAuditQueries implements AuditQueries {
  constructor(@inject(Database) private readonly database: Database) {}

  async list(
    filter: AuditFilter,
    direction: keyof typeof directions,
    { after, limit }: SliceRequest,
  ): Promise<Slice<AuditEventView>> {
    const { order, beyond, from } = directions[direction];
    const further = after
      ? sql`at ${from} ${after[0]}::timestamptz and (at, id) ${beyond} (${after[0]}::timestamptz, ${after[1]}::bigint)`
      : sql`true`;
    const rows = await this.database.rows<AuditEventView & { place: Place }>(sql`
      select id, at, action, subject_type as "subjectType", nullif(subject_id, 0) as "subjectId", actor_id as "actorId",
             actor_role as "actorRole", actor_key_id as "actorKeyId", request_id as "requestId", network,
             coalesce(times, 1) as times, details, jsonb_build_array(at, id) as place
      from audit_event where ${matching(filter)} and ${further} order by ${order} limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }
}

function matching({ actorId, subject, action, from, before }: AuditFilter): Sql {
  const asked = [
    ...(actorId === undefined ? [] : [isRowId(actorId) ? sql`actor_id = ${actorId}` : sql`false`]),
    ...(subject ? [sql`subject_type = ${subject.type} and subject_id = ${subject.id}`] : []),
    ...(action === undefined ? [] : [sql`action = ${action}`]),
    ...(from ? [sql`at >= ${from}`] : []),
    ...(before ? [sql`at < ${before}`] : []),
  ];
  return join([sql`true`, ...asked], ' and ');
}
