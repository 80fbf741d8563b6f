import type { PoolClient } from 'pg';
import { inTransaction } from './database.js';
import { moveCopy, presentLoan, recordLoan, type Caller, type LoanRow } from './records.js';
import { Refused } from './refused.js';

/** Returns the copy of a loan. Returning it twice is no error. */
export function takeBack(id: number, caller: Caller, requestId: string): Promise<object> {
  const now = new Date();
  return inTransaction(async (client) => {
    const { copy_id: copyId } = await own(client, id, caller);
    await client.query({
      name: 'lock-copy',
      text: 'SELECT id FROM copy WHERE id = $1 FOR UPDATE',
      values: [copyId],
    });
    const closed = await close(client, id, now);
    if (!closed) return { ...presentLoan(await own(client, id, caller)), already_returned: true };
    await moveCopy(client, copyId, 'available', { caller, requestId, now });
    await recordLoan(client, 'circulation.loan_returned', closed, { caller, requestId, now });
    return { ...presentLoan(closed), already_returned: false };
  });
}

async function own(client: PoolClient, id: number, caller: Caller): Promise<LoanRow> {
  const { rows } = await client.query<LoanRow>({
    name: 'find-loan',
    text: 'SELECT * FROM loan WHERE id = $1 AND patron_id = $2',
    values: [id, caller.sub],
  });
  if (!rows[0]) throw new Refused(404, 'circulation.loan_not_found', 'There is no such loan.');
  return rows[0];
}

export async function close(client: PoolClient, id: number, now: Date): Promise<LoanRow | undefined> {
  const { rows } = await client.query<LoanRow>({
    name: 'close-loan',
    text: `UPDATE loan SET closed_at = greatest($2, out_at), close_reason = 'returned'
           WHERE id = $1 AND closed_at IS NULL RETURNING *`,
    values: [id, now],
  });
  return rows[0];
}
