import sql, { raw } from 'sql-template-tag';
import type { RefusalReason } from '../../../../src/domain/kernel/refusal.js';
import type { Answer, Sending } from '../../../support/api-client.js';
import type { Library } from '../../../support/library.js';

export const unlimited = { limitLogin: { points: 100_000, seconds: 60 } };

/** The answer of `POST /v2/tokens`. */
export interface Pair {
  readonly accessToken: string;
  readonly refreshToken: string;
}

export function signIn(
  { api }: Pick<Library, 'api'>,
  { email, password }: { email: string; password: string },
): Promise<Answer> {
  return api.post('/v2/tokens', { json: { grantType: 'password', email, password } });
}

export function refresh(
  { api }: Pick<Library, 'api'>,
  refreshToken: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  return api.post('/v2/tokens', { json: { grantType: 'refresh', refreshToken }, headers });
}

export async function pairFor(library: Library, who: { email: string; password: string }): Promise<Pair> {
  const { body } = await signIn(library, who);
  return body as Pair;
}

/** The status and code of a refusal. */
export function codeOf({ status, body }: Answer): [number, string] {
  return [status, body.code as string];
}

export function refused(status: number, { code }: RefusalReason): [number, string] {
  return [status, code];
}

/** Sends a merge patch with the ETag of the state it was made from. */
export function patch(
  { api }: Pick<Library, 'api'>,
  path: string,
  token: string,
  json: unknown,
  tag: string | null,
  { headers }: Pick<Sending, 'headers'> = {},
): Promise<Answer> {
  const sent = { ...(tag !== null && { 'If-Match': tag }), ...headers };
  return api.send('PATCH', path, { token, json, headers: sent });
}

export async function tagOf({ api }: Pick<Library, 'api'>, path: string, token: string): Promise<string> {
  return (await api.get(path, { token })).headers.get('etag') ?? '';
}

/** The tables that contain a text in any column of any row. */
export async function tablesWith(library: Library, text: string): Promise<string[]> {
  const tables = await library.rows<{ name: string }>(
    sql`select relname as name from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const holding = await library.rows(
      sql`select 1 as one from ${raw(`"${name}"`)} as t where position(${text} in t::text) > 0 limit 1`,
    );
    if (holding.length > 0) found.push(name);
  }
  return found;
}
