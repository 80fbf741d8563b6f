/** Header fields by name. */
export type Headers = Readonly<Record<string, string | boolean | null>>;

/** Fields with equal values. */
const equal = [
  'api-version',
  'cache-control',
  'content-encoding',
  'content-security-policy',
  'link',
  'strict-transport-security',
  'www-authenticate',
  'x-content-type-options',
  'x-frame-options',
];
/** What the programs can have in common in `Vary`. Only Shelflife has minors and languages. */
const varying = ['accept-encoding', 'authorization', 'origin'];

/**
 * The header fields that clients and caches rely on. Tags, ids and limits have a form of their own in each program, so
 * only their presence counts.
 */
export function headersThatMatter(method: string, { headers, status }: Response): Headers {
  const text = (name: string) => headers.get(name) ?? '';
  const isRead = method === 'GET' && status < 400;
  const vary = text('vary').toLowerCase().split(/, */);
  return {
    ...Object.fromEntries(equal.map((name) => [name, headers.get(name)])),
    location: text('location').replace(/\/[^/]+$/, '/:id'),
    // A 304 has no content, and need not say of what type it is.
    'content-type': status !== 304 && text('content-type').replace(/;.*/, ''),
    'x-cache': isRead && text('x-cache'),
    'x-request-id': headers.has('x-request-id'),
    etag: isRead && text('cache-control') !== 'no-store' && headers.has('etag'),
    limit: headers.has('ratelimit') || headers.has('ratelimit-limit'),
    vary: varying.filter((name) => vary.includes(name)).join(', '),
  };
}
