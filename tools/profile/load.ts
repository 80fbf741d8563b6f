import autocannon, { type Request } from 'autocannon';

export interface LoadFigures {
  readonly requests: number;
  /** Answers that show a fault of the service, and connections without an answer. */
  readonly failed: number;
  readonly perSecond: number;
  /** In milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

const json = { 'content-type': 'application/json' };

/** Sends a mixed load in about these shares, as a library gets it in a day: many reads, few loans. */
export async function loadFor(url: string, duration: number, connections: number): Promise<LoadFigures> {
  const librarian = await signIn(url, 'librarian');
  const patron = await signIn(url, 'patron');
  const result = await autocannon({ url, duration, connections, requests: day(librarian, patron) });
  return {
    requests: result.requests.total,
    failed: result['5xx'] + result.errors,
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
  };
}

async function signIn(url: string, who: string): Promise<string> {
  const body = JSON.stringify({ email: `${who}@example.org`, password: `${who}-demo-password` });
  const answer = await fetch(`${url}/v1/users/login`, { method: 'POST', headers: json, body });
  const { token } = (await answer.json()) as { token: string };
  return token;
}

function day(librarian: string, patron: string): Request[] {
  const desk = { ...json, authorization: `Bearer ${librarian}` };
  const own = { authorization: `Bearer ${patron}` };
  const look: Request[] = [
    { path: '/v1/books?per_page=20' },
    { path: '/v1/books?title=the&page=2' },
    { path: '/v1/books/search?q=dostoyevski+crime' },
    { path: '/v1/books/popular' },
    ...[1, 2, 3, 4, 5].map((id) => ({ path: `/v1/books/${id}` })),
    { path: '/v2/books?limit=20' },
    { path: '/v2/me/loans', headers: own },
    { path: '/v1/users/me/loans', headers: own },
  ].map((each) => ({ method: 'GET', ...each }));
  const lend: Request = { method: 'POST', path: '/v2/loans', headers: desk, body: loan(1) };
  const take: Request = { method: 'POST', path: '/v2/returns', headers: desk, body: loan(1) };
  const refused: Request = { method: 'POST', path: '/v1/books', headers: desk, body: '{"title":" "}' };
  return [...look, lend, ...look, take, refused];
}

function loan(copy: number): string {
  return JSON.stringify({ copyBarcode: `C${String(copy).padStart(8, '0')}` });
}
