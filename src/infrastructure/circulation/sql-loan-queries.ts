import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { LoanFilter, LoanQueries } from '../../application/circulation/loan-queries.js';
import type { LoanView } from '../../application/circulation/views.js';
import { Clock } from '../../application/kernel/clock.js';
import type { Page, PageRequest } from '../../application/kernel/page.js';
import { Database } from '../kernel/database.js';
import { isKey } from '../kernel/keys.js';

@injectable()
export class SqlLoanQueries implements LoanQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async view(id: number): Promise<LoanView | undefined> {
    if (!isKey(id)) return undefined;
    return (await this.select(sql`where id = ${id}`))[0];
  }

  async list(filter: LoanFilter, { offset, limit }: PageRequest): Promise<Page<LoanView>> {
    const where = this.where(filter);
    const [items, counted] = await Promise.all([
      this.select(sql`where ${where} order by id desc limit ${limit} offset ${offset}`),
      this.database.rows<{ total: number }>(sql`select count(*) as total from loan where ${where}`),
    ]);
    return { items, total: counted[0]?.total ?? 0 };
  }

  mostBorrowed(limit: number): Promise<{ bookId: number; loans: number }[]> {
    return this.database.rows(sql`
      select book_id as "bookId", count(*)::int as loans
      from loan group by book_id order by loans desc, book_id limit ${limit}`);
  }

  private select(rest: Sql): Promise<LoanView[]> {
    return this.database.rows<LoanView>(sql`
      select id, copy_id as "copyId", book_id as "bookId", patron_id as "patronId", out_at as "outAt",
             due_at as "dueAt", closed_at as "closedAt", renewals,
             case when closed_at is not null then 'closed' when due_at < ${this.clock.now()} then 'overdue'
                  else 'open' end as status
      from loan ${rest}`);
  }

  private where({ mineOf, patronId, bookId, status }: LoanFilter): Sql {
    const found = [sql`true`];
    if (mineOf !== undefined) found.push(sql`patron_id = ${mineOf}`);
    if (patronId !== undefined) found.push(isKey(patronId) ? sql`patron_id = ${patronId}` : sql`false`);
    if (bookId !== undefined) found.push(isKey(bookId) ? sql`book_id = ${bookId}` : sql`false`);
    if (status === 'closed') found.push(sql`closed_at is not null`);
    if (status === 'open' || status === 'overdue') found.push(sql`closed_at is null`);
    if (status === 'overdue') found.push(sql`due_at < ${this.clock.now()}`);
    return join(found, ' and ');
  }
}
