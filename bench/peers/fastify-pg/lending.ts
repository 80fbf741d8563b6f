import type { PoolClient } from 'pg';
import { inTransaction } from './database.js';
import {
  moveCopy,
  presentLoan,
  recordLoan,
  type Caller,
  type LoanRow,
  type PresentedLoan,
} from './records.js';
import { Refused, tokenInvalid } from './refused.js';

interface Patron {
  readonly blocks: readonly { readonly until: string | null }[];
  readonly expires_at: Date | null;
}

interface Policy {
  readonly loan_days: number;
  readonly renewals_max: number;
  readonly loans_max: number;
  readonly holds_max: number;
  readonly closed_weekdays: readonly number[];
}

/** Lends any free copy of a book. */
export function lend(bookId: number, caller: Caller, requestId: string): Promise<PresentedLoan> {
  const now = new Date();
  return inTransaction(async (client) => {
    const patron = await lockPatron(client, caller);
    await demandBook(client, bookId);
    refuseUnlessGood(patron, now);
    const policy = await findPolicy(client);
    await refuseAtLimit(client, caller, policy);
    const copyId = await lockFreeCopy(client, bookId);
    await moveCopy(client, copyId, 'on_loan', { caller, requestId, now });
    const loan = await insertLoan(client, { copyId, bookId, patronId: caller.sub }, policy, now);
    await recordLoan(client, 'circulation.loan_opened', loan, { caller, requestId, now });
    return presentLoan(loan);
  });
}

export async function lockPatron(client: PoolClient, caller: Caller): Promise<Patron> {
  const { rows } = await client.query<Patron>({
    name: 'lock-patron',
    text: `SELECT blocks, expires_at FROM patron
           WHERE id = $1 AND closed_at IS NULL AND password_hash IS NOT NULL FOR UPDATE`,
    values: [caller.sub],
  });
  if (!rows[0]) throw tokenInvalid();
  return rows[0];
}

async function demandBook(client: PoolClient, bookId: number): Promise<void> {
  const { rows } = await client.query({
    name: 'pin-book',
    text: 'SELECT id FROM book WHERE id = $1 AND withdrawn_at IS NULL FOR KEY SHARE',
    values: [bookId],
  });
  if (rows.length === 0) throw new Refused(404, 'catalogue.book_not_found', 'There is no such book.');
}

export function refuseUnlessGood({ blocks, expires_at: expiry }: Patron, now: Date): void {
  if (blocks.some(({ until }) => until === null || new Date(until) > now)) {
    throw new Refused(409, 'circulation.patron_blocked', 'The patron is blocked from borrowing.');
  }
  if (expiry && expiry <= now) {
    throw new Refused(409, 'circulation.patron_expired', "The patron's card has expired.");
  }
}

export async function findPolicy(client: PoolClient): Promise<Policy> {
  const { rows } = await client.query<Policy>({
    name: 'find-policy',
    text: `SELECT * FROM policy WHERE patron_category = '*' AND copy_kind = '*'`,
  });
  if (!rows[0]) throw new Error('There is no policy.');
  return rows[0];
}

async function refuseAtLimit(client: PoolClient, caller: Caller, policy: Policy): Promise<void> {
  const [open, limit] = [await countOpen(client, caller), policy.loans_max];
  if (open < limit) return;
  const message = 'The patron has as many loans open as the policy allows.';
  throw new Refused(409, 'circulation.loan_limit_reached', message, { limit, open });
}

export async function countOpen(client: PoolClient, caller: Caller): Promise<number> {
  const { rows } = await client.query<{ loans: number }>({
    name: 'count-loans',
    text: 'SELECT count(*)::int AS loans FROM loan WHERE patron_id = $1 AND closed_at IS NULL',
    values: [caller.sub],
  });
  return rows[0]?.loans ?? 0;
}

async function lockFreeCopy(client: PoolClient, bookId: number): Promise<number> {
  const { rows } = await client.query<{ id: number }>({
    name: 'lock-free-copy',
    text: `SELECT id FROM copy WHERE book_id = $1 AND status = 'available'
           ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
    values: [bookId],
  });
  if (rows[0]) return rows[0].id;
  throw new Refused(409, 'circulation.no_copy_available', 'No copy of this book is free at the moment.');
}

export async function insertLoan(
  client: PoolClient,
  { copyId, bookId, patronId }: { copyId: number; bookId: number; patronId: string },
  policy: Policy,
  now: Date,
): Promise<LoanRow> {
  const due = new Date(now);
  due.setUTCDate(due.getUTCDate() + policy.loan_days);
  due.setUTCHours(23, 59, 59, 0);
  const terms = {
    loanDays: policy.loan_days,
    renewalsMax: policy.renewals_max,
    loansMax: policy.loans_max,
    holdsMax: policy.holds_max,
    closedWeekdays: policy.closed_weekdays,
  };
  const { rows } = await client.query<LoanRow>({
    name: 'insert-loan',
    text: `INSERT INTO loan (copy_id, book_id, patron_id, out_at, due_at, renewals, terms)
           VALUES ($1, $2, $3, $4, $5, 0, $6) RETURNING *`,
    values: [copyId, bookId, patronId, now, due, terms],
  });
  if (!rows[0]) throw new Error('The loan was not stored.');
  return rows[0];
}
