import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import {
  recordsAtMost,
  type PersonalRecord,
  type PersonalRecords,
} from '../../../application/accounts/export/personal-records.js';
import { Database } from '../../kernel/postgres/database.js';

/**
 * The events of the audit trail that name the patron: what was done to the account, and what the patron has done. Other
 * people appear with their role only.
 */
@injectable()
export class SqlEventRecords implements PersonalRecords {
  readonly section = 'events';

  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number): Promise<PersonalRecord[]> {
    const newest = await this.database.rows<PersonalRecord>(sql`
      select at, action, subject_type as "subjectType", actor_role as "actorRole",
             actor_id is not distinct from ${patronId} as own, request_id as "requestId", details
      from (
        (select * from audit_event where subject_type = 'patron' and subject_id = ${patronId}
         order by id desc limit ${recordsAtMost})
        union
        (select * from audit_event where actor_id = ${patronId} order by id desc limit ${recordsAtMost})
      ) as events
      order by id desc limit ${recordsAtMost}`);
    return newest.toReversed();
  }
}
