import type { FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { pool } from '../fastify-pg/database.js';
import type { Caller } from '../fastify-pg/records.js';
import { tokenInvalid, tokenMissing } from '../fastify-pg/refused.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Null for nobody. */
    caller: Caller | null;
    /** Of the API; 0 outside of it. */
    major: number;
  }
}

/** An account that is closed, or has another role, is known after five seconds, as in Shelflife. */
const known = new LRUCache<string, Caller>({ max: 10_000, ttl: 5_000 });

/** For what everybody may read: an invalid token counts as none. */
export async function lookAtToken(request: FastifyRequest): Promise<void> {
  if (request.headers.authorization) request.caller = await callerOf(request).catch(() => null);
}

export async function demandToken(request: FastifyRequest): Promise<void> {
  if (!request.headers.authorization) throw tokenMissing();
  request.caller = await callerOf(request);
}

/** The caller of a request to a route that demands one. */
export function signedIn({ caller }: FastifyRequest): Caller {
  if (!caller) throw tokenMissing();
  return caller;
}

async function callerOf(request: FastifyRequest): Promise<Caller> {
  await request.jwtVerify().catch(() => Promise.reject(tokenInvalid()));
  const { sub } = request.user;
  const caller = known.get(sub) ?? (await accountOf(sub));
  known.set(sub, caller);
  return caller;
}

/** The role counts that the account has now, not that of its token. */
async function accountOf(id: string): Promise<Caller> {
  const { rows } = await pool.query<Caller>({
    name: 'find-account',
    text: `SELECT id::text AS sub, role FROM patron
           WHERE id = $1 AND closed_at IS NULL AND password_hash IS NOT NULL`,
    values: [id],
  });
  if (!rows[0]) throw tokenInvalid();
  return rows[0];
}
