import { keyInUse, keyReused } from '../../../application/kernel/storage/idempotency.js';
import type { RefusalKind, RefusalReason } from '../../../domain/kernel/refusal.js';
import { lengthRequired, malformedForm } from '../../kernel/errors/form-refusals.js';
import * as kernel from '../../kernel/errors/refusals.js';
import { prose, type Html } from './html.js';

const byKind: Readonly<Record<RefusalKind, string>> = {
  invalid: 'Mend the request; sent again as it is, it is refused again.',
  unauthenticated: 'Sign in, and send the token as `Authorization: Bearer …`.',
  forbidden: 'Ask with an account that has the right, or ask an admin for it.',
  not_found: 'Look at the address and the ids in it. What belongs to somebody else is not shown either.',
  conflict: 'Read the present state, and decide anew. The same request may be right at another time.',
  stale:
    'Read it again, make the change on what is there now, and send it with the new `ETag` in `If-Match`.',
  too_many: 'Wait for the seconds in `Retry-After`. `RateLimit` says with every answer how much is left.',
  unavailable: 'Wait for the seconds in `Retry-After`, then send the same request again.',
};

/** Where more can be said than for the whole kind. */
const byCode: Readonly<Record<string, string>> = {
  [kernel.validationFailed.code]:
    'Every fault is in the answer, each with the field or parameter that it concerns.',
  [kernel.malformedJson.code]: 'Send one JSON value in UTF-8; see that nothing is cut off.',
  [malformedForm.code]: 'Let an HTTP library make the form, its boundary included.',
  [lengthRequired.code]: 'Send the length of the whole form, and do not send it in chunks.',
  [kernel.tokenInvalid.code]:
    'Sign in again: a token ends with its time, when its owner signs out, and when the account is closed.',
  [kernel.methodNotAllowed.code]: 'The methods that there are stand in the header `Allow`.',
  [kernel.notAcceptable.code]: 'Leave `Accept` out, or name the media type of the documentation in it.',
  [kernel.tooLarge.code]: 'Send less at once.',
  [kernel.unsupportedMediaType.code]: 'Send `Content-Type: application/json`, and no `Content-Encoding`.',
  [kernel.headersTooLarge.code]: 'Send fewer or shorter headers.',
  [kernel.requestTimeout.code]: 'Send the whole request without pauses.',
  [kernel.versionMalformed.code]:
    'Send `API-Version` once, with two numbers and a point, such as `1.0`; or not at all.',
  [kernel.versionUnknown.code]: 'The minors that there are stand in the answer, and at `/versions`.',
  [kernel.cursorInvalid.code]:
    'Take `cursor` from `page.nextCursor` as it is, and leave filters and order as they were; or begin anew without it.',
  [kernel.gone.code]:
    'The answer names the successor and the guide; they stand in the header `Link` as well.',
  [kernel.preconditionRequired.code]: 'Read it first, and send its `ETag` as `If-Match` with the change.',
  [kernel.internal.code]:
    'Try again once. If it stays, report the `X-Request-Id` of the answer: it names the request in our logs.',
  [keyInUse.code]: 'Wait for the seconds in `Retry-After`, then send the same request with the same key.',
  [keyReused.code]: 'Use a new key for every new request; the same one only to repeat a request unchanged.',
};

/** What a client does about a refusal. */
export function adviceOn({ code, kind }: RefusalReason): Html {
  return prose(byCode[code] ?? byKind[kind]);
}
