import { keyReused } from '../../../application/kernel/storage/idempotency.js';
import { lengthRequired } from './form-refusals.js';
import { reason, type RefusalKind, type RefusalReason } from '../../../domain/kernel/refusal.js';

/** The refusals of the kernel, before any feature is involved. */
export const validationFailed = reason('invalid', 'request.validation_failed', 'The request is not valid.');
export const malformedJson = reason('invalid', 'request.malformed_json', 'The body is not valid JSON.');
export const tokenMissing = reason('unauthenticated', 'request.token_missing', 'Token is missing');
export const tokenInvalid = reason('unauthenticated', 'request.token_invalid', 'Token is invalid');
export const notAllowed = reason('forbidden', 'request.not_allowed', 'Your role does not allow this.');
export const scopeMissing = reason(
  'forbidden',
  'request.scope_missing',
  'This API key lacks the scope that is needed here.',
);
export const secondFactorMissing = reason(
  'forbidden',
  'request.second_factor_missing',
  'Staff need a second factor here. Set one up first, with setUpSecondFactor.',
);
export const noSuchPath = reason('not_found', 'request.not_found', 'There is nothing at this address.');
export const methodNotAllowed = reason(
  'invalid',
  'request.method_not_allowed',
  'This method is not allowed here.',
);
export const notAcceptable = reason(
  'invalid',
  'request.not_acceptable',
  'The answer cannot be given in a media type that you accept.',
);
export const tooLarge = reason('invalid', 'request.too_large', 'The body is too large.');
export const unsupportedMediaType = reason(
  'invalid',
  'request.unsupported_media_type',
  'The body must be JSON, sent as application/json and not compressed.',
);
export const limitExceeded = reason(
  'too_many',
  'request.limit_exceeded',
  'Too many requests. Try again later.',
);
export const malformedRequest = reason('invalid', 'request.malformed', 'The request could not be read.');
export const headersTooLarge = reason('invalid', 'request.headers_too_large', 'The headers are too large.');
export const requestTimeout = reason('invalid', 'request.timeout', 'The request did not arrive in time.');
export const internal = reason('unavailable', 'request.internal', 'Something went wrong on our side.');

export const versionMalformed = reason(
  'invalid',
  'request.version_malformed',
  'API-Version must be one minor, such as 1.0.',
);
export const versionUnknown = reason(
  'invalid',
  'request.version_unknown',
  'There is no such minor of this version.',
);
export const cursorInvalid = reason(
  'invalid',
  'request.cursor_invalid',
  'The cursor was not given out for this list and this order.',
);
export const gone = reason('not_found', 'request.gone', 'This is gone for good.');
/** The later gone, for a short and announced time, so that those who still call it notice. */
export const brownout = reason(
  'not_found',
  'request.brownout',
  'This is switched off for a short time, because it will be gone for good soon.',
);
export const preconditionRequired = reason(
  'invalid',
  'request.precondition_required',
  'If-Match must say which state the change was made from.',
);

const statusOfKind: Readonly<Record<RefusalKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  stale: 412,
  too_many: 429,
  unavailable: 503,
};

/** HTTP has more specific statuses for some refusals of the kernel (RFC 9110, 15.5; RFC 6585). */
const ownStatus: Readonly<Record<string, number>> = {
  [methodNotAllowed.code]: 405,
  [notAcceptable.code]: 406,
  [requestTimeout.code]: 408,
  [gone.code]: 410,
  [brownout.code]: 410,
  [lengthRequired.code]: 411,
  [tooLarge.code]: 413,
  [unsupportedMediaType.code]: 415,
  [keyReused.code]: 422,
  [preconditionRequired.code]: 428,
  [headersTooLarge.code]: 431,
  [internal.code]: 500,
};

export function statusOf({ code, kind }: Pick<RefusalReason, 'code' | 'kind'>): number {
  return ownStatus[code] ?? statusOfKind[kind];
}
