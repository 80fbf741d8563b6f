import type { Route } from '../route.js';

interface Header {
  readonly description: string;
  readonly schema: { readonly type: 'string' | 'integer' };
}

const text = { type: 'string' } as const;
const whole = { type: 'integer' } as const;

const shared = {
  'API-Version': { description: 'The minor of this version that answered.', schema: text },
  ETag: {
    description: 'Stands for this state; sent back as `If-None-Match` it saves the answer.',
    schema: text,
  },
  Location: { description: 'Where that which was made can be found.', schema: text },
  RateLimit: { description: 'Requests that remain, and seconds until all are there again.', schema: text },
  'RateLimit-Policy': {
    description: 'The limit that counts here: so many requests in so many seconds.',
    schema: text,
  },
  'Retry-After': { description: 'Seconds after which to try again.', schema: whole },
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
export function answerHeaders({ method, cache, headers = {} }: Route, status: number): object {
  const names: Name[] = [...always, ...limits];
  if (status === 201) names.push('Location');
  if (method === 'GET') names.push('ETag');
  if (cache) names.push('X-Cache');
  const own = Object.entries(headers).map(([name, description]) => [name, { description, schema: text }]);
  return { ...references(names), ...(status !== 304 && Object.fromEntries(own)) };
}

/** The headers of a refusal. */
export function refusalHeaders(status: number): object {
  return references([...always, ...(ofRefusals[status] ?? [])]);
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
