import { reason } from '../kernel/refusal.js';

export const emailTaken = reason(
  'conflict',
  'accounts.email_taken',
  'There is an account with this e-mail address already.',
);
export const credentialsWrong = reason(
  'unauthenticated',
  'accounts.credentials_wrong',
  'E-mail address or password is wrong.',
);
export const currentPasswordWrong = reason(
  'forbidden',
  'accounts.current_password_wrong',
  'The current password is wrong.',
);
export const accountInUse = reason(
  'conflict',
  'accounts.account_in_use',
  'The account cannot be closed while loans are open.',
);
export const lastAdmin = reason('conflict', 'accounts.last_admin', 'The library needs at least one admin.');
export const patronChanged = reason(
  'stale',
  'accounts.patron_changed',
  'The account was changed since. Fetch it again, then decide.',
);
export const roleNeedsAdmin = reason(
  'forbidden',
  'accounts.role_needs_admin',
  'Only an admin can give a role.',
);
export const staffNeedsAdmin = reason(
  'forbidden',
  'accounts.staff_needs_admin',
  'Only an admin can act on the account of a member of staff.',
);
export const ownAccount = reason(
  'forbidden',
  'accounts.own_account',
  'Nobody can change this of their own account.',
);
export const categoryUnknown = reason(
  'invalid',
  'accounts.category_unknown',
  'The library does not know this category of patrons.',
);
export const cardNumberTaken = reason(
  'conflict',
  'accounts.card_number_taken',
  'There is an account with this card number already.',
);
export const accountDisabled = reason(
  'forbidden',
  'accounts.account_disabled',
  'The account is disabled. The staff of the library can enable it.',
);
export const refreshTokenInvalid = reason(
  'unauthenticated',
  'accounts.refresh_token_invalid',
  'The refresh token is not good, or no longer.',
);
export const noSession = reason(
  'conflict',
  'accounts.no_session',
  'This token belongs to no session that could be ended; it ends by itself.',
);
export const sessionNotFound = reason('not_found', 'accounts.session_not_found', 'There is no such session.');
export const apiKeyNotFound = reason('not_found', 'accounts.api_key_not_found', 'There is no such API key.');
export const scopeUnknown = reason('invalid', 'accounts.scope_unknown', 'There is no such scope for a key.');
export const expiryPassed = reason(
  'invalid',
  'accounts.expiry_passed',
  'What shall expire must expire in the future.',
);
export const minorUnknown = reason(
  'invalid',
  'accounts.minor_unknown',
  'There is no such version that could be pinned.',
);
export const passwordUnusable = reason(
  'invalid',
  'accounts.password_unusable',
  'The password contains a character that a password cannot have, such as a control or an invisible one.',
);
export const passwordTooShort = reason(
  'invalid',
  'accounts.password_too_short',
  'A password has at least 8 characters.',
);
export const passwordCommon = reason(
  'invalid',
  'accounts.password_common',
  'This password is one of the most common ones. Choose another one.',
);
export const passwordPersonal = reason(
  'invalid',
  'accounts.password_personal',
  'The password must not be the name or the e-mail address of its owner.',
);
/** The reasons for which a new password can be refused. */
export const passwordRefusals = [passwordUnusable, passwordTooShort, passwordCommon, passwordPersonal];
export const registrationClosed = reason(
  'forbidden',
  'accounts.registration_closed',
  'Accounts are opened by the staff of the library.',
);
export const emailVerified = reason(
  'conflict',
  'accounts.email_verified',
  'The e-mail address of the account is verified already.',
);
export const emailMissing = reason(
  'conflict',
  'accounts.email_missing',
  'The account has no e-mail address to write to.',
);
export const linkInvalid = reason(
  'invalid',
  'accounts.link_invalid',
  'The link does not work, or no longer. Ask for a new one.',
);
export const operatorsOnly = reason(
  'forbidden',
  'accounts.operators_only',
  'Only an admin can sign in to the API of the operators.',
);
