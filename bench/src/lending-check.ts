import { badTokens } from './bad-tokens.js';
import { ask, type Answer, type Question } from './conversation.js';
import type { Library } from './knowledge.js';
import { lendAtDesk } from './desk-check.js';
import { leftBy, watermark } from './rows.js';
import type { Server } from './server.js';
import { tidy, type Stand } from './stand.js';

/** Sends a request, and returns the id of the loan in the answer; 0 without one. */
type Tell = (question: Question) => Promise<number>;

/** What lending left behind. */
export interface Lending {
  readonly answers: readonly Answer[];
  readonly rows: unknown;
}

const unknown = { book: 10_001, loan: 999_999_999 } as const;

/** Lets patrons borrow and return through /v1, in all relevant ways. */
export function lendAndReturn(server: Server, stand: Stand, library: Library): Promise<Lending> {
  return leavings(server, stand, async (tell) => {
    await beStrangers(tell, library, stand.secret);
    await comeAndGo(tell, library);
    await takeTooMany(tell, library);
  });
}

/** The same through /v2, by barcode. */
export function scanAtDesk(server: Server, stand: Stand, library: Library): Promise<Lending> {
  return leavings(server, stand, (tell) => lendAtDesk(tell, library, stand.secret));
}

/** All answers and the stored rows, without the values that differ each time. */
async function leavings(server: Server, stand: Stand, work: (tell: Tell) => Promise<void>): Promise<Lending> {
  const mark = await watermark(stand);
  const answers: Lending['answers'][number][] = [];
  await work(async (question) => {
    const answer = await ask(server, question);
    answers.push({ ...answer, body: timeless(answer.body) });
    return (answer.body as { id?: number }).id ?? 0;
  });
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

/** Ids of loans and current times differ between programs. Of times the format is compared; due dates are equal. */
function timeless(value: unknown, name = ''): unknown {
  if (typeof value === 'object' && value !== null) {
    const known = Object.entries(value).map(([key, each]) => [key, timeless(each, key)]);
    return Object.fromEntries(known) as object;
  }
  if (typeof value === 'number') return name === 'id' ? 'id' : value;
  if (typeof value !== 'string') return value;
  if (/^(?:borrowed|returned)_?at$/i.test(name)) return value.replaceAll(/\d/g, '0');
  return value.startsWith('loan_') ? name : value;
}
