import type { SentRequest } from '../../../application/kernel/process/report.js';
import { seal, unsealWithAny } from './seal.js';

const purpose = 'request to replay';

/** Longer requests are not logged, because platforms cut log lines at about 60 kB. In bytes. */
const longest = 32 * 1024;

/**
 * Encrypts a request with the service's secret, because names, addresses and searches of people must not be readable in
 * a log. Undefined for a request that is too long for a line.
 */
export function sealRequest(sent: SentRequest, secret: string): string | undefined {
  const text = JSON.stringify(sent);
  return Buffer.byteLength(text) > longest ? undefined : seal(text, secret, purpose).toString('base64url');
}

/**
 * @param secrets one of them sealed the request
 * @throws Error for other secrets, and for a text that was changed or cut
 */
export function unsealRequest(sealed: string, secrets: readonly string[]): SentRequest {
  try {
    return JSON.parse(unsealWithAny(Buffer.from(sealed, 'base64url'), secrets, purpose)) as SentRequest;
  } catch (error) {
    throw new Error('The request cannot be read: it was sealed with another JWT_SECRET, or cut.', {
      cause: error,
    });
  }
}
