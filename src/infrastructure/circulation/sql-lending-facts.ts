import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Policy } from '../../domain/circulation/policy.js';
import type { LendingFacts, Lookup } from '../../application/circulation/lending-facts.js';
import { hydrate } from '../kernel/hydrate.js';
import { SqlUnitOfWork } from '../kernel/sql-unit-of-work.js';

/** Each policy, with the open loans of the patron beside it: one statement for both. */
type Row = Lookup['policies'][number] & { readonly open: number };

@injectable()
export class SqlLendingFacts implements LendingFacts {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  async of(patronId: number): Promise<Lookup> {
    const rows = await this.unit.rows<Row>(sql`
      select id, patron_category as "patronCategory", copy_kind as "copyKind", loan_days as "loanDays",
             renewals_max as "renewalsMax", loans_max as "loansMax", holds_max as "holdsMax",
             closed_weekdays as "closedWeekdays",
             (select count(*) from loan where patron_id = ${patronId} and closed_at is null) as open
      from policy order by id`);
    return {
      policies: rows.map(({ open: _, ...policy }) => hydrate(Policy, policy)),
      open: rows[0]?.open ?? 0,
    };
  }
}
