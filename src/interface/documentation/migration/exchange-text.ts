import { STATUS_CODES } from 'node:http';
import type { Exchange } from './difference.js';

/** An exchange for people: the request with its body and, after an empty line, the answer. */
export function textOfExchange({ method, path, body, status, answer }: Exchange): string {
  const request = [`${method} ${path}`, ...(body === undefined ? [] : [asText(body)])];
  if (status === undefined) return request.join('\n');
  const answered = [
    `${status} ${STATUS_CODES[status] ?? ''}`.trim(),
    ...(answer === undefined ? [] : [asText(answer)]),
  ];
  return [...request, '', ...answered].join('\n');
}

/** A document, such as a page, is a text already. */
function asText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
