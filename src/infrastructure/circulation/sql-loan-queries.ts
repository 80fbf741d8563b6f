import { inject, injectable } from 'tsyringe';
import sql, { join, type Sql } from 'sql-template-tag';
import type { LoanFilter, LoanQueries } from '../../application/circulation/loan-queries.js';
import type { LoanRecord, LoanView } from '../../application/circulation/views.js';
import { Clock } from '../../application/kernel/clock.js';
import type { Page, PageRequest } from '../../application/kernel/storage/page.js';
import { sliceOf, type Slice, type SliceRequest } from '../../application/kernel/storage/slice.js';
import { Database } from '../kernel/postgres/database.js';
import { isRowId } from '../kernel/postgres/row-id.js';

@injectable()
export class SqlLoanQueries implements LoanQueries {
  constructor(
    @inject(Database) private readonly database: Database,
    @inject(Clock) private readonly clock: Clock,
  ) {}

  async view(id: number): Promise<LoanRecord | undefined> {
    if (!isRowId(id)) return undefined;
    return (await this.records(sql`where id = ${id}`))[0];
  }

  async list(filter: LoanFilter, { offset, limit }: PageRequest): Promise<Page<LoanView>> {
    const where = this.where(filter);
    const [items, total] = await Promise.all([
      this.database.rows<LoanView>(sql`
        select ${this.columns()} from loan where ${where} order by id desc limit ${limit} offset ${offset}`),
      this.count(filter),
    ]);
    return { items, total };
  }

  async listAfter(filter: LoanFilter, { after, limit }: SliceRequest): Promise<Slice<LoanRecord>> {
    const older = after ? sql`id < ${after[0]}` : sql`true`;
    const loans = await this.records(
      sql`where ${this.where(filter)} and ${older} order by id desc limit ${limit + 1}`,
    );
    return sliceOf(
      loans.map((loan) => ({ ...loan, place: [loan.id] })),
      limit,
    );
  }

  async count(filter: LoanFilter): Promise<number> {
    const counted = await this.database.rows<{ total: number }>(
      sql`select count(*) as total from loan where ${this.where(filter)}`,
    );
    return counted[0]?.total ?? 0;
  }

  /** A loan that is older than the column has no barcode: it is that of the copy. */
  private records(rest: Sql): Promise<LoanRecord[]> {
    return this.database.rows<LoanRecord>(sql`
      select ${this.columns()},
             coalesce(copy_barcode, (select barcode from copy where copy.id = copy_id)) as "copyBarcode"
      from loan ${rest}`);
  }

  private columns(): Sql {
    return sql`
             id, copy_id as "copyId", book_id as "bookId", patron_id as "patronId", out_at as "outAt",
             due_at as "dueAt", case when close_reason = 'returned' then closed_at end as "returnedAt", renewals,
             case when closed_at is null then greatest((terms ->> 'renewalsMax')::int - renewals, 0)
                  else 0 end as "renewalsLeft",
             case when closed_at is not null then 'closed' when due_at < ${this.clock.now()} then 'overdue'
                  else 'open' end as status`;
  }

  private where({ mineOf, patronId, bookId, copyId, dueBefore, status }: LoanFilter): Sql {
    const isOpen = sql`closed_at is null`;
    const ofStatus = {
      open: isOpen,
      overdue: sql`${isOpen} and due_at < ${this.clock.now()}`,
      closed: sql`closed_at is not null`,
    };
    const asked = [
      ...ofKey(sql`patron_id`, mineOf),
      ...ofKey(sql`patron_id`, patronId),
      ...ofKey(sql`book_id`, bookId),
      ...ofKey(sql`copy_id`, copyId),
      ...(dueBefore ? [sql`due_at < ${dueBefore}`] : []),
      ...(status ? [ofStatus[status]] : []),
    ];
    return join([sql`true`, ...asked], ' and ');
  }
}

/** Adds no condition when no key was given. A key that no row can have matches nothing. */
function ofKey(column: Sql, key: number | undefined): Sql[] {
  if (key === undefined) return [];
  return [isRowId(key) ? sql`${column} = ${key}` : sql`false`];
}
