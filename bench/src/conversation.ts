import { headersThatMatter, type Headers } from './headers.js';
import type { Server } from './server.js';

/** A request to every program. */
export interface Question {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly token?: string;
  readonly body?: object;
  /** The coding that the client accepts; gzip and deflate without it. */
  readonly coding?: string;
  /** Asks twice: the second time as a client that has the answer of the first. */
  readonly isRepeated?: boolean;
}

/** The parts of an answer that must be the same for every program. */
export interface Answer {
  readonly status: number;
  readonly total: string | null;
  readonly link: string | null;
  readonly body: unknown;
  /** Only of programs with all features. */
  readonly headers?: Headers;
}

export async function ask(server: Server, question: Question): Promise<Answer> {
  const first = await send(server, question);
  const tag = question.isRepeated ? first.headers.get('etag') : null;
  const response = tag === null ? first : await send(server, question, { 'if-none-match': tag });
  const total = response.headers.get('x-total-count');
  return {
    status: response.status,
    total,
    link: total === null ? null : response.headers.get('link'),
    body: parsed(await response.text()),
    ...(server.program.isComplete && { headers: headersThatMatter(question.method, response) }),
  };
}

function send(
  { url }: Server,
  { method, path, token, body, coding }: Question,
  more: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return fetch(url + path, {
    method,
    headers: {
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...(body && { 'content-type': 'application/json' }),
      ...(coding !== undefined && { 'accept-encoding': coding }),
      ...more,
    },
    ...(body && { body: JSON.stringify(body) }),
  });
}

/** @throws Error with the differences when two programs answered, or stored, different things */
export function demandSame(of: string, who: string, theirs: unknown, ours: unknown): void {
  const differing = differences('', theirs, ours);
  if (differing.length === 0) return;
  throw new Error(
    [`${who} differs from Shelflife in: ${of}`, ...differing.slice(0, 20).map((line) => `  ${line}`)].join(
      '\n',
    ),
  );
}

function differences(at: string, theirs: unknown, ours: unknown): string[] {
  if (!isNested(theirs) || !isNested(ours) || Array.isArray(theirs) !== Array.isArray(ours)) {
    if (Object.is(theirs, ours)) return [];
    return [`${at || 'all'}: ${JSON.stringify(theirs)} instead of ${JSON.stringify(ours)}`];
  }
  const names = new Set([...Object.keys(theirs), ...Object.keys(ours)]);
  return [...names].flatMap((name) => differences(`${at}/${name}`, theirs[name], ours[name]));
}

function isNested(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Without the id of the request, which the refusals of /v2 have. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/(?<=urn:shelflife:request:)[\w-]+/, ''));
  } catch {
    return text;
  }
}
