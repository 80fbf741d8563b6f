import type { SentRequest } from './conversation.js';
import { valueAt } from './json-path.js';
import type { Stage } from './stage.js';

/** A received answer. */
export interface HeardAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Saved values of answers, by name. */
export type Memory = Map<string, string>;

/** Sends one request. Its id is fixed, so that an answer that contains the id is the same each time. */
export async function send(
  stage: Stage,
  request: SentRequest,
  sends: Readonly<Record<string, string>>,
  memory: Memory,
  requestId: string,
): Promise<HeardAnswer> {
  const { as, scheme = 'Bearer', method, path, headers = {}, json, after } = request;
  if (after) stage.clock.advance(after);
  const { 'Transfer-Encoding': coding, ...others } = headers;
  const response = await fetch(stage.url + filled(path, memory), {
    method,
    headers: {
      'X-Request-Id': requestId,
      ...(as && { Authorization: stage.authorizationOf(as).replace('Bearer', scheme) }),
      ...(json !== undefined && { 'Content-Type': 'application/json' }),
      // `fetch` would ask for compressed answers, which have tags of their own.
      ...withoutCase({ 'Accept-Encoding': 'identity', ...sends }, others),
      ...filledEach(others, memory),
    },
    ...bodyOf(request, memory, coding),
    redirect: 'manual',
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}

/** Drops headers of the conversation that the request sets itself, ignoring case. */
function withoutCase(sends: Readonly<Record<string, string>>, own: Readonly<Record<string, string>>): object {
  const names = new Set(Object.keys(own).map((name) => name.toLowerCase()));
  return Object.fromEntries(Object.entries(sends).filter(([name]) => !names.has(name.toLowerCase())));
}

/** Bytes, because `fetch` sends a text as `text/plain` by itself. A stream is sent in chunks, without its length. */
function bodyOf({ json, raw }: SentRequest, memory: Memory, coding: string | undefined): RequestInit {
  if (raw === undefined && json === undefined) return {};
  const text = raw ?? filled(JSON.stringify(json), memory);
  const bytes = new TextEncoder().encode(typeof text === 'object' ? text.repeat.repeat(text.times) : text);
  return coding === 'chunked' ? { body: new Blob([bytes]).stream(), duplex: 'half' } : { body: bytes };
}

/** Saves values that later steps use: `$.id` of the body, `$header.etag` of the headers. */
export function remember(save: Readonly<Record<string, string>>, answer: HeardAnswer, memory: Memory): void {
  for (const [name, path] of Object.entries(save)) memory.set(name, String(pickFrom(answer, path)));
}

/** The value at a path of the answer; undefined when there is none. */
export function pickFrom({ headers, text }: HeardAnswer, path: string): unknown {
  if (path.startsWith('$header.')) return headers.get(path.slice('$header.'.length)) ?? undefined;
  return valueAt(parsed(text), path);
}

/** The body as JSON; as text when it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

function filledEach(headers: Readonly<Record<string, string>>, memory: Memory): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, filled(value, memory)]));
}

function filled(text: string, memory: Memory): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (_, name: string) => {
    const value = memory.get(name);
    if (value === undefined) throw new Error(`Nothing was saved as ${name}`);
    return value;
  });
}
