import { randomUUID } from 'node:crypto';
import type { Client } from './client.js';

/** Repeats its steps for ever; each step is a request. */
export type Player = () => Promise<void>;

const password = 'a password of the rolling tests';

/** Reads, anonymously and in both majors. */
const reads = [
  '/v1/books?per_page=20',
  '/v1/books?genre=classics&sort=title',
  '/v1/books/search?q=dostoyevski',
  '/v1/books/1',
  '/v1/books/popular',
  '/v2/books?limit=20',
  '/v2/search?q=odyssey',
  '/versions',
];

export function reader(client: Client): Player {
  let turn = 0;
  return async () => {
    // Every other list is a new one, so that it is read from the database, and not from the cache.
    const path =
      turn % 2 === 0
        ? `/v1/books?page=${(turn % 40) + 1}&per_page=3`
        : (reads[(turn >> 1) % reads.length] ?? '');
    turn++;
    await client.send({ method: 'GET', path, expect: 200 });
  };
}

/** Signs in the librarian of the standard content. */
export async function signIn(client: Client, email: string, secret: string): Promise<string> {
  const json = { email, password: secret };
  const { token } = await client.send({ method: 'POST', path: '/v1/users/login', json, expect: 200 });
  return String(token);
}

/** A new patron, signed in. */
async function join(client: Client, email: string): Promise<string> {
  const json = { username: email.split('@')[0], email, password };
  await client.send({ method: 'POST', path: '/v1/users/register', json, expect: 201 });
  return signIn(client, email, password);
}

/** A patron of `/v1` who borrows the same book repeatedly, reads the loan, and returns it twice. */
export async function borrower(client: Client, desk: string, number: number): Promise<Player> {
  const title = `The borrower ${number}`;
  const json = { title, author: 'Mary Norton', copies: 1 };
  const book = await client.send({ method: 'POST', path: '/v1/books', token: desk, json, expect: 201 });
  const token = await join(client, `borrower-${number}@rolling.example`);
  const back = async (id: unknown) => {
    await client.send({ method: 'POST', path: `/v1/loans/${String(id)}/return`, token, expect: 200 });
  };
  return turns(async function* round() {
    const loan = await client.send({
      method: 'POST',
      path: '/v1/loans',
      token,
      json: { book_id: book['id'] },
      expect: 201,
    });
    yield;
    await client.send({ method: 'GET', path: '/v1/users/me/loans', token, expect: 200 });
    yield;
    await back(loan['id']);
    yield;
    await back(loan['id']);
  });
}

/** A patron of `/v2` who borrows a scanned copy, each time with a key, and sends each request twice. */
export async function scanner(client: Client, desk: string, number: number): Promise<Player> {
  const copyBarcode = await ownCopy(client, desk, `The scanner ${number}`);
  const token = await join(client, `scanner-${number}@rolling.example`);
  return turns(async function* round() {
    const headers = { 'Idempotency-Key': `rolling-${randomUUID()}` };
    const lend = {
      method: 'POST',
      path: '/v2/loans',
      token,
      headers,
      json: { copyBarcode },
      expect: 201,
    } as const;
    await client.send(lend);
    yield;
    await client.send(lend);
    yield;
    await client.send({ method: 'GET', path: '/v2/me/loans?limit=5', token, expect: 200 });
    yield;
    await client.send({
      method: 'POST',
      path: '/v2/returns',
      token: desk,
      json: { copyBarcode },
      expect: 200,
    });
  });
}

/** The librarian, who lends to a patron at the desk, takes returns, and corrects a book in between. */
export async function librarian(client: Client, desk: string): Promise<Player> {
  const copyBarcode = await ownCopy(client, desk, 'The desk');
  const json = { title: 'The corrected book', author: 'Unknown', copies: 0 };
  const book = await client.send({ method: 'POST', path: '/v1/books', token: desk, json, expect: 201 });
  let edition = 0;
  return turns(async function* round() {
    await client.send({ method: 'POST', path: '/v2/loans', token: desk, json: { copyBarcode }, expect: 201 });
    yield;
    const change = { title: `The corrected book, ${++edition}` };
    await client.send({
      method: 'PUT',
      path: `/v1/books/${String(book['id'])}`,
      token: desk,
      json: change,
      expect: 200,
    });
    yield;
    await client.send({ method: 'GET', path: '/v2/loans?limit=10', token: desk, expect: 200 });
    yield;
    await client.send({
      method: 'POST',
      path: '/v2/returns',
      token: desk,
      json: { copyBarcode },
      expect: 200,
    });
  });
}

/** A book with one copy that no other player uses. Returns its barcode. */
async function ownCopy(client: Client, desk: string, title: string): Promise<string> {
  const book = { title, contributors: [{ name: 'Mary Norton', role: 'author' }] };
  const { id } = await client.send({
    method: 'POST',
    path: '/v2/books',
    token: desk,
    json: book,
    expect: 201,
  });
  const path = `/v2/books/${String(id)}/copies`;
  const copy = await client.send({
    method: 'POST',
    path,
    token: desk,
    json: { kind: 'standard' },
    expect: 201,
  });
  return String(copy['barcode']);
}

/** Runs a round step by step, and then the next one. */
function turns(round: () => AsyncGenerator<undefined, void>): Player {
  let playing = round();
  return async () => {
    const { done } = await playing.next();
    if (done) playing = round();
  };
}
