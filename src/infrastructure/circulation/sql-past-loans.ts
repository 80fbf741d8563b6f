import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import type { PastLoan, PastLoans } from '../../application/circulation/retention/past-loans.js';
import { sliceOf, type Place, type Slice } from '../../application/kernel/storage/slice.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

@injectable()
export class SqlPastLoans implements PastLoans {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async lockClosedBefore(moment: Date, after: Place | undefined, limit: number): Promise<Slice<PastLoan>> {
    const behind = after ? sql`(closed_at, id) > (${after[0]}::timestamptz, ${after[1]}::bigint)` : sql`true`;
    const loans = await this.unit.rows<PastLoan & { place: Place }>(sql`
      select id, patron_id as "patronId", jsonb_build_array(closed_at, id) as place
      from loan
      where closed_at < ${moment} and closed_at is not null and patron_id is not null and ${behind}
      order by closed_at, id limit ${limit + 1} for update skip locked`);
    return sliceOf(loans, limit);
  }

  async forgetPatrons(ids: readonly number[]): Promise<void> {
    await this.unit.rows(sql`update loan set patron_id = null where id = any (${ids})`);
  }
}
