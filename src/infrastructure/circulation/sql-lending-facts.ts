import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Policy } from '../../domain/circulation/policy.js';
import type { LendingFacts, Lookup } from '../../application/circulation/lending-facts.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

interface Row {
  readonly policy: Lookup['policies'][number];
  readonly open: number;
}

@injectable()
export class SqlLendingFacts implements LendingFacts {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  /** Reads the policies and the number of open loans in one statement. Each policy comes as one JSON value. */
  async of(patronId: number): Promise<Lookup> {
    const rows = await this.unit.rows<Row>(sql`
      select jsonb_build_object(
               'id', id, 'patronCategory', patron_category, 'copyKind', copy_kind, 'loanDays', loan_days,
               'renewalsMax', renewals_max, 'loansMax', loans_max, 'holdsMax', holds_max,
               'closedWeekdays', closed_weekdays) as policy,
             (select count(*) from loan where patron_id = ${patronId} and closed_at is null) as open
      from policy order by id`);
    return { policies: rows.map(({ policy }) => hydrate(Policy, policy)), open: rows[0]?.open ?? 0 };
  }
}
