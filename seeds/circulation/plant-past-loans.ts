import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import type { Range } from '../feature-seeder.js';
import type { SeedContext } from '../seed-context.js';

/** The ISBNs of synthetic books consist of 979-9 and their number, from 0, in the next 8 digits. */
const isbnOf = (number: number): string => `9799${String(number).padStart(8, '0')}`;

/**
 * Adds past loans to the copies of synthetic books `start` to `end` (exclusive) that were never lent: closed loans to
 * synthetic readers, one in each period of 100 days. Each begins 31 to 90 days before the end of its period and lasts 1
 * to 25 days, so no two overlap, all have ended, and some were returned late.
 *
 * PostgreSQL computes these rows, because building a million entities only to send them would be slow.
 */
export async function plantPastLoans(
  em: EntityManager,
  { now, timeZone }: SeedContext,
  { start, end }: Range,
  loansPerCopy: number,
): Promise<void> {
  await sql`
    with reader as (
      select id, row_number() over (order by email) - 1 as position
      from patron where email like 'reader%@example.net'
    ), shelf as (
      select copy.id as copy_id, book.id as book_id, substr(book.isbn13, 5, 8)::bigint as number
      from book join copy on copy.book_id = book.id
      where book.isbn13 >= ${isbnOf(start)} and book.isbn13 < ${isbnOf(end)}
        and not exists (select from loan where loan.copy_id = copy.id)
    ), past as (
      select shelf.*, (number * 7919 + turn * 104729) % (select count(*) from reader) as position,
             date_trunc('day', ${now}::timestamptz at time zone ${timeZone})
               - make_interval(days => (turn * 100 + 31 + (number * 17 + turn * 29) % 60)::integer)
               + make_interval(mins => (540 + (number * 131 + turn * 47) % 540)::integer) as local_out,
             (1 + (number * 13 + turn * 7) % 25)::integer as kept
      from shelf cross join generate_series(0, ${loansPerCopy}::bigint - 1) as turn
    )
    insert into loan (copy_id, book_id, patron_id, out_at, due_at, closed_at, close_reason, renewals, terms)
    select copy_id, book_id, reader.id, local_out at time zone ${timeZone},
           (date_trunc('day', local_out) + make_interval(days => loan_days + 1, secs => -1)) at time zone ${timeZone},
           (local_out + make_interval(days => kept)) at time zone ${timeZone}, 'returned', 0,
           jsonb_build_object('loanDays', loan_days, 'renewalsMax', renewals_max, 'loansMax', loans_max,
                              'holdsMax', holds_max, 'closedWeekdays', closed_weekdays)
    from past join reader using (position)
    join policy on policy.patron_category = '*' and policy.copy_kind = '*'
    order by number, local_out`.execute(em.getKysely());
}
