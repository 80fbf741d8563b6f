import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { SessionQueries, SessionView } from '../../../application/accounts/sessions/session-queries.js';
import { Clock } from '../../../application/kernel/clock.js';
import {
  sliceOf,
  type Place,
  type Slice,
  type SliceRequest,
} from '../../../application/kernel/storage/slice.js';
import { Database } from '../../kernel/postgres/database.js';

@injectable()
export class SqlSessionQueries implements SessionQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async list(patronId: number, { after, limit }: SliceRequest): Promise<Slice<SessionView>> {
    const [last = 0] = after ?? [];
    const rows = await this.database.rows<SessionView & { readonly place: Place }>(sql`
      select id, refreshable, user_agent as "userAgent", started_at as "startedAt", refreshed_at as "refreshedAt",
             expires_at as "expiresAt", jsonb_build_array(id) as place
      from session
      where patron_id = ${patronId} and ended_at is null and expires_at > ${this.clock.now()} and id > ${last}
      order by id limit ${limit + 1}`);
    return sliceOf(rows, limit);
  }
}
