import { unavailable } from '../../../application/kernel/process/unavailable.js';
import { keyInUse, keyReused } from '../../../application/kernel/storage/idempotency.js';
import { lengthRequired, malformedForm } from '../../kernel/errors/form-refusals.js';
import * as kernel from '../../kernel/errors/refusals.js';
import type { AdviceByCode } from './advice.js';

/** What is wrong with the form of a request, whatever it asks for. */
const onRequests: AdviceByCode = {
  [kernel.validationFailed.code]: {
    means:
      'Parameters or fields of the request are missing, unknown, or have values that the documentation does not allow. ' +
      'Nothing was changed.',
    todo: 'The answer has all faults at once, each with the name of its parameter or field. Correct all of them.',
    repeat: 'No. The outcome depends only on the request, so the same values are refused again.',
  },
  [kernel.malformedJson.code]: {
    means: 'The body could not be read as JSON: it is cut off, has a syntax error, or is not in UTF-8.',
    todo: 'Send one complete JSON value in UTF-8. Let a JSON library write it.',
    repeat: 'No, unless the body was cut off on its way.',
  },
  [malformedForm.code]: {
    means: 'The body could not be read as a multipart form: a boundary or a part of it is missing.',
    todo: 'Let an HTTP library create the form, including its boundary and the header `Content-Type`.',
    repeat: 'No, unless the form was cut off on its way.',
  },
  [lengthRequired.code]: {
    means: 'The form came in chunks, without its length. The length is needed to limit uploads.',
    todo: 'Send the length of the whole form in `Content-Length`, and do not use chunked encoding.',
    repeat: 'Only with `Content-Length`.',
  },
  [kernel.tooLarge.code]: {
    means: 'The body has more bytes than this operation accepts. It was not read to its end.',
    todo: 'Send a smaller body. No operation needs a large one: check that you send only documented fields.',
    repeat: 'No. The limit stays the same.',
  },
  [kernel.unsupportedMediaType.code]: {
    means: 'The body has a media type or a compression that this operation does not read.',
    todo:
      'Send the media type that the documentation of the operation names, usually ' +
      '`Content-Type: application/json`, and no `Content-Encoding`.',
    repeat: 'Only with the other `Content-Type`.',
  },
  [kernel.notAcceptable.code]: {
    means: 'The header `Accept` excludes every media type in which the operation can answer.',
    todo: 'Omit `Accept`, or include the media type from the documentation, or `*/*`.',
    repeat: 'Only with another `Accept`.',
  },
  [kernel.methodNotAllowed.code]: {
    means: 'The address exists, but not with this method.',
    todo: 'Use one of the methods in the header `Allow` of the answer.',
    repeat: 'Only with one of these methods.',
  },
  [kernel.noSuchPath.code]: {
    means:
      'No operation has this address in the minor that the request is answered as, or it names a document that does ' +
      'not exist.',
    todo:
      'Compare the address with the documentation. If a later minor has the operation, ask for this minor in ' +
      '`API-Version`: `/versions` lists all minors.',
    repeat: 'No, unless you ask for a minor that has the operation.',
  },
  [kernel.malformedRequest.code]: {
    means: 'The bytes that arrived are not an HTTP request, or its address is not a valid URL.',
    todo: 'Use an HTTP library, and percent-encode all values in the address.',
    repeat: 'No. Correct the program that sends the request, or the proxy before it.',
  },
  [kernel.headersTooLarge.code]: {
    means: 'All headers together are larger than the service reads. Often it is a cookie of another service.',
    todo: 'Send fewer or shorter headers. The service needs no cookies.',
    repeat: 'Only with smaller headers.',
  },
  [kernel.requestTimeout.code]: {
    means: 'The request did not arrive completely within the time limit, so the connection was closed.',
    todo: 'Send the whole request without pauses. Check the connection and the proxies on the way.',
    repeat: 'Yes, on a new connection. Nothing was changed.',
  },
};

