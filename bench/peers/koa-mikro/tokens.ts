import { randomUUID } from 'node:crypto';
import jwt from 'jsonwebtoken';
import { tokenInvalid, tokenMissing } from './refused.js';

export interface Caller {
  readonly patronId: number;
  readonly role: string;
}

/** A caller who changes something, as the audit trail records them. */
export interface Actor extends Caller {
  readonly requestId: string;
}

/** Checks the token of a request, if there is one. Undefined for an invalid one. */
export function callerOf(authorization: string, secret: string): Caller | undefined {
  const token = /^Bearer +([\w.~+/=-]+) *$/i.exec(authorization)?.[1];
  if (token === undefined) return undefined;
  try {
    const claims = jwt.verify(token, secret, {
      algorithms: ['HS256'],
      issuer: 'shelflife',
      audience: 'shelflife',
    });
    if (typeof claims === 'string' || claims.exp === undefined) return undefined;
    if (!/^\d{1,15}$/.test(claims.sub ?? '')) return undefined;
    return { patronId: Number(claims.sub), role: String(claims['role'] ?? 'patron') };
  } catch {
    return undefined;
  }
}

/** @throws Refused 401 */
export function requireCaller(caller: Caller | undefined, authorization: string): Actor {
  if (caller) return { ...caller, requestId: randomUUID() };
  throw authorization === '' ? tokenMissing() : tokenInvalid();
}
