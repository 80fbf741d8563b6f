import { Client, type ClientBase } from 'pg';

/** One invariant, as a statement that selects the rows that violate it: none, when all is well. */
export interface Invariant {
  readonly name: string;
  readonly offenders: string;
}

/**
 * The conditions that hold at every moment, whatever clients do. The rules about audit events apply only to changes
 * through the service: seeds and imports of past loans write none.
 */
export const invariants: readonly Invariant[] = [
  {
    name: 'a copy has at most one open loan',
    offenders: `
      select copy_id, count(*)::int as open_loans from loan
      where closed_at is null group by copy_id having count(*) > 1`,
  },
  {
    // When the newest loan was made, all others that are still open were open already. A loan for which a librarian has
    // overridden the limit is left out. All loans count for the category, and those of a kind for a policy that names it.
    name: 'a patron has no more open loans than the policies allow',
    offenders: `
      with lent as (
        select loan.id, patron_id, category, kind from loan
          join copy on copy.id = copy_id join patron on patron.id = patron_id where loan.closed_at is null),
      out as (
        select id, patron_id, category, '*' as kind,
               row_number() over (partition by patron_id order by id)::int as open_loans from lent
        union all
        select id, patron_id, category, kind,
               row_number() over (partition by patron_id, kind order by id)::int from lent),
      newest as (
        select distinct on (patron_id, kind) * from out
        where not exists (
          select from audit_event
          where subject_type = 'loan' and subject_id = out.id
            and details -> 'override' -> 'codes' ? 'circulation.loan_limit_reached')
        order by patron_id, kind, id desc)
      select newest.*, allowed from newest, lateral (
        select loans_max as allowed from policy
        where copy_kind = newest.kind and patron_category in ('*', newest.category)
        order by patron_category = '*' limit 1) as policy
      where open_loans > allowed`,
  },
  {
    name: 'a copy is on loan if and only if it has an open loan',
    offenders: `
      select id, status from copy
      where (status = 'on_loan') <> exists (select from loan where copy_id = copy.id and closed_at is null)`,
  },
  {
    name: 'a loan is of a copy of its book',
    offenders: `
      select loan.id, loan.book_id, copy.book_id as book_of_copy
      from loan join copy on copy.id = loan.copy_id where copy.book_id <> loan.book_id`,
  },
  {
    name: 'the kept number of books with its noted changes is the number of books',
    offenders: `
      select books, noted, counted
      from book_total, lateral (select coalesce(sum(delta), 0)::int as noted from book_change) as changes,
      lateral (select count(*)::int as counted from book where withdrawn_at is null) as present
      where books + noted <> counted`,
  },
  {
    name: 'a loan has the barcode of its copy, or none',
    offenders: `
      select loan.id, copy_barcode, barcode from loan join copy on copy.id = copy_id where copy_barcode <> barcode`,
  },
  {
    name: 'a book has as many loans as its count and its noted changes say',
    offenders: `
      select book_id, sum(loans)::int as loans, sum(counted)::int as counted from (
        select book_id, 1 as loans, 0 as counted from loan
        union all select book_id, 0, loans from loan_count
        union all select book_id, 0, change from loan_count_change) as both_ways
      group by book_id having sum(loans) <> sum(counted)`,
  },
  {
    name: 'a book that was given up has no copy left',
    offenders: `
      select copy.id, book_id, status from copy join book on book.id = book_id
      where withdrawn_at is not null and status <> 'withdrawn'`,
  },
  {
    name: 'a closed account has no open loan',
    offenders: `
      select loan.id, patron_id from loan join patron on patron.id = patron_id
      where patron.closed_at is not null and loan.closed_at is null`,
  },
  {
    name: 'a loan is opened once, and every event belongs to a stored loan',
    offenders: `
      select subject_id, count(*)::int as events, count(loan.id)::int as loans
      from audit_event left join loan on loan.id = subject_id
      where action = 'circulation.loan_opened' group by subject_id having count(*) <> 1 or count(loan.id) <> 1`,
  },
  {
    name: 'a return counts once, and an open loan has none',
    offenders: `
      select loan.id, loan.closed_at, count(*)::int as returns
      from loan join audit_event on subject_id = loan.id and action = 'circulation.loan_returned'
      group by loan.id having count(*) > 1 or loan.closed_at is null`,
  },
  {
    name: 'a loan that the service has opened is closed and renewed as often as its events record',
    offenders: `
      select loan.id, closed_at, renewals, returned, lost, renewed
      from loan, lateral (
        select count(*) filter (where action = 'circulation.loan_opened') as opened,
               count(*) filter (where action = 'circulation.loan_returned') as returned,
               count(*) filter (where action = 'circulation.loan_lost') as lost,
               count(*) filter (where action = 'circulation.loan_renewed') as renewed
        from audit_event where subject_type = 'loan' and subject_id = loan.id) as told
      where opened > 0 and ((close_reason = 'returned') is true <> (returned > 0)
        or ((close_reason = 'lost') is true)::int <> lost or renewals <> renewed)`,
  },
  {
    name: 'the status events of a copy match the events of its loans',
    offenders: `
      select copy.id, lent, moved_out, returned, moved_back
      from copy, lateral (
        select count(*) filter (where action = 'circulation.loan_opened') as lent,
               count(*) filter (where action = 'circulation.loan_returned') as returned
        from audit_event where subject_type = 'loan' and (details ->> 'copyId')::bigint = copy.id) as of_loans,
      lateral (
        select count(*) filter (where status = 'on_loan') as moved_out,
               count(*) filter (where status = 'available' and before in ('on_loan', 'as seeded')) as moved_back
        from (
          select details ->> 'status' as status,
                 lag(details ->> 'status', 1, 'as seeded') over (order by id) as before
          from audit_event
          where subject_type = 'copy' and subject_id = copy.id and action = 'catalogue.copy_moved'
        ) as moves) as of_copy
      where lent <> moved_out or returned <> moved_back`,
  },
];

/** Each violated invariant with the rows that violate it. */
export async function brokenInvariants(client: ClientBase): Promise<Record<string, object[]>> {
  const broken: Record<string, object[]> = {};
  for (const { name, offenders } of invariants) {
    const { rows } = await client.query<object>(offenders);
    if (rows.length > 0) broken[name] = rows;
  }
  return broken;
}

/** @throws Error with the violated invariants in the database at `url`, and the rows */
export async function expectInvariants(url: string): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const broken = await brokenInvariants(client);
    if (Object.keys(broken).length > 0) throw new Error(`Broken: ${JSON.stringify(broken, null, 2)}`);
  } finally {
    await client.end();
  }
}
