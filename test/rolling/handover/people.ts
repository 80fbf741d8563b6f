import { randomUUID } from 'node:crypto';
import type { Library } from './library.js';

/** Somebody with an account. */
export interface Person {
  readonly email: string;
  readonly password: string;
}

/** An address that nobody else has. */
export function newAddress(): string {
  return `${randomUUID()}@handover.example`;
}

/** Registers somebody. */
export async function newcomer(at: Library, password = 'a long and quiet evening'): Promise<Person> {
  const email = newAddress();
  await at.call('POST', '/v1/users/register', 201, { json: { username: 'newcomer', email, password } });
  return { email, password };
}

/** An access token of `/v1`. */
export async function enter(at: Library, { email, password }: Person): Promise<string> {
  const { body } = await at.call('POST', '/v1/users/login', 200, { json: { email, password } });
  return (body as { token: string }).token;
}

/** The tokens of `/v2`. */
export interface Tokens {
  readonly accessToken: string;
  readonly expiresIn: number;
  readonly refreshToken: string;
  readonly refreshExpiresIn: number;
}

/** A sign-in through `/v2` that must have this status. */
export async function signIn(
  at: Library,
  { email, password }: Person,
  status = 200,
  code?: string,
): Promise<Tokens> {
  const factor = code === undefined ? {} : { secondFactorCode: code };
  const json = { grantType: 'password', email, password, ...factor };
  return (await at.call('POST', '/v2/tokens', status, { json })).body as Tokens;
}

/** A token of one of the demo logins. */
export function staff(at: Library, who: 'librarian' | 'admin' = 'librarian'): Promise<string> {
  return enter(at, { email: `${who}@example.org`, password: `${who}-demo-password` });
}

/** A book, as `/v2` shows it. */
interface Book {
  readonly id: string;
  readonly title: string;
}

/** Adds a book with a title that no other has. */
export async function addBook(at: Library, token: string): Promise<Book> {
  const json = { title: `Zz ${randomUUID()}`, contributors: [{ name: 'Mary Norton', role: 'author' }] };
  return (await at.call('POST', '/v2/books', 201, { token, json })).body as Book;
}

/** Adds a copy to a book. */
export async function addCopy(
  at: Library,
  token: string,
  bookId: string,
): Promise<{ readonly id: string; readonly barcode: string }> {
  const json = { kind: 'standard' };
  const { body } = await at.call('POST', `/v2/books/${bookId}/copies`, 201, { token, json });
  return body as { id: string; barcode: string };
}
