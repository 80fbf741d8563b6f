import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { SentMail, SentMails } from '../../../application/usage/mails/sent-mails.js';
import { Database } from '../../kernel/postgres/database.js';

@injectable()
export class SqlSentMails implements SentMails {
  constructor(@inject(Database) private readonly database: Database) {}

  async of(patronId: number, limit: number): Promise<readonly SentMail[]> {
    const newest = await this.database.rows<SentMail>(sql`
      select kind, key_id as "keyId", program, lifecycle_id as "lifecycleId", stage, period, state, address,
             made_at as "madeAt", settled_at as "settledAt"
      from lifecycle_mail join consumer on consumer.id = consumer_id
      where patron_id = ${patronId} and closed_at is null
      order by made_at desc, lifecycle_mail.id desc limit ${limit}`);
    return newest.toReversed();
  }
}
