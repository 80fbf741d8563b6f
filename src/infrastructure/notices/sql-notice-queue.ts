import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { MailQueue, MailQueueState } from '../../application/kernel/operations/mail-queue.js';
import { Database } from '../kernel/postgres/database.js';

/** The notices that wait. An attempt counts before it is made, so one is no failure yet. */
@injectable()
export class SqlNoticeQueue implements MailQueue {
  constructor(@inject(Database) private readonly database: Database) {}

  async state(): Promise<MailQueueState> {
    const [row] = await this.database.rows<Omit<MailQueueState, 'queue'>>(sql`
      select count(*)::int as waiting, count(*) filter (where attempts > 1)::int as failing,
             coalesce(max(attempts), 0) as attempts, min(retry_at) as "nextAt"
      from notice where settled_at is null`);
    return { queue: 'notices', waiting: 0, failing: 0, attempts: 0, nextAt: null, ...row };
  }
}
