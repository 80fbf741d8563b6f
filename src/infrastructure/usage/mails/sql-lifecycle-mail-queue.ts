import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { MailQueue, MailQueueState } from '../../../application/kernel/operations/mail-queue.js';
import { Database } from '../../kernel/postgres/database.js';

/** The mails about ends of life that wait. An attempt counts before it is made, so one is no failure yet. */
@injectable()
export class SqlLifecycleMailQueue implements MailQueue {
  constructor(@inject(Database) private readonly database: Database) {}

  async state(): Promise<MailQueueState> {
    const [row] = await this.database.rows<Omit<MailQueueState, 'queue'>>(sql`
      select count(*)::int as waiting, count(*) filter (where attempts > 1)::int as failing,
             coalesce(max(attempts), 0) as attempts, min(retry_at) as "nextAt"
      from lifecycle_digest where settled_at is null`);
    return { queue: 'mails about ends of life', waiting: 0, failing: 0, attempts: 0, nextAt: null, ...row };
  }
}
