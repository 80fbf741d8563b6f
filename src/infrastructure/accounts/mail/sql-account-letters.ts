import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type {
  AccountLetter,
  AccountLetters,
  NewLetter,
} from '../../../application/accounts/mail/account-letters.js';
import { Clock } from '../../../application/kernel/clock.js';
import { nextRetryAt } from '../../kernel/unit-of-work/retry-schedule.js';
import { SqlUnitOfWork } from '../../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlAccountLetters implements AccountLetters {
  constructor(
    @inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async add({ patronId, kind, email }: NewLetter): Promise<number> {
    const now = this.clock.now();
    const [row] = await this.unit.rows<{ id: number }>(sql`
      insert into account_letter (patron_id, kind, email, at, retry_at)
      values (${patronId}, ${kind}, ${email}, ${now}, ${now}) returning id`);
    return row?.id ?? 0;
  }

  claim(since: Date, limit: number): Promise<AccountLetter[]> {
    const now = this.clock.now();
    return this.unit.run(async () => {
      const due = await this.unit.rows<AccountLetter & { attempts: number }>(sql`
        select id, patron_id as "patronId", kind, email, at, attempts from account_letter
        where retry_at <= ${now} and at >= ${since}
        order by retry_at, id limit ${limit} for update skip locked`);
      for (const { id, attempts } of due)
        await this.unit.rows(sql`
          update account_letter set attempts = attempts + 1, retry_at = ${nextRetryAt(now, attempts)}
          where id = ${id}`);
      return due.map(({ id, patronId, kind, email, at }) => ({ id, patronId, kind, email, at }));
    });
  }

  async settle(id: number): Promise<void> {
    await this.unit.run(() => this.unit.rows(sql`delete from account_letter where id = ${id}`));
  }

  async removeAll(patronId: number): Promise<void> {
    await this.unit.rows(sql`delete from account_letter where patron_id = ${patronId}`);
  }

  async prune(before: Date, limit: number): Promise<number> {
    const gone = await this.unit.rows(sql`
      delete from account_letter where id in (
        select id from account_letter where at < ${before}
        order by at limit ${limit} for update skip locked)
      returning id`);
    return gone.length;
  }
}
