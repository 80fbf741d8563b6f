import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { bookById, listBooks } from './books.js';
import { cache, type Kept } from './cache.js';
import { borrow, bringBack } from './loans.js';
import { bookNotFound, malformed, notFound, Refused, tokenInvalid, tokenMissing } from './refusals.js';
import { callerOf, type Caller } from './token.js';

/**
 * The program that an expert would write by hand for this work only: as fast as possible and still readable. It has no
 * log, no metrics, no limits and one version. It is the reference for the cost of all these.
 */
const server = createServer((request, response) => {
  answer(request, response).catch((error: unknown) => {
    if (error instanceof Refused) return send(response, error.status, error.body);
    send(response, 503, '{"message":"Something went wrong on our side.","code":"request.internal"}');
  });
});

function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'GET') return read(request, response);
  if (request.method === 'POST') return write(request, response);
  return Promise.reject(notFound);
}

async function read(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '';
  const at = url.indexOf('?');
  const path = at === -1 ? url : url.slice(0, at);
  if (path === '/health/live') return send(response, 200, '{"status":"ok"}');
  if (path === '/v1/books') return sendList(response, await list(url, at));
  if (path.startsWith('/v1/books/')) return send(response, 200, await show(request, path));
  throw notFound;
}

async function write(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = request.url ?? '';
  if (url === '/v1/loans') return send(response, 201, await open(request));
  const [, id] = /^\/v1\/loans\/(\d+)\/return$/.exec(url) ?? [];
  if (id === undefined) throw notFound;
  send(response, 200, await bringBack(Number(id), signedIn(request)));
}

/** Everybody may read a book, but the token is checked all the same. */
async function show(request: IncomingMessage, path: string): Promise<string> {
  callerOf(request.headers.authorization);
  const book = await bookById(Number(path.slice('/v1/books/'.length)));
  if (!book) throw bookNotFound;
  return book;
}

async function list(url: string, at: number): Promise<Kept> {
  const kept = await cache.get(url);
  if (kept) return kept;
  const query = new URLSearchParams(at === -1 ? '' : url.slice(at + 1));
  const page = Math.max(1, Number(query.get('page') ?? 1) || 1);
  const year = query.get('year_from');
  const { body, total } = await listBooks(page, year === null ? undefined : Number(year));
  const answered = {
    body,
    total: String(total),
    link: links(query, page, Math.max(1, Math.ceil(total / 10))),
  };
  cache.set(url, answered);
  return answered;
}

function links(query: URLSearchParams, page: number, last: number): string {
  const to = (rel: string, target: number): string => {
    query.set('page', String(target));
    return `</v1/books?${query.toString()}>; rel="${rel}"`;
  };
  const found = [to('first', 1)];
  if (page > 1) found.push(to('prev', Math.min(page - 1, last)));
  if (page < last) found.push(to('next', page + 1));
  found.push(to('last', last));
  return found.join(', ');
}

async function open(request: IncomingMessage): Promise<string> {
  const caller = signedIn(request);
  const body = (await jsonOf(request)) as { book_id?: unknown } | null;
  if (!Number.isSafeInteger(body?.book_id)) throw malformed;
  return borrow(Number(body?.book_id), caller);
}

function signedIn(request: IncomingMessage): Caller {
  const { authorization } = request.headers;
  const caller = callerOf(authorization);
  if (!caller) throw authorization ? tokenInvalid : tokenMissing;
  return caller;
}

function jsonOf(request: IncomingMessage): Promise<unknown> {
  return new Promise((resolve, reject) => {
    let text = '';
    request.setEncoding('utf8');
    request.on('data', (part: string) => (text += part));
    request.on('error', reject);
    request.on('end', () => {
      try {
        resolve(JSON.parse(text));
      } catch {
        reject(malformed);
      }
    });
  });
}

function sendList(response: ServerResponse, { body, total, link }: Kept): void {
  response.setHeader('X-Total-Count', total);
  response.setHeader('Link', link);
  send(response, 200, body);
}

function send(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Content-Length': Buffer.byteLength(body),
  });
  response.end(body);
}

server.listen(Number(process.env['PORT']), '127.0.0.1');
