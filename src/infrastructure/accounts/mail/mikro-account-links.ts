import { LockMode } from '@mikro-orm/postgresql';
import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { AccountLinks } from '../../../application/accounts/mail/account-links.js';
import { AccountLink, type LinkPurpose } from '../../../domain/accounts/account-link.js';
import { Database } from '../../kernel/postgres/database.js';
import { hydrate } from '../../kernel/transaction/hydrate.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class MikroAccountLinks implements AccountLinks {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Database) private readonly database: Database,
  ) {}

  async add(link: AccountLink): Promise<void> {
    await this.unit.em.persist(link).flush();
  }

  async find(hash: string): Promise<AccountLink | undefined> {
    const [row] = await this.database.rows(sql`
      select hash, patron_id as "patronId", purpose, email, expires_at as "expiresAt"
      from account_link where hash = ${hash}`);
    return row && hydrate(AccountLink, row);
  }

  async lock(hash: string): Promise<AccountLink | undefined> {
    const options = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
    return (await this.unit.em.findOne(AccountLink, { hash }, options)) ?? undefined;
  }

  async removeAll(patronId: number, purpose?: LinkPurpose): Promise<void> {
    await this.unit.em.nativeDelete(AccountLink, { patronId, ...(purpose && { purpose }) });
  }

  async removeExpired(now: Date, limit: number): Promise<number> {
    const gone = await this.unit.rows(sql`
      delete from account_link where hash in (
        select hash from account_link where expires_at <= ${now}
        order by expires_at limit ${limit} for update skip locked)
      returning hash`);
    return gone.length;
  }
}
