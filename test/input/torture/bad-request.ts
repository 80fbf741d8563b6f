import type { Operator } from './things.js';

/** Whose shape a refusal has: that of a version, or the plain one where no version can be known. */
export type At = 'v1' | 'v2' | 'plain';

/** What the requests of the tables are filled with: tokens that are good, and ids that are there. */
export interface World {
  readonly tokens: Readonly<Record<Operator, string>>;
  /** Makes a token by hand: claims over those of a good one of the patron, a header, an algorithm, a secret. */
  readonly forge: (claims: object, header?: object, hash?: string, secret?: string) => string;
  /** Of a list that is not the one it is sent to. */
  readonly cursor: string;
  readonly refreshToken: string;
  /** The patron's own address, which is taken. */
  readonly email: string;
}

/** A request that must be refused, and must leave nothing behind. */
export interface BadRequest {
  /** No other has it. The same fault sent to both versions has it twice, and counts once. */
  readonly what: string;
  readonly at: At;
  readonly status: number;
  /** The bytes, as they go over the wire. */
  readonly wire: (world: World) => Buffer;
  /** How often it is sent at the same moment; once, if absent. */
  readonly atOnce?: number;
}

/** What a request consists of besides its method and target. */
export interface Sending {
  readonly as?: Operator;
  readonly json?: unknown;
  readonly body?: string | Buffer;
  readonly headers?: readonly string[];
}

/** A request as a decent client writes it, but for what is wrong with it. `$token` and so on are filled in. */
export function wireOf(method: string, target: string, sending: Sending, world: World): Buffer {
  const { as, json, headers = [], body = json === undefined ? '' : JSON.stringify(json) } = sending;
  const payload = typeof body === 'string' ? Buffer.from(body) : body;
  const named = headers.map((line) => line.split(':')[0]?.toLowerCase());
  // A body in chunks says itself where it ends.
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

/** What is wrong, the status, method and target, and what else is sent. */
export type Row = readonly [
  what: string,
  status: number,
  request: string,
  sending?: Sending | ((world: World) => Sending),
];

/** Rows of a table as requests. `GET /v1/books` is sent as `GET`, with the rest as target, spaces and all. */
export function requests(rows: readonly Row[]): BadRequest[] {
  return rows.map(([what, status, request, sending = {}]) => {
    const [, method = '', target = ''] = /^(\S*) (.*)$/s.exec(request) ?? [];
    const of = typeof sending === 'function' ? sending : () => sending;
    return { what, status, at: at(target), wire: (world) => wireOf(method, target, of(world), world) };
  });
}

/** Bytes that are no request at all, which Node refuses before a version can be known. */
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
