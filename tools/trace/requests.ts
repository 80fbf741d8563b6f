import { ask, logIn, type Question, type Reply } from '../../test/support/ask.js';

/** A request that can be repeated. */
export interface TracedRequest {
  /** Prepares the library, and returns the request. */
  prepare(): Promise<Question & { readonly path: string }>;
  /** Whether the answer is the expected one. */
  isRight(reply: Reply): boolean;
  /** Restores the state of the library. */
  undo(reply: Reply): Promise<unknown>;
}

type Method = NonNullable<Question['method']>;

interface Tokens {
  readonly patron: string;
  readonly librarian: string;
}

const barcode = 'C00000001';
const isDone = ({ outcome }: Reply): boolean => outcome === 200 || outcome === 201;
const isFromCache = (reply: Reply): boolean => isDone(reply) && reply.headers['x-cache'] === 'HIT';
const nothing = (): Promise<undefined> => Promise.resolve(undefined);

/** The requests that `npm run trace` can prepare. */
export const known = [
  'POST /v1/loans',
  'POST /v1/loans/:id/return',
  'POST /v2/loans',
  'POST /v2/returns',
  'GET /v1/books/1',
  'GET /v1/books',
  'GET /v2/books',
  'GET /health/live',
] as const;

const methodAndPath = /^(GET|POST|PUT|PATCH|DELETE) (\/\S*)$/;

export function isRequest(name: string): boolean {
  return methodAndPath.test(name);
}

/**
 * The request of that name. An unknown one is sent as it is, by a librarian.
 * @param name method and path, such as `GET /v1/loans`
 * @param body JSON body of an unknown request
 * @throws Error when the name is not a method and a path
 */
export async function tracedRequest(name: string, url: string, body?: string): Promise<TracedRequest> {
  const tokens = { patron: await logIn(url, 'patron'), librarian: await logIn(url, 'librarian') };
  return prepared(url, tokens)[name] ?? asItStands(name, tokens.librarian, body);
}

function prepared(url: string, tokens: Tokens): Readonly<Record<string, TracedRequest>> {
  return {
    ...loansOfV1(url, tokens),
    ...loansOfV2(url, tokens),
    'GET /v1/books': read('/v1/books', isFromCache),
    'GET /v2/books': read('/v2/books', isFromCache),
    'GET /v1/books/1': read('/v1/books/1', isDone, tokens.patron),
    'GET /health/live': read('/health/live', isDone),
  };
}

function loansOfV1(url: string, { patron: token }: Tokens): Record<string, TracedRequest> {
  const borrow = { method: 'POST', path: '/v1/loans', token, json: { book_id: 1 } } as const;
  const bringBack = (loan: Reply) =>
    ({ method: 'POST', path: `/v1/loans/${idIn(loan)}/return`, token }) as const;
  return {
    'POST /v1/loans': {
      prepare: () => Promise.resolve(borrow),
      isRight: isDone,
      undo: (loan) => send(url, bringBack(loan)),
    },
    'POST /v1/loans/:id/return': {
      prepare: async () => bringBack(await send(url, borrow)),
      isRight: isDone,
      undo: nothing,
    },
  };
}

function loansOfV2(url: string, { patron: token, librarian }: Tokens): Record<string, TracedRequest> {
  const lend = { method: 'POST', path: '/v2/loans', token, json: { copyBarcode: barcode } } as const;
  const takeBack = { ...lend, path: '/v2/returns', token: librarian } as const;
  return {
    'POST /v2/loans': {
      prepare: () => Promise.resolve(lend),
      isRight: isDone,
      undo: () => send(url, takeBack),
    },
    'POST /v2/returns': {
      prepare: async () => {
        await send(url, lend);
        return takeBack;
      },
      isRight: isDone,
      undo: nothing,
    },
  };
}

function read(path: string, isRight: TracedRequest['isRight'], token?: string): TracedRequest {
  return {
    prepare: () => Promise.resolve({ path, ...(token !== undefined && { token }) }),
    isRight,
    undo: nothing,
  };
}

function asItStands(name: string, token: string, body: string | undefined): TracedRequest {
  const [, method, path] = methodAndPath.exec(name) ?? [];
  if (method === undefined || path === undefined) throw new Error(`"${name}" is not a method and a path.`);
  const json = body === undefined ? {} : { json: JSON.parse(body) as object };
  return {
    prepare: () => Promise.resolve({ method: method as Method, path, token, ...json }),
    isRight: () => true,
    undo: nothing,
  };
}

/** Sends a preparing request, which must succeed. */
async function send(
  url: string,
  { path, ...question }: Question & { readonly path: string },
): Promise<Reply> {
  const reply = await ask(url + path, question);
  if (!isDone(reply))
    throw new Error(`${question.method} ${path} was answered ${reply.outcome}: ${reply.text}`);
  return reply;
}

function idIn({ text }: Reply): number {
  return (JSON.parse(text) as { readonly id: number }).id;
}
