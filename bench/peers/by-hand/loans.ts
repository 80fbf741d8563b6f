import { randomUUID } from 'node:crypto';
import type { PoolClient } from 'pg';
import { pool } from './database.js';
import { findBook, lend, lockPatron, takeBack } from './loan-sql.js';
import {
  blocked,
  bookNotFound,
  expired,
  limitReached,
  loanNotFound,
  noCopy,
  tokenInvalid,
} from './refusals.js';
import type { Caller } from './token.js';

interface Patron {
  readonly blocks: readonly { readonly until: string | null }[];
  readonly expires_at: Date | null;
}

interface Lent {
  readonly known: boolean;
  readonly open: number;
  readonly limit: number;
  readonly id: number | null;
  readonly due: string;
}

interface Returned {
  readonly id: number;
  readonly book: number;
  readonly renewals: number;
  readonly already: boolean;
  readonly out: string;
  readonly due: string;
  readonly closed: string | null;
}

/** Lends a free copy. Returns the body with the loan. @throws Refused */
export async function borrow(bookId: number, caller: Caller): Promise<string> {
  const client = await pool.connect();
  try {
    await client.query('begin');
    const loan = await lendWithin(client, bookId, caller);
    await client.query('commit');
    return loan;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function lendWithin(client: PoolClient, bookId: number, caller: Caller): Promise<string> {
  const now = new Date().toISOString();
  const patron = await client.query<Patron>({
    name: 'lock-patron',
    text: lockPatron,
    values: [caller.patronId],
  });
  await refuseUnlessGood(client, patron.rows[0], bookId);
  const { rows } = await client.query<Lent>({
    name: 'lend',
    text: lend,
    values: [caller.patronId, bookId, now, randomUUID(), caller.role],
  });
  const lent = rows[0];
  if (!lent?.known) throw bookNotFound;
  if (lent.open >= lent.limit) throw limitReached(lent.limit, lent.open);
  if (lent.id === null) throw noCopy;
  return JSON.stringify({
    id: lent.id,
    book_id: bookId,
    user_id: caller.patronId,
    status: 'open',
    borrowed_at: now,
    due_date: lent.due,
    returned_at: null,
    renewals: 0,
  });
}

async function refuseUnlessGood(
  client: PoolClient,
  patron: Patron | undefined,
  bookId: number,
): Promise<void> {
  if (!patron) throw tokenInvalid;
  const now = new Date();
  const isBlocked = patron.blocks.some(({ until }) => until === null || new Date(until) > now);
  const isExpired = patron.expires_at !== null && patron.expires_at <= now;
  if (!isBlocked && !isExpired) return;
  const { rows } = await client.query({ name: 'find-book', text: findBook, values: [bookId] });
  if (rows.length === 0) throw bookNotFound;
  throw isBlocked ? blocked : expired;
}

/** Returns the copy of a loan. The result is the body with the loan. @throws Refused */
export async function bringBack(loanId: number, caller: Caller): Promise<string> {
  const now = new Date().toISOString();
  const values = [loanId, caller.patronId, now, randomUUID(), caller.role];
  const { rows } = await pool.query<Returned>({ name: 'take-back', text: takeBack, values });
  const loan = rows[0];
  if (!loan) throw loanNotFound;
  // Another request was closing the loan when this one began; now it is closed.
  if (loan.closed === null) return bringBack(loanId, caller);
  return JSON.stringify({
    id: loan.id,
    book_id: loan.book,
    user_id: caller.patronId,
    status: 'closed',
    borrowed_at: loan.out,
    due_date: loan.due,
    returned_at: loan.closed,
    renewals: loan.renewals,
    already_returned: loan.already,
  });
}
