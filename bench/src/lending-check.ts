import { badTokens } from './bad-tokens.js';
import { ask, type Question } from './conversation.js';
import type { Library } from './knowledge.js';
import { leftBy, watermark } from './rows.js';
import type { Server } from './server.js';
import { tidy, type Stand } from './stand.js';

/** Sends a request, and returns the id of the loan in the answer; 0 without one. */
type Tell = (question: Question) => Promise<number>;

const unknown = { book: 10_001, loan: 999_999_999 } as const;

/**
 * Lets patrons borrow and return in all relevant ways. Returns all answers and the stored rows, without the values that
 * differ each time.
 */
export async function lendAndReturn(server: Server, stand: Stand, library: Library): Promise<unknown> {
  const mark = await watermark(stand);
  const answers: unknown[] = [];
  const tell: Tell = async (question) => {
    const { status, body } = await ask(server, question);
    const { id, ...rest } = body as { id?: number };
    answers.push({ status, body: timeless(rest) });
    return id ?? 0;
  };
  await beStrangers(tell, library, stand.secret);
  await comeAndGo(tell, library);
  await takeTooMany(tell, library);
  const rows = await leftBy(stand, mark);
  await tidy(stand);
  return { answers, rows };
}

async function beStrangers(tell: Tell, { lendable }: Library, secret: string): Promise<void> {
  const [bookId = 1] = lendable;
  for (const bad of badTokens(secret, 1)) {
    await tell(borrow(bookId, bad));
    await tell(bringBack(1, bad));
  }
  await tell(borrow(bookId));
  await tell(bringBack(1));
}

/** Loans of others are not found; returning twice is no error. */
async function comeAndGo(tell: Tell, { readers, lendable }: Library): Promise<void> {
  const [reader, other] = readers.map(({ token }) => token);
  await tell(borrow(unknown.book, reader));
  await tell(bringBack(unknown.loan, reader));
  for (const bookId of lendable.slice(0, 30)) {
    const id = await tell(borrow(bookId, reader));
    await tell(bringBack(id, other));
    await tell(bringBack(id, reader));
    await tell(bringBack(id, reader));
  }
}

/** The policy allows five loans, so the sixth is refused; a book without a free copy is refused, too. */
async function takeTooMany(tell: Tell, { readers, lendable }: Library): Promise<void> {
  const [reader, ...others] = readers.map(({ token }) => token);
  const open: number[] = [];
  for (const bookId of lendable.slice(30, 35)) open.push(await tell(borrow(bookId, reader)));
  await tell(borrow(lendable[35] ?? 1, reader));
  await tell(borrow(unknown.book, reader));
  for (const other of others.slice(0, 5)) await tell(borrow(lendable[36] ?? 1, other));
  for (const id of open) await tell(bringBack(id, reader));
}

function borrow(bookId: number, token?: string): Question {
  return {
    method: 'POST',
    path: '/v1/loans',
    body: { book_id: bookId },
    ...(token !== undefined && { token }),
  };
}

function bringBack(id: number, token?: string): Question {
  return { method: 'POST', path: `/v1/loans/${id}/return`, ...(token !== undefined && { token }) };
}

/** Current times differ between programs, so only their format is compared; due dates are equal. */
function timeless(body: object): object {
  const known = Object.entries(body).map(([name, value]) =>
    /^(?:borrowed|returned)_at$/.test(name) && typeof value === 'string'
      ? [name, value.replaceAll(/\d/g, '0')]
      : [name, value],
  );
  return Object.fromEntries(known) as object;
}
