import type { Refusal } from '../../../domain/kernel/refusal.js';
import { headersOfStatus, type EncodedResponse } from '../answer/encoded-response.js';
import { statusOf } from '../errors/refusals.js';

/** A refusal at a path that belongs to no version. */
export function unversionedError({ message, code, reasons }: Refusal): EncodedResponse {
  const status = statusOf(reasons[0]);
  const body = JSON.stringify({ message, code });
  return { status, mediaType: 'application/json', headers: headersOfStatus(status), body };
}
