import type { EntityManager } from '@mikro-orm/postgresql';
import { sql } from 'kysely';
import { policyFor, Policy } from '../../src/domain/circulation/policy.js';
import { LuxonLocalTime } from '../../src/infrastructure/kernel/runtime/luxon-local-time.js';
import type { SeedLoan } from '../content/circulation-loans.js';
import type { SeedContext } from '../seed-context.js';
import { LoanFactory, type LoanInput } from './loan-factory.js';

/** A loan of the content with its keys in this database. */
interface FoundLoan {
  readonly out: number;
  readonly kept: number | null;
  readonly renewed: number | null;
  readonly copyId: number;
  readonly bookId: number;
  readonly patronId: number;
  readonly category: string;
  readonly kind: string;
}

/**
 * Adds the loans, each under the terms of its patron and copy. Copies that were ever lent are skipped: their history
 * may come from an earlier run.
 */
export async function plantLoans(
  em: EntityManager,
  context: SeedContext,
  planned: readonly SeedLoan[],
): Promise<void> {
  const policies = await em.find(Policy, {});
  const found = await find(em, planned);
  // The copies are marked first, as at the desk. If another transaction lends a copy at the same moment, that loan
  // wins.
  const taken = await takeCopies(em, found);
  const factory = new LoanFactory(em);
  found.forEach((loan, index) => {
    const isOpen = loan.kept === null;
    const terms = policyFor(policies, loan.category, loan.kind);
    if (!isOpen || taken.has(loan.copyId)) factory.makeOne({ ...datesOf(loan, index, context), terms });
  });
  await em.flush();
}

/** The loans whose patron and copy exist. A copy is numbered by its id among the copies of its book. */
async function find(em: EntityManager, planned: readonly SeedLoan[]): Promise<FoundLoan[]> {
  const { rows } = await sql<FoundLoan>`
    select given.out, given.kept, given.renewed, copy.id as "copyId", copy.book_id as "bookId", copy.kind,
           patron.id as "patronId", patron.category
    from rows from (jsonb_to_recordset(${JSON.stringify(planned)}) as (
      patron text, isbn text, copy integer, out integer, kept integer, renewed integer)) with ordinality as given
    join patron on lower(patron.email) = given.patron
    cross join lateral (select id from book where isbn13 = given.isbn order by id limit 1) as book
    cross join lateral (
      select id, book_id, kind from copy where book_id = book.id order by id offset given.copy - 1 limit 1) as copy
    where not exists (select from loan where loan.copy_id = copy.id)
    order by given.ordinality`.execute(em.getKysely());
  return rows;
}

/** Marks the copies of open loans as lent. Returns the keys of the copies that were available. */
async function takeCopies(em: EntityManager, found: readonly FoundLoan[]): Promise<ReadonlySet<number>> {
  const wanted = found.filter(({ kept }) => kept === null).map(({ copyId }) => copyId);
  const { rows } = await sql<{ id: number }>`
    update copy set status = 'on_loan' where id = any(${wanted}::bigint[]) and status = 'available'
    returning id`.execute(em.getKysely());
  return new Set(rows.map(({ id }) => id));
}

/** All dates have an hour between 10 and 19 of the library's day. */
function datesOf(found: FoundLoan, index: number, context: SeedContext): Omit<LoanInput, 'terms'> {
  const calendar = new LuxonLocalTime(context.timeZone);
  const at = (daysAgo: number, turn: number): Date => {
    const midnight = calendar.endOfDay(context.now, -daysAgo).getTime() + 1_000;
    return new Date(midnight - (300 + ((turn * 97) % 540)) * 60_000);
  };
  const { out, kept, renewed } = found;
  return {
    parties: found,
    calendar,
    outAt: at(out, index),
    renewedAt: renewed === null ? undefined : at(out - renewed, index),
    returnedAt: kept === null ? undefined : at(out - kept, index + 1),
  };
}
