import { lifecyclesOf } from '../../kernel/declaration/sunset.js';
import type { Route } from '../../kernel/declaration/route.js';
import type { ApiVersion } from '../../kernel/declaration/version.js';

interface Header {
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer' };
}

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;

const shared = {
  'API-Version': { description: 'The minor that the request was answered as.', schema: text },
  Deprecation: {
    description:
      'The time from which new code should not use this any more, as `@` and seconds since 1970 (RFC 9745).',
    schema: text,
  },
  ETag: {
    description: 'Identifies this state. Send it as `If-None-Match` to get 304 if nothing has changed.',
    schema: text,
  },
  'Idempotent-Replayed': {
    description: '`true` if this is the stored answer to an earlier request with the same key.',
    schema: text,
  },
  Link: {
    description: 'The guide (`deprecation`, `sunset`) and the successor (`successor-version`).',
    schema: text,
  },
  Location: { description: 'The path of the created resource.', schema: text },
  RateLimit: {
    description: 'The number of remaining requests, and the seconds until the limit is reset.',
    schema: text,
  },
  'RateLimit-Policy': {
    description: 'The limit that applies: a number of requests, and a period in seconds.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds to wait before the next attempt.', schema: whole },
  Sunset: { description: 'The time from which this is gone (RFC 8594).', schema: text },
  'WWW-Authenticate': { description: 'The authentication scheme.', schema: text },
  'X-Cache': {
    description: '`HIT` if the answer came from the cache, else `MISS`.',
    schema: text,
  },
  'X-Request-Id': { description: 'Identifies this request in the logs of the service.', schema: text },
} satisfies Record<string, Header>;

type Name = keyof typeof shared;

const always: readonly Name[] = ['API-Version', 'X-Request-Id'];
const limits: readonly Name[] = ['RateLimit', 'RateLimit-Policy'];
const ofRefusals: Readonly<Record<number, readonly Name[]>> = {
  401: ['WWW-Authenticate'],
  410: ['Retry-After'],
  429: [...limits, 'Retry-After'],
  503: ['Retry-After'],
};

/** The headers of a successful answer or a 304. */
export function answerHeaders(version: ApiVersion, route: Route, status: number): object {
  const { method, cache, headers = {} } = route;
  const names: Name[] = [...always, ...limits, ...ofEnd(version, route)];
  if (status === 201) names.push('Location');
  if (method === 'GET') names.push('ETag');
  if (method === 'POST' && version.idempotency) names.push('Idempotent-Replayed');
  if (cache) names.push('X-Cache');
  const own = Object.entries(headers).map(([name, description]) => [name, { description, schema: text }]);
  return { ...references(names), ...(status !== 304 && Object.fromEntries(own)) };
}

/** The headers of a refusal. */
export function refusalHeaders(version: ApiVersion, route: Route, status: number): object {
  const mayStillRun = status === 409 && version.idempotency && route.method === 'POST';
  const own = mayStillRun ? ['Retry-After' as const] : (ofRefusals[status] ?? []);
  return references([...always, ...ofEnd(version, route), ...own]);
}

/** The headers about deprecation and sunset, if any part of the route is deprecated. */
function ofEnd(version: ApiVersion, route: Route): Name[] {
  const lifecycles = lifecyclesOf(version, route);
  if (lifecycles.length === 0) return [];
  return ['Deprecation', 'Link', ...(lifecycles.some(({ sunset }) => sunset) ? ['Sunset' as const] : [])];
}

/** The headers that these paths refer to, as components. */
export function headerComponents(paths: object): object {
  const used = JSON.stringify(paths);
  return Object.fromEntries(Object.entries(shared).filter(([name]) => used.includes(`"${pointer(name)}"`)));
}

function references(names: readonly Name[]): object {
  return Object.fromEntries(names.toSorted().map((name) => [name, { $ref: pointer(name) }]));
}

function pointer(name: string): string {
  return `#/components/headers/${name}`;
}
