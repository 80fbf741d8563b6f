import type { Answer } from './api-client.js';

/** The targets of a `Link` header (RFC 8288) by their relation, for example `{ first: '/v1/books?page=1' }`. */
export function linksOf({ headers }: Answer): Record<string, string> {
  const links = [...(headers.get('link') ?? '').matchAll(/<([^>]*)>; rel="([^"]*)"/g)];
  return Object.fromEntries(links.map(([, target = '', relation = '']) => [relation, target]));
}

/** The query parameters of a link, in any order. */
export function parametersOf(link: string | undefined): Record<string, string> {
  return Object.fromEntries(new URL(link ?? '', 'http://localhost').searchParams);
}
