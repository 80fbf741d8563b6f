import { keyInUse, keyReused } from '../../../application/kernel/storage/idempotency.js';
import type { RefusalKind, RefusalReason } from '../../../domain/kernel/refusal.js';
import { lengthRequired, malformedForm } from '../../kernel/errors/form-refusals.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { prose, type Html } from './html.js';

const byKind: Readonly<Record<RefusalKind, string>> = {
  invalid: 'Correct the request. The same request would be refused again.',
  unauthenticated: 'Sign in, and send the token as `Authorization: Bearer …`.',
  forbidden: 'Use an account that has the permission, or ask an admin for it.',
  not_found:
    'Check the address and the ids in it. The answer is the same for things that belong to somebody else.',
  conflict: 'Read the current state and decide again. The same request may succeed at another time.',
  stale:
    'Read the resource again, apply your change to its current state, and send it with the new `ETag` in `If-Match`.',
  too_many:
    'Wait for the number of seconds in `Retry-After`. `RateLimit` in each answer has the remaining requests.',
  unavailable: 'Wait for the number of seconds in `Retry-After`, then send the same request again.',
};

/** Advice for single codes, more specific than that for the kind. */
const byCode: Readonly<Record<string, string>> = {
  [kernel.validationFailed.code]:
    'The answer has every error, each with its field or parameter. Correct all of them.',
  [kernel.malformedJson.code]: 'Send one JSON value in UTF-8, and check that it is complete.',
  [malformedForm.code]: 'Let an HTTP library create the form, including its boundary.',
  [lengthRequired.code]: 'Send the length of the whole form, and do not use chunked encoding.',
  [kernel.tokenInvalid.code]:
    'Sign in again. A token ends when it expires, when its owner signs out, and when the account is closed.',
  [kernel.methodNotAllowed.code]: 'Use one of the methods in the header `Allow`.',
  [kernel.notAcceptable.code]: 'Omit `Accept`, or include the media type from the documentation in it.',
  [kernel.tooLarge.code]: 'Send a smaller body.',
  [kernel.unsupportedMediaType.code]: 'Send `Content-Type: application/json`, and no `Content-Encoding`.',
  [kernel.headersTooLarge.code]: 'Send fewer or shorter headers.',
  [kernel.requestTimeout.code]: 'Send the whole request without pauses.',
  [kernel.versionMalformed.code]:
    'Send `API-Version` once, with two numbers and a point, such as `1.0`; or omit it.',
  [kernel.versionUnknown.code]: 'Use one of the minors in the answer. `/versions` lists them, too.',
  [kernel.cursorInvalid.code]:
    'Send `page.nextCursor` unchanged as `cursor`, with the same filters and order, or start again without a cursor.',
  [kernel.gone.code]:
    'Use the successor that the answer names, and read its guide. Both are in the header `Link`, too.',
  [kernel.brownout.code]:
    'Change to the successor before the sunset. Until then, the same request succeeds after the seconds in `Retry-After`.',
  [kernel.preconditionRequired.code]:
    'Read the resource first, and send its `ETag` as `If-Match` with the change.',
  [kernel.internal.code]:
    'Try again once. If the error persists, report the `X-Request-Id` of the answer: it identifies the request in ' +
    'our logs.',
  [keyInUse.code]:
    'Wait for the number of seconds in `Retry-After`, then send the same request with the same key.',
  [keyReused.code]:
    'Use a new key for every new request. Use the same key only to repeat an unchanged request.',
};

/** What a client can do about a refusal. */
export function adviceOn({ code, kind }: RefusalReason): Html {
  return prose(byCode[code] ?? byKind[kind]);
}
