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
  'API-Version': { description: 'The minor of this version that answered.', schema: text },
  Deprecation: {
    description:
      'Since when this should not be used in anything new, as `@` and seconds since 1970 (RFC 9745).',
    schema: text,
  },
  ETag: {
    description: 'Stands for this state; sent back as `If-None-Match` it saves the answer.',
    schema: text,
  },
  'Idempotent-Replayed': {
    description: '`true` when this was answered before: the request has taken no second effect.',
    schema: text,
  },
  Link: {
    description:
      'Where to read what to change (`deprecation`, `sunset`), and what to use (`successor-version`).',
    schema: text,
  },
  Location: { description: 'Where that which was made can be found.', schema: text },
  RateLimit: { description: 'Requests that remain, and seconds until all are there again.', schema: text },
  'RateLimit-Policy': {
    description: 'The limit that counts here: so many requests in so many seconds.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds after which to try again.', schema: whole },
  Sunset: { description: 'From this moment on it is gone (RFC 8594).', schema: text },
  'WWW-Authenticate': { description: 'How to show who you are.', schema: text },
  'X-Cache': {
    description: '`HIT` when the answer was kept from an earlier request, else `MISS`.',
    schema: text,
  },
  'X-Request-Id': { description: 'Names this request in the logs of the service.', schema: text },
} satisfies Record<string, Header>;

type Name = keyof typeof shared;

const always: readonly Name[] = ['API-Version', 'X-Request-Id'];
const limits: readonly Name[] = ['RateLimit', 'RateLimit-Policy'];
const ofRefusals: Readonly<Record<number, readonly Name[]>> = {
  401: ['WWW-Authenticate'],
  429: [...limits, 'Retry-After'],
  503: ['Retry-After'],
};

/** The headers of an answer that was given, or of 304. */
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

/** The headers that tell of an end, where there is one to tell of. */
function ofEnd(version: ApiVersion, route: Route): Name[] {
  const lifecycles = lifecyclesOf(version, route);
  if (lifecycles.length === 0) return [];
  return ['Deprecation', 'Link', ...(lifecycles.some(({ sunset }) => sunset) ? ['Sunset' as const] : [])];
}

/** The headers that these paths refer to. */
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
