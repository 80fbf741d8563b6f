import type { Refusal } from '../../../domain/kernel/refusal.js';
import { headersOfStatus, type EncodedResponse } from '../answer/encoded-response.js';
import { sayReason, type Wording } from '../errors/sentences.js';
import { statusOf } from '../errors/refusals.js';

/** A refusal at a path that belongs to no version. */
export function unversionedError({ code, reasons }: Refusal, wording: Wording): EncodedResponse {
  const status = statusOf(reasons[0]);
  const body = JSON.stringify({ message: sayReason(wording, reasons[0]), code });
  const headers = { ...headersOfStatus(status), 'Content-Language': wording.language };
  return { status, mediaType: 'application/json', headers, body };
}
