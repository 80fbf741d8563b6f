import { Secret, TOTP } from 'otpauth';
import type { WireRequest } from './exchange.js';

/** Stands in a body for the code that an authenticator app shows at the time of the request. */
export function codeOf(secret: string): string {
  return `{{code ${secret}}}`;
}

/** Replaces it by the code: each side may have made another secret. */
export function withCode(request: WireRequest): WireRequest {
  const { body, at } = request;
  if (body?.includes('{{code ') !== true) return request;
  const code = (_: string, secret: string) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: at });
  return { ...request, body: body.replaceAll(/\{\{code (\w+)\}\}/g, code) };
}
