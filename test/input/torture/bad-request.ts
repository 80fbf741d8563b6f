import type { Operator } from './things.js';

/** The shape of a refusal: that of a version, or the plain one where no version can be known. */
export type At = 'v1' | 'v2' | 'plain';

/** The values inserted into the requests of the tables: valid tokens, and existing ids. */
export interface World {
  readonly tokens: Readonly<Record<Operator, string>>;
  /** Makes a token with other claims than the patron's valid one, or with another header, algorithm or secret. */
  readonly forge: (claims: object, header?: object, hash?: string, secret?: string) => string;
  /** A cursor of another list. */
  readonly cursor: string;
  readonly refreshToken: string;
  /** The patron's own address, which is taken. */
  readonly email: string;
}

/** A request that must be refused, and must change nothing. */
export interface BadRequest {
  /** Unique by fault. The same fault sent to both versions has the same name, and counts once. */
  readonly what: string;
  readonly at: At;
  readonly status: number;
  /** The bytes on the wire. */
  readonly wire: (world: World) => Buffer;
  /** How often it is sent at the same moment; by default once. */
  readonly atOnce?: number;
}

/** The parts of a request besides its method and target. */
export interface Sending {
  readonly as?: Operator;
  readonly json?: unknown;
  readonly body?: string | Buffer;
  readonly headers?: readonly string[];
}

/** A valid request except for its fault. `$token` and so on are replaced. */
export function wireOf(method: string, target: string, sending: Sending, world: World): Buffer {
  const { as, json, headers = [], body = json === undefined ? '' : JSON.stringify(json) } = sending;
  const payload = typeof body === 'string' ? Buffer.from(body) : body;
  const named = headers.map((line) => line.split(':')[0]?.toLowerCase());
  // A chunked body ends by itself.
  const own = new Set(named.includes('transfer-encoding') ? [...named, 'content-length'] : named);
  const usual = [
    'Host: library.example',
    'Connection: close',
    ...(payload.length > 0 ? ['Content-Type: application/json', `Content-Length: ${payload.length}`] : []),
    ...(as ? [`Authorization: Bearer ${world.tokens[as]}`] : []),
  ].filter((line) => !own.has(line.split(':')[0]?.toLowerCase()));
  const head = `${[`${method} ${target} HTTP/1.1`, ...usual, ...headers].join('\r\n')}\r\n\r\n`;
  return Buffer.concat([Buffer.from(head, 'latin1'), payload]);
}

/** The version that a target belongs to. */
function at(target: string): At {
  return (/^\/(v[12])(?:\/|\?|$)/.exec(target)?.[1] as At | undefined) ?? 'plain';
}

/** The fault, the status, method and target, and the other parts. */
export type Row = readonly [
  what: string,
  status: number,
  request: string,
  sending?: Sending | ((world: World) => Sending),
];

/** Rows of a table as requests. `GET /v1/books` is sent as `GET`, with the rest as target, including spaces. */
export function requests(rows: readonly Row[]): BadRequest[] {
  return rows.map(([what, status, request, sending = {}]) => {
    const [, method = '', target = ''] = /^(\S*) (.*)$/s.exec(request) ?? [];
    const of = typeof sending === 'function' ? sending : () => sending;
    return { what, status, at: at(target), wire: (world) => wireOf(method, target, of(world), world) };
  });
}

/** Bytes that are not a request, which Node refuses before a version can be known. */
export function bytes(
  rows: readonly (readonly [what: string, status: number, text: string])[],
): BadRequest[] {
  return rows.map(([what, status, text]) => ({
    what,
    status,
    at: 'plain',
    wire: () => Buffer.from(text, 'latin1'),
  }));
}
