import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { Addressee, Addressees } from '../../../application/accounts/mail/letter-sender.js';
import { Database } from '../../kernel/postgres/database.js';

@injectable()
export class SqlAddressees implements Addressees {
  constructor(@inject(Database) private readonly database: Database) {}

  async find(patronId: number): Promise<Addressee | undefined> {
    const rows = await this.database.rows<Addressee>(sql`
      select coalesce(first_name, username) as name, email, email_verified as "emailVerified",
             pending_email as "pendingEmail", language
      from patron where id = ${patronId} and closed_at is null`);
    return rows[0];
  }
}
