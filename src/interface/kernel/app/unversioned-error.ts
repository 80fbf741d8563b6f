import type { Refusal } from '../../../domain/kernel/refusal.js';
import { headersOfStatus, type EncodedResponse } from '../answer/encoded-response.js';
import { saySentence, type Wording } from '../errors/sentences.js';
import { problemPath } from '../errors/problem-path.js';
import { statusOf } from '../errors/refusals.js';

/** A refusal at a path that belongs to no version. Its link leads to the page of its code. */
export function unversionedError({ code, reasons }: Refusal, wording: Wording): EncodedResponse {
  const status = statusOf(reasons[0]);
  const body = JSON.stringify({ message: saySentence(wording, reasons[0]), code });
  const help = { 'Content-Language': wording.language, Link: `<${problemPath({ code })}>; rel="help"` };
  const headers = { ...headersOfStatus(status), ...help };
  return { status, mediaType: 'application/json', headers, body };
}
