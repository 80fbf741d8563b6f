import type { SentRequest } from '../../../application/kernel/process/report.js';
import { seal, unseal } from './seal.js';

const purpose = 'request to replay';

/** What is longer is not kept: platforms cut lines of the log at about 60 kB. In bytes. */
const longest = 32 * 1024;

/**
 * A request as a text that only who knows the service's secret can read: names, addresses and searches of people do
 * not lie open in a log. Undefined for one that is too long for a line.
 */
export function sealRequest(sent: SentRequest, secret: string): string | undefined {
  const text = JSON.stringify(sent);
  return Buffer.byteLength(text) > longest ? undefined : seal(text, secret, purpose).toString('base64url');
}

/** @throws Error for another secret, and for a text that was changed or cut */
export function unsealRequest(sealed: string, secret: string): SentRequest {
  try {
    return JSON.parse(unseal(Buffer.from(sealed, 'base64url'), secret, purpose)) as SentRequest;
  } catch (error) {
    throw new Error('The request cannot be read: it was sealed with another JWT_SECRET, or cut.', {
      cause: error,
    });
  }
}
