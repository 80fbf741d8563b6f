import sql from 'sql-template-tag';
import type { Clock } from '../../../application/kernel/clock.js';
import { isStaff } from '../../../application/kernel/request/caller.js';
import type { RequestScope } from '../../../application/kernel/request/request-scope.js';
import type { AccessTrail } from '../../../application/kernel/storage/access-trail.js';
import type { Database } from '../postgres/database.js';
import { isRowId } from '../postgres/row-id.js';
import { writeAlone } from '../postgres/write-alone.js';
import { eraseInTrail } from '../trail/erase-in-trail.js';
import { AuditRecord, insertAudited } from '../transaction/audit-record.js';

/** The subject of failed sign-ins at no account: the key that no row has. */
const nobody = 0;

/** Each event is a statement of its own. It drops nothing from the cache, because nothing has changed. */
export class SqlAccessTrail implements AccessTrail {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly scope: RequestScope,
  ) {}

  async recordReads(action: string, patronIds: readonly (number | null)[]): Promise<void> {
    const facts = this.scope.facts();
    if (!facts || facts.caller.role === 'anonymous' || !isStaff(facts.caller)) return;
    const { patronId: own } = facts.caller;
    const others = [...new Set(patronIds)].filter((id) => id !== null && id !== own && isRowId(id));
    if (others.length === 0) return;
    const now = this.clock.now();
    const events = others.map((id) => ({ action, subject: { type: 'patron', id: Number(id) } }));
    await writeAlone(this.database, insertAudited(events.map((event) => new AuditRecord(event, now, facts))));
  }

  async countFailure(action: string, patronId: number | undefined): Promise<void> {
    const facts = this.scope.facts();
    await writeAlone(
      this.database,
      sql`
        insert into audit_event (at, action, subject_type, subject_id, actor_role, request_id, network, times)
        values (date_trunc('minute', ${this.clock.now()}::timestamptz), ${action}, 'patron', ${patronId ?? nobody},
                ${facts?.caller.role ?? 'system'}, ${facts?.requestId ?? null}, ${facts?.network() ?? null}, 1)
        on conflict (at, action, subject_id, network) where times is not null
        do update set times = audit_event.times + 1`,
    );
  }

  forgetNetworks(before: Date, limit: number): Promise<number> {
    return eraseInTrail(
      {
        rows: (statement) => this.database.rows(statement),
        write: (statement) => writeAlone(this.database, statement),
      },
      { column: 'network', condition: sql`true`, before, limit },
    );
  }
}
