import type { PoolClient } from 'pg';
import { inTransaction } from '../fastify-pg/database.js';
import { countOpen, findPolicy, insertLoan, lockPatron, refuseUnlessGood } from '../fastify-pg/lending.js';
import { moveCopy, recordLoan, statusOf, type Caller, type LoanRow } from '../fastify-pg/records.js';
import { Refused } from '../fastify-pg/refused.js';
import { close } from '../fastify-pg/returning.js';
import { toId } from './ids.js';
import { Problem } from './problem.js';

interface Copy {
  readonly id: number;
  readonly book_id: number;
  readonly barcode: string;
  readonly status: string;
}

interface Loan {
  readonly id: string;
}

/** Lends a scanned copy to the caller. Scanning it twice is no error. */
export function lendCopy(
  barcode: string,
  caller: Caller,
  requestId: string,
): Promise<Loan & { readonly isNew: boolean }> {
  const now = new Date();
  return inTransaction(async (client) => {
    refuseUnlessGood(await lockPatron(client, caller), now);
    const policy = await findPolicy(client);
    const open = await countOpen(client, caller);
    const copy = await lockCopy(client, barcode);
    const last = copy.status === 'on_loan' ? await lockLastLoan(client, copy) : undefined;
    if (last?.patron_id === Number(caller.sub)) return { ...present(last, copy), isNew: false };
    refuseUnlessFree(copy, open, policy.loans_max);
    const occasion = { caller, requestId, now };
    await moveCopy(client, copy.id, 'on_loan', occasion);
    const made = { copyId: copy.id, bookId: copy.book_id, patronId: caller.sub };
    const loan = await insertLoan(client, made, policy, now);
    await recordLoan(client, 'circulation.loan_opened', loan, occasion);
    return { ...present(loan, copy), isNew: true };
  });
}

/** Takes back a scanned copy. Scanning it twice is no error. */
export function takeBackCopy(barcode: string, caller: Caller, requestId: string): Promise<object> {
  const now = new Date();
  return inTransaction(async (client) => {
    const copy = await lockCopy(client, barcode);
    const last = await lockLastLoan(client, copy);
    const occasion = { caller, requestId, now };
    if (copy.status === 'on_loan') await moveCopy(client, copy.id, 'available', occasion);
    const closed = last && (await close(client, last.id, now));
    if (closed) await recordLoan(client, 'circulation.loan_returned', closed, occasion);
    const loan = closed ?? last;
    return {
      loan: loan ? present(loan, copy) : null,
      alreadyReturned: !closed,
      next: 'shelf',
      copy: { id: toId('copy', copy.id), barcode: copy.barcode, status: 'available' },
    };
  });
}

async function lockCopy(client: PoolClient, barcode: string): Promise<Copy> {
  const { rows } = await client.query<Copy>({
    name: 'lock-scanned',
    text: 'SELECT id, book_id, barcode, status FROM copy WHERE barcode = $1 FOR UPDATE',
    values: [barcode.trim().toUpperCase()],
  });
  if (!rows[0]) throw new Refused(404, 'catalogue.copy_not_found', 'There is no such copy.');
  return rows[0];
}

async function lockLastLoan(client: PoolClient, { id }: Copy): Promise<LoanRow | undefined> {
  const { rows } = await client.query<LoanRow>({
    name: 'lock-last-loan',
    text: 'SELECT * FROM loan WHERE copy_id = $1 ORDER BY id DESC LIMIT 1 FOR UPDATE',
    values: [id],
  });
  return rows[0];
}

/** @throws Problem with all reasons against the loan */
function refuseUnlessFree({ status }: Copy, open: number, limit: number): void {
  const limitReached = {
    code: 'circulation.loan_limit_reached',
    detail: 'The patron has as many loans open as the policy allows.',
    parameters: { limit, open },
    overridableBy: 'librarian',
  } as const;
  const copyOnLoan = {
    code: 'circulation.copy_on_loan',
    detail: 'This copy is out on loan.',
    overridableBy: null,
  } as const;
  const reasons = [...(open >= limit ? [limitReached] : []), ...(status === 'on_loan' ? [copyOnLoan] : [])];
  if (reasons.length > 0) throw new Problem(409, reasons);
}

function present(loan: LoanRow, { barcode }: Copy) {
  return {
    id: toId('loan', loan.id),
    copyId: toId('copy', loan.copy_id),
    copyBarcode: barcode,
    bookId: toId('book', loan.book_id),
    patronId: loan.patron_id === null ? null : toId('patron', loan.patron_id),
    status: statusOf(loan),
    borrowedAt: loan.out_at.toISOString(),
    dueAt: loan.due_at.toISOString(),
    returnedAt: loan.closed_at?.toISOString() ?? null,
    renewals: loan.renewals,
  };
}
