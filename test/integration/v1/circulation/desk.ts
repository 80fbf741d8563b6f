import type { Answer } from '../../../support/api-client.js';
import { startLibrary, type Library, type Member } from '../../../support/library.js';
import type { Wishes } from '../../../support/service.js';

/** A loan as v1 shows it. */
export interface Loan {
  readonly id: number;
  readonly book_id: number;
  readonly user_id: number | null;
  readonly status: string;
  readonly borrowed_at: string;
  readonly due_date: string;
  readonly returned_at: string | null;
  readonly renewals: number;
}

/** A library and the operations at its desk, each with its caller. */
export interface Desk extends Library {
  borrow(book: unknown, who?: Member, user?: unknown): Promise<Answer>;
  /** Borrows a book, and fails when that is refused. */
  lend(book: number, who?: Member): Promise<Loan>;
  show(loan: number | string, who?: Member): Promise<Answer>;
  bringBack(loan: number | string, who?: Member): Promise<Answer>;
  renew(loan: number | string, who?: Member): Promise<Answer>;
}

export async function openDesk(wishes: Pick<Wishes, 'config'> = {}): Promise<Desk> {
  const library = await startLibrary(wishes);
  const { api, patron } = library;
  const borrow: Desk['borrow'] = (book_id, { token } = patron, user_id?) =>
    api.post('/v1/loans', { token, json: { book_id, user_id } });
  return {
    ...library,
    borrow,
    async lend(book, who) {
      const { status, body } = await borrow(book, who);
      if (status !== 201) throw new Error(`Not lent: ${JSON.stringify(body)}`);
      return body as Loan;
    },
    show: (loan, { token } = patron) => api.get(`/v1/loans/${loan}`, { token }),
    bringBack: (loan, { token } = patron) => api.post(`/v1/loans/${loan}/return`, { token }),
    renew: (loan, { token } = patron) => api.post(`/v1/loans/${loan}/renew`, { token }),
  };
}
