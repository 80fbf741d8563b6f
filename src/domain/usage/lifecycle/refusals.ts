import { reason } from '../../kernel/refusal.js';

export const deprecationNotFound = reason(
  'not_found',
  'usage.deprecation_not_found',
  'There is no such deprecation.',
);
export const consumerNotFound = reason('not_found', 'usage.consumer_not_found', 'There is no such client.');
export const consentByKey = reason(
  'forbidden',
  'usage.consent_by_key',
  'A key cannot do this. The owner of the client has to sign in.',
);
export const programUnconfirmed = reason(
  'forbidden',
  'usage.program_unconfirmed',
  'This program was used before it was registered. An admin has to confirm first whose it is.',
);
export const consentNeedsReason = reason(
  'invalid',
  'usage.consent_needs_reason',
  'Whoever does this for the client of somebody else has to say why.',
);
export const sunsetNotSet = reason('conflict', 'usage.sunset_not_set', 'This has no sunset yet.');
export const extensionTooLong = reason(
  'invalid',
  'usage.extension_too_long',
  'An extension ends in the future, and at most 90 days after the sunset, or after now if that is later.',
);
export const extensionTaken = reason(
  'conflict',
  'usage.extension_taken',
  'This client has had its one extension.',
);
export const anonymousUseGrew = reason(
  'conflict',
  'usage.anonymous_use_grew',
  'There are more calls without a token in 30 days than that.',
);
