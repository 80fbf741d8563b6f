import sql from 'sql-template-tag';
import { Loan } from '../../src/domain/circulation/loan.js';
import type { LoanTerms } from '../../src/domain/circulation/policy.js';
import { LuxonCalendar } from '../../src/infrastructure/circulation/luxon-calendar.js';
import type { SeedLoan } from '../content/circulation-loans.js';
import type { SeedDatabase } from '../seed.js';

/** A loan of the content with what it stands for in this database. */
interface FoundLoan {
  readonly out: number;
  readonly kept: number | null;
  readonly renewed: number | null;
  readonly copyId: number;
  readonly bookId: number;
  readonly patronId: number;
  readonly terms: LoanTerms;
}

/**
 * Adds the loans, each under the terms that its patron and copy have. Copies that were ever lent are passed over:
 * they have a history of their own, which may be that of an earlier run.
 */
export async function plantLoans(db: SeedDatabase, planned: readonly SeedLoan[]): Promise<void> {
  const calendar = new LuxonCalendar(db.timeZone);
  const loans = (await find(db, planned)).map((found, index) => lend(found, index, db.now, calendar));
  // The copy is taken first, as at the desk: whoever lends it at the same moment keeps it.
  await db.rows(sql`
    with given as (
      select * from rows from (jsonb_to_recordset(${JSON.stringify(loans)}) as (
        "copyId" bigint, "bookId" bigint, "patronId" bigint, "outAt" timestamptz, "dueAt" timestamptz,
        "closedAt" timestamptz, "closeReason" text, renewals integer, terms jsonb)) with ordinality
    ), taken as (
      update copy set status = 'on_loan' from given
      where copy.id = given."copyId" and given."closedAt" is null and copy.status = 'available'
      returning copy.id
    )
    insert into loan (copy_id, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
    select "copyId", "bookId", "patronId", "outAt", "dueAt", "closedAt", "closeReason", renewals, terms
    from given where "closedAt" is not null or "copyId" in (select id from taken)
    order by ordinality`);
}

/** Those of the loans whose patron and copy are there. A copy has the number it has among those of its book, by id. */
function find(db: SeedDatabase, planned: readonly SeedLoan[]): Promise<FoundLoan[]> {
  return db.rows<FoundLoan>(sql`
    select given.out, given.kept, given.renewed, copy.id as "copyId", copy.book_id as "bookId",
           patron.id as "patronId", policy.terms
    from rows from (jsonb_to_recordset(${JSON.stringify(planned)}) as (
      patron text, isbn text, copy integer, out integer, kept integer, renewed integer)) with ordinality as given
    join patron on lower(patron.email) = given.patron
    cross join lateral (select id from book where isbn13 = given.isbn order by id limit 1) as book
    cross join lateral (
      select id, book_id, kind from copy where book_id = book.id order by id offset given.copy - 1 limit 1) as copy
    cross join lateral (
      select jsonb_build_object('loanDays', loan_days, 'renewalsMax', renewals_max, 'loansMax', loans_max,
                                'holdsMax', holds_max, 'closedWeekdays', closed_weekdays) as terms
      from policy where patron_category in (patron.category, '*') and copy_kind in (copy.kind, '*')
      order by copy_kind = '*', patron_category = '*' limit 1) as policy
    where not exists (select from loan where loan.copy_id = copy.id)
    order by given.ordinality`);
}

/** The loan as the desk would have made it, at some hour between 10 and 19 of the library's day. */
function lend(found: FoundLoan, index: number, now: Date, calendar: LuxonCalendar): Loan {
  const at = (daysAgo: number, turn: number): Date => {
    const midnight = calendar.endOfDay(now, -daysAgo).getTime() + 1_000;
    return new Date(midnight - (300 + ((turn * 97) % 540)) * 60_000);
  };
  const { out, kept, renewed } = found;
  const loan = new Loan(found, found.terms, at(out, index), calendar);
  if (renewed !== null) loan.renew(at(out - renewed, index), calendar);
  if (kept !== null) loan.close('returned', at(out - kept, index + 1));
  return loan;
}