/** Who sends a request. */
const onCallers: AdviceByCode = {
  [kernel.tokenMissing.code]: {
    means:
      'The operation needs a signed-in caller, and the request has no `Authorization` header with a token.',
    todo:
      'Get a token from `issueTokens` in `/v2` or from `loginUser` in `/v1`, and send it as ' +
      '`Authorization: Bearer …`. The tokens of both are valid in all versions. Programs of the staff can use a key from `createApiKey`.',
    repeat: 'Only with a token.',
  },
  [kernel.tokenInvalid.code]: {
    means:
      'The token or API key is not valid, or no longer: it expired, its owner signed out or changed the password, it ' +
      'was revoked, or the account was disabled or closed.',
    todo:
      'Get a new one: from `issueTokens` with the refresh token or the password, or from `loginUser`. Do not send the ' +
      'old token again.',
    repeat: 'Yes, once, with the new token. If that is refused too, the user has to sign in.',
  },
  [kernel.notAllowed.code]: {
    means: 'The operation is for a higher role than the one of this account.',
    todo:
      'Sign in with an account that has the role in the documentation of the operation. An admin gives roles with ' +
      '`updatePatron`. The new role counts at once, for present tokens too.',
    repeat: 'Not before the account has the role.',
  },
  [kernel.scopeMissing.code]: {
    means:
      'The request was sent with an API key. Its owner may do this, but the key has not got the scope for it.',
    todo:
      'Scopes of a key never change. Create a key with the scope that the documentation of the operation names, with ' +
      '`createApiKey`, and revoke the old one with `revokeApiKey`.',
    repeat: 'Only with a key that has the scope.',
  },
  [kernel.secondFactorMissing.code]: {
    means: 'This library requires a second factor of its staff, and this account has none yet.',
    todo:
      'The owner gets a secret for an authenticator app from `setUpSecondFactor`, and confirms its first code with ' +
      '`confirmSecondFactor`. Both work without a second factor.',
    repeat: 'Yes, as soon as the second factor is confirmed. The session continues.',
  },
  [kernel.limitExceeded.code]: {
    means:
      'The caller, the network address or the account has used up its requests for this period. For signing in, only ' +
      'failures count. Nothing was changed.',
    todo:
      'Wait for the number of seconds in `Retry-After`. `RateLimit` in every answer has the remaining requests, so that ' +
      'you can slow down in time. Signed-in callers have a higher limit than others.',
    repeat: 'Yes, after the time in `Retry-After`. Earlier ones are refused, too.',
  },
};

/** Versions, conditions and cursors. */
const onVersions: AdviceByCode = {
  [kernel.versionMalformed.code]: {
    means: 'The header `API-Version` is not one minor: it is empty, has another form, or was sent twice.',
    todo: 'Send it once, as two numbers with a point, such as `1.0`; or omit it.',
    repeat: 'Only with a valid `API-Version`, or without one.',
  },
  [kernel.versionUnknown.code]: {
    means:
      'The header `API-Version`, or the parameter of a documentation page, names a minor that this major has not got.',
    todo: 'Choose one of the minors in `/versions`. The major is in the path: `/v1` has `1.0`, `/v2` has `2.0`.',
    repeat: 'Not with this minor. A minor that the service had before never disappears.',
  },
  [kernel.gone.code]: {
    means:
      'This part of the API has reached its sunset, which was announced long before. The request changed nothing.',
    todo: 'Use the successor that the answer names. The guide says what to change; both are in the header `Link`, too.',
    repeat: 'No. What is gone does not come back.',
  },
  [kernel.preconditionRequired.code]: {
    means: 'The operation changes something that others can change at the same time, so it needs `If-Match`.',
    todo: 'Read the resource first. Send the `ETag` of this answer as `If-Match` with your change.',
    repeat: 'Only with `If-Match`.',
  },
  [kernel.cursorInvalid.code]: {
    means:
      'The cursor comes from another list, from another order of this list, or was altered. Cursors are for one list in ' +
      'one order.',
    todo:
      'Send `page.nextCursor` of the previous page unchanged, with the same parameters; or start again without a ' +
      '`cursor`.',
    repeat: 'Not with this cursor.',
  },
  [keyInUse.code]: {
    means: 'A request with the same `Idempotency-Key` has arrived before and is not answered yet.',
    todo: 'Wait for the number of seconds in `Retry-After`. Then send the same request with the same key.',
    repeat: 'Yes. As soon as the first request is answered, you get its answer. The work is done only once.',
  },
  [keyReused.code]: {
    means:
      'This `Idempotency-Key` belongs to an earlier request with another address or body. The new request was not ' +
      'carried out.',
    todo: 'Choose a new key for every new request, for example a random UUID. Use a key again only for an unchanged request.',
    repeat: 'Only with a new key.',
  },
};

/** Errors of the service. */
const onService: AdviceByCode = {
  [kernel.internal.code]: {
    means: 'The service has an error that it did not expect. It is not the fault of your request.',
    todo:
      'If it happens again, report the `X-Request-Id` of the answer to the operators of the service. It identifies the ' +
      'request in their logs.',
    repeat:
      'Once, after some seconds. For a change, read first whether it was made, or use an `Idempotency-Key`.',
  },
  [unavailable.code]: {
    means: 'The service is overloaded, is being restarted, or cannot reach its database. This is temporary.',
    todo:
      'Wait for the number of seconds in `Retry-After`, and then longer after each further failure. Programs with many ' +
      'requests should send fewer at the same time.',
    repeat: 'Yes. A change can be sent again without risk if it has an `Idempotency-Key`.',
  },
};

/** The advice on the codes that no feature owns. */
export const kernelAdvice: AdviceByCode = { ...onRequests, ...onCallers, ...onVersions, ...onService };
