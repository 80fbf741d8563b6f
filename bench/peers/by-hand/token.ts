import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

export interface Caller {
  readonly patronId: number;
  readonly role: string;
}

/** The parts of header and payload that are checked. */
interface Claims {
  readonly alg?: unknown;
  readonly iss?: unknown;
  readonly aud?: unknown;
  readonly exp?: unknown;
  readonly sub?: unknown;
  readonly role?: unknown;
}

const key = createSecretKey(Buffer.from(process.env['JWT_SECRET'] ?? ''));
const bearer = 'Bearer ';

/** The caller of a request; undefined without a token or with an invalid one. */
export function callerOf(authorization: string | undefined): Caller | undefined {
  if (!authorization?.startsWith(bearer)) return undefined;
  const [header, payload, signature, ...rest] = authorization.slice(bearer.length).split('.');
  if (!header || !payload || !signature || rest.length > 0) return undefined;
  const wanted = createHmac('sha256', key).update(`${header}.${payload}`).digest();
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
  return callerIn(header, payload);
}

/** The caller in a token whose signature is valid. */
function callerIn(header: string, payload: string): Caller | undefined {
  if (parsed(header)?.alg !== 'HS256') return undefined;
  const claims = parsed(payload);
  if (claims?.iss !== 'shelflife' || claims.aud !== 'shelflife') return undefined;
  if (typeof claims.exp !== 'number' || claims.exp * 1_000 <= Date.now()) return undefined;
  const patronId = Number(claims.sub);
  return patronId > 0 ? { patronId, role: String(claims.role) } : undefined;
}

function parsed(part: string): Claims | undefined {
  try {
    return JSON.parse(Buffer.from(part, 'base64url').toString()) as Claims;
  } catch {
    return undefined;
  }
}
