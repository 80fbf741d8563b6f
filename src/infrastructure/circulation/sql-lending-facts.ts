import { inject, injectable } from 'tsyringe';
import sql from 'sql-template-tag';
import { Policy } from '../../domain/circulation/policy.js';
import type { LendingFacts, Lookup, LookupToLend } from '../../application/circulation/lending-facts.js';
import { hydrate } from '../kernel/transaction/hydrate.js';
import { SqlUnitOfWork } from '../kernel/unit-of-work/sql-unit-of-work.js';

interface Row {
  readonly policy: Policy;
  readonly open: Readonly<Record<string, number>>;
  readonly loanId: number;
}

@injectable()
export class SqlLendingFacts implements LendingFacts {
  constructor(@inject(SqlUnitOfWork) private readonly unit: SqlUnitOfWork) {}

  of(patronId: number): Promise<Lookup> {
    return this.look(patronId, false);
  }

  toLend(patronId: number): Promise<LookupToLend> {
    return this.look(patronId, true);
  }

  /** Each policy comes as one value, with all else beside it: one statement for everything. */
  private async look(patronId: number, toLend: boolean): Promise<LookupToLend> {
    const rows = await this.unit.rows<Row>(sql`
      select jsonb_build_object(
               'id', id, 'patronCategory', patron_category, 'copyKind', copy_kind, 'loanDays', loan_days,
               'renewalsMax', renewals_max, 'loansMax', loans_max, 'holdsMax', holds_max,
               'closedWeekdays', closed_weekdays) as policy,
             (select coalesce(jsonb_object_agg(kind, loans), '{}') from (
                select kind, count(*) as loans from loan join copy on copy.id = copy_id
                where patron_id = ${patronId} and closed_at is null group by kind) as counted) as open,
             (select nextval('loan_id_seq') where ${toLend}::boolean) as "loanId"
      from policy order by id`);
    const [{ open, loanId } = { open: {}, loanId: 0 }] = rows;
    const policies = rows.map(({ policy }) => hydrate(Policy, policy));
    return { policies, open: new Map(Object.entries(open)), loanId };
  }
}
