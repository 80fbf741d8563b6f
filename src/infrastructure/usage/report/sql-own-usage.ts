import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { SignedIn } from '../../../application/kernel/request/caller.js';
import type { OwnUsage, UsedOperation } from '../../../application/usage/report/own-usage.js';
import { Database } from '../../kernel/postgres/database.js';

/** Reads the counted calls, by hour and, where they are older, by day. */
@injectable()
export class SqlOwnUsage implements OwnUsage {
  constructor(@inject(Database) private readonly database: Database) {}

  async calls({ patronId, apiKey }: SignedIn, major: number, since: Date): Promise<readonly UsedOperation[]> {
    const own = apiKey === undefined ? sql`patron_id = ${patronId}` : sql`key_id = ${apiKey}`;
    // An element other than '' is a part of a call that is counted as a whole, too.
    const counted = sql`consumer_id in (select id from consumer where ${own}) and major = ${major} and element = ''`;
    return this.database.rows<UsedOperation>(sql`
      select operation_id as "operationId", minor, sum(calls)::float8 as calls, max(last_at) as "lastAt"
      from (
        select operation_id, minor, calls, last_at from usage_hour where ${counted} and hour >= ${since}
        union all
        select operation_id, minor, calls, last_at from usage_day where ${counted} and day >= ${since}::date
      ) as used
      group by operation_id, minor
      order by operation_id, minor`);
  }
}
