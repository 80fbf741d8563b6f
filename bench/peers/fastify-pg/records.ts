import type { PoolClient } from 'pg';

/** The caller in the token. */
export interface Caller {
  readonly sub: string;
  readonly role: string;
}

export interface LoanRow {
  readonly id: number;
  readonly copy_id: number;
  readonly book_id: number;
  /** Null once the library has forgotten who had the copy. */
  readonly patron_id: number | null;
  readonly out_at: Date;
  readonly due_at: Date;
  readonly closed_at: Date | null;
  readonly renewals: number;
}

/** Actor, request and time of a change. */
export interface Occasion {
  readonly caller: Caller;
  readonly requestId: string;
  readonly now: Date;
}

export type PresentedLoan = ReturnType<typeof presentLoan>;

export function presentLoan(loan: LoanRow) {
  return {
    id: loan.id,
    book_id: loan.book_id,
    user_id: loan.patron_id,
    status: statusOf(loan),
    borrowed_at: loan.out_at.toISOString(),
    due_date: loan.due_at.toISOString(),
    returned_at: loan.closed_at?.toISOString() ?? null,
    renewals: loan.renewals,
  };
}

export function statusOf({ closed_at: closed, due_at: due }: LoanRow): string {
  return closed ? 'closed' : due < new Date() ? 'overdue' : 'open';
}

/** Moves a copy, and records it. */
export async function moveCopy(
  client: PoolClient,
  copyId: number,
  status: string,
  occasion: Occasion,
): Promise<void> {
  const { rows } = await client.query<{ book_id: number }>({
    name: 'move-copy',
    text: 'UPDATE copy SET status = $2, revision = revision + 1 WHERE id = $1 RETURNING book_id',
    values: [copyId, status],
  });
  const details = { status, bookId: rows[0]?.book_id };
  await audit(client, 'catalogue.copy_moved', 'copy', copyId, details, occasion);
}

/** Records an event of a loan in the audit trail and the outbox. */
export async function recordLoan(
  client: PoolClient,
  action: string,
  loan: LoanRow,
  occasion: Occasion,
): Promise<void> {
  const details = { copyId: loan.copy_id, bookId: loan.book_id, dueAt: loan.due_at };
  await audit(client, action, 'loan', loan.id, details, occasion);
  await client.query({
    name: 'tell',
    text: `INSERT INTO outbox_event (at, name, aggregate_type, aggregate_id, payload, retry_at)
           VALUES ($1, $2, 'loan', $3, $4, $1)`,
    values: [occasion.now, action, loan.id, details],
  });
}

async function audit(
  client: PoolClient,
  action: string,
  type: string,
  id: number,
  details: object,
  { caller, requestId, now }: Occasion,
): Promise<void> {
  await client.query({
    name: 'audit',
    text: `INSERT INTO audit_event (at, action, subject_type, subject_id, actor_id, actor_role, request_id, details)
           VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    values: [now, action, type, id, caller.sub, caller.role, requestId, details],
  });
}
